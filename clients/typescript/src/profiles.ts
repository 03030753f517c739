import { createBatch } from './batch.js';
import type { Book } from './book.js';
import { derived, either } from './derived.js';
import type { Frame } from './frames.js';
import type { Send } from './http.js';
import type { Entry, Presence, Profile } from './model.js';
import { createSource, type Store } from './store.js';

/** Profiles and presence by address: from the address book, or looked up, many in one request. */
export interface Profiles {
  profile(address: string): Store<Entry | undefined>;
  presence(address: string): Store<Presence | undefined>;
  all(addresses: readonly string[]): Promise<Entry[]>;
  take(frame: Frame): void;
  /** Looks up again what is watched. */
  refresh(): void;
  forget(address?: string): void;
}

const MOST = 500;

/** @param watchesBook whether the presence of all entries is read, too */
export function createProfiles(send: Send, book: Book, self: () => string, watchesBook: boolean): Profiles {
  const found = createSource<ReadonlyMap<string, Entry>>(new Map());
  const watched = new Map<string, number>();
  const flights = new Set<Set<string>>(); // of each look-up, whose presence has come since

  const read = new Set<string>(); // whose presence was read in this session

  const real = (address: string) => (address === 'me' ? self() : address);
  const entryOf = (address: string) => book.entry(real(address)) ?? found.getSnapshot().get(address);

  const ask = createBatch(MOST, async (addresses) => {
    const newer = new Set<string>();
    flights.add(newer);
    try {
      const { body } = await send<{ items: Profile[] }>('POST', '/v1/profiles:lookup', { body: { addresses } });
      const answers = new Map(body.items.map((profile) => [profile.address, profile]));
      for (const address of addresses) {
        read.add(address);
        if (!newer.has(address)) book.setPresence(address, answers.get(address)?.presence);
      }
      keep(addresses, answers);
    } finally {
      flights.delete(newer);
    }
  });

  const keep = (addresses: string[], answers: Map<string, Profile>) => {
    const next = new Map(found.getSnapshot());
    for (const address of addresses) {
      const profile = answers.get(address);
      if (profile && !book.entry(address)) next.set(address, { ...profile, self: address === self(), stale: false });
      else next.delete(address);
    }
    found.set(next);
  };

  /** A failed look-up leaves the value unknown; the next `synced` asks again. */
  const askQuietly = (addresses: Iterable<string>) => void ask([...addresses].map(real).filter(Boolean)).catch(() => {});

  const watch = (address: string, isKnown: () => boolean) => () => {
    watched.set(address, (watched.get(address) ?? 0) + 1);
    if (!isKnown()) askQuietly([address]);
    return () => {
      const left = watched.get(address)! - 1;
      if (left) watched.set(address, left);
      else watched.delete(address);
    };
  };

  const refresh = () => {
    read.clear();
    const all = new Set(watched.keys());
    if (watchesBook) for (const address of book.getSnapshot().keys()) all.add(address);
    if (all.size) askQuietly(all);
  };

  const forget = (address?: string) => {
    const next = new Map(address ? found.getSnapshot() : []);
    if (address && !next.delete(address)) return;
    found.set(next);
  };

  return {
    profile(address) {
      const isKnown = () => !!entryOf(address);
      return derived(either(book, found), () => entryOf(address), watch(address, isKnown));
    },
    presence(address) {
      const present = () => book.presence(real(address));
      return derived(book, present, watch(address, () => !!present()));
    },
    async all(addresses) {
      const missing = addresses.filter((address) => !entryOf(address));
      if (missing.length) await ask(missing);
      return addresses.flatMap((address) => entryOf(address) ?? []);
    },
    take(frame) {
      if (frame.type === 'presence') {
        const { type: _, subject, ...presence } = frame;
        flights.forEach((newer) => newer.add(subject));
        book.setPresence(subject, 'online' in presence || 'lastSeen' in presence ? (presence as Presence) : undefined);
      } else if (frame.type === 'update') {
        // the book decides from now on; a view that was found before may have been withdrawn
        forget(frame.subject);
        if (watchesBook && frame.cursor && frame.profile && !read.has(frame.subject)) askQuietly([frame.subject]);
      } else if (frame.type === 'synced') {
        refresh();
      }
    },
    refresh,
    forget,
  };
}
