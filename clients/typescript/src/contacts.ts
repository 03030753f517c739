import type { Book } from './book.js';
import { derived } from './derived.js';
import { orUndefined, type Send } from './http.js';
import { conditional, type Condition } from './me.js';
import type { Contact, ContactInput } from './model.js';
import { createSignal, type Store } from './store.js';
import type { SyncProgress } from './frames.js';
import type { Frames, SyncOptions } from './sync.js';

/** What the user stores about others, by address. The store reads all of it when it is first watched; undefined until then. */
export interface ContactList extends Store<ReadonlyMap<string, Contact> | undefined> {
  get(peer: string): Promise<Contact | undefined>;
  /** Replaces contact, subscribed, announced and labels; those not given become false or empty. */
  put(peer: string, contact: ContactInput, condition?: Condition): Promise<Contact>;
  /** Changes some of them. */
  update(peer: string, change: ContactInput, condition?: Condition): Promise<Contact>;
  delete(peer: string): Promise<void>;
  /** Reads all pages. */
  load(): Promise<ReadonlyMap<string, Contact>>;
  /** Imports many addresses, such as a phone book, while it is iterated over; answers the progress, at last `done`. */
  sync(addresses: readonly string[], options?: SyncOptions): AsyncGenerator<SyncProgress, void>;
}

export interface Blocks {
  /** Blocks a peer, who leaves the address book at once. */
  put(peer: string): Promise<void>;
  delete(peer: string): Promise<void>;
}

export interface Relations {
  contacts: ContactList;
  blocks: Blocks;
  /** Changes with the contacts, but does not read them when it is watched. */
  watched: Store<unknown>;
  /** Reads the contacts again if they were read. */
  refresh(): void;
  clear(): void;
}

const CLEARED = { contact: false, subscribed: false, announced: false, labels: [] };
const NOTHING = { ...CLEARED, blocked: false, paired: false };

/** @param blocked is called with who is blocked, once that is acknowledged */
export function createRelations(send: Send, path: string, book: Book, frames: Frames, blocked: (peer: string) => void): Relations {
  let known: ReadonlyMap<string, Contact> | undefined;
  const watched = createSignal(() => known);
  const signal = derived(watched, () => known, () => void (known || load().catch(() => {})));
  const of = (kind: string, peer: string) => `${path}/${kind}/${encodeURIComponent(peer)}`;
  const read = (peer: string) => orUndefined(send<Contact>('GET', of('contacts', peer)).then(({ body }) => body));

  const set = (peer: string, contact: Contact | undefined) => {
    if (!known) return;
    const next = new Map(known);
    if (contact) next.set(peer, contact);
    else next.delete(peer);
    known = next;
    watched.changed();
  };

  /** Shows `change` at once, then what the write has answered, or what was there before if it failed. */
  async function write(peer: string, change: Partial<Contact>, request: () => Promise<Contact | undefined>) {
    const before = known?.get(peer);
    set(peer, { ...NOTHING, ...before, peer, ...change });
    try {
      const contact = await request();
      set(peer, contact);
      return contact;
    } catch (problem) {
      set(peer, before);
      throw problem;
    }
  }

  const change = async (method: string, peer: string, body: ContactInput, shown: Partial<Contact>, condition: Condition = {}) => {
    const contact = await write(peer, shown, async () => {
      const answer = await send<Contact>(method, of('contacts', peer), { body, headers: conditional(condition) });
      return answer.status === 202 ? read(peer) : answer.body;
    });
    return contact ?? { ...NOTHING, peer };
  };

  const block = async (method: string, peer: string) => {
    const isBlock = method === 'PUT';
    await write(peer, { blocked: isBlock }, async () => {
      await send(method, of('blocks', peer));
      if (isBlock) blocked(peer);
      return known && read(peer);
    });
  };

  const load = async () => {
    const all = new Map<string, Contact>();
    let cursor: string | undefined = '';
    while (cursor !== undefined) {
      const query: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
      const { body } = await send<{ items: Contact[]; next?: string }>('GET', `${path}/contacts?limit=500${query}`);
      for (const contact of body.items) all.set(contact.peer, contact);
      cursor = body.next;
    }
    known = all;
    watched.changed();
    return all;
  };

  const refresh = () => void (known && load().catch(() => {}));
  // also a sync of another device
  frames((frame) => void (frame.type === 'sync' && frame.state === 'done' && refresh()));

  return {
    contacts: {
      ...signal,
      get: read,
      put: (peer, contact, condition) => change('PUT', peer, contact, { ...CLEARED, ...contact }, condition),
      update: (peer, contact, condition) => change('PATCH', peer, contact, contact, condition),
      async delete(peer) {
        await write(peer, CLEARED, async () => {
          await send('DELETE', of('contacts', peer));
          return read(peer);
        });
      },
      load,
      async *sync(addresses, options) {
        const { runSync } = await import('./sync.js');
        yield* runSync(send, path, frames, addresses, options);
        refresh();
      },
    },
    blocks: {
      async put(peer) {
        const undo = book.hide(peer);
        await block('PUT', peer).finally(undo);
      },
      delete: (peer) => block('DELETE', peer),
    },
    watched,
    refresh,
    clear() {
      known = undefined;
      watched.changed();
    },
  };
}
