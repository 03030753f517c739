import type { Book } from './book.js';
import type { ContactList } from './contacts.js';
import { either } from './derived.js';
import type { Change, Entry } from './model.js';
import type { Store } from './store.js';

/** Which entries are listed, and in which order. */
export interface ListOptions {
  /** By name and then by address (the default), or by address only. */
  sort?: 'name' | 'address';
  /** Only contacts with this label; the first such list reads the contacts. */
  label?: string;
  /** Whether the user's own profile is listed, too. */
  self?: boolean;
  /** The language of the order, such as `nb`; the browser's by default. */
  locale?: string;
}

/** Whose profiles the user may see and follows, kept up to date. */
export interface AddressBook extends Store<ReadonlyMap<string, Entry>> {
  /** The same array until something in it changes. */
  list(options?: ListOptions): readonly Entry[];
  get(address: string): Entry | undefined;
  /** Calls the listener with each change after the first `synced`. */
  on(event: 'change', listener: (change: Change) => void): () => void;
  /** Resolves when the book was complete for the first time. */
  readonly synced: Promise<void>;
}

export function createAddressBook(book: Book, contacts: ContactList, watchContacts: Store<unknown>, synced: Promise<void>): AddressBook {
  const lists = new Map<string, { made: unknown[]; list: readonly Entry[] }>();
  let loading = false;

  const labelled = (label: string) => {
    if (!contacts.getSnapshot() && !loading) {
      loading = true;
      contacts.load().catch(() => {}).finally(() => (loading = false));
    }
    return (entry: Entry) => contacts.getSnapshot()?.get(entry.address)?.labels.includes(label);
  };

  const make = ({ sort = 'name', label, self, locale }: ListOptions) => {
    const isListed = label === undefined ? () => true : labelled(label);
    const { compare } = new Intl.Collator(locale);
    const byName = (a: Entry, b: Entry) => +!a.name - +!b.name || compare(a.name ?? '', b.name ?? '');
    const byAddress = (a: Entry, b: Entry) => (a.address < b.address ? -1 : 1);
    return [...book.getSnapshot().values()]
      .filter((entry) => (self || !entry.self) && isListed(entry))
      .sort((a, b) => (sort === 'name' && byName(a, b)) || byAddress(a, b));
  };

  return {
    synced,
    ...either(book, watchContacts),
    list(options = {}) {
      const key = JSON.stringify(options);
      const from = [book.getSnapshot(), options.label && contacts.getSnapshot()];
      const known = lists.get(key);
      if (known?.made.every((value, at) => value === from[at])) return known.list;
      const list = make(options);
      lists.set(key, { made: from, list });
      return list;
    },
    get: book.entry,
    on: (_, listener) => book.onChange(listener),
  };
}
