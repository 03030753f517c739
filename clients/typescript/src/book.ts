import type { Frame, Update } from './frames.js';
import type { Change, Entry, Presence, Profile, ProfilePatch } from './model.js';
import { merged } from './patch.js';
import { isAfter } from './position.js';
import type { Saver } from './saver.js';
import { createSignal, tellAll, type Signal } from './store.js';
import type { Saved, Stored } from './storage.js';

/** The entries of the user's address book: what the server has told, and on top what the user has just changed. */
export interface Book extends Signal<ReadonlyMap<string, Entry>> {
  load(saved: Saved): void;
  take(frame: Frame): void;
  /** The last cursor; entries and cursor always belong together. */
  cursor(): string | undefined;
  entry(subject: string): Entry | undefined;
  presence(subject: string): Presence | undefined;
  presences(): Iterable<[string, Presence]>;
  /** What is to be stored. */
  stored(): Iterable<Stored>;
  setPresence(subject: string, presence: Presence | undefined): void;
  /** Shows the user's own profile with a change that is not confirmed; returns how to undo it. */
  patchSelf(patch: ProfilePatch): () => void;
  /** What the server has answered to a write of the user's own profile. */
  settleSelf(profile: Profile): void;
  /** Hides a subject; returns how to undo it. */
  hide(subject: string): () => void;
  /** Forgets a subject that the user has blocked. */
  forget(subject: string): void;
  onChange(listener: (change: Change) => void): () => void;
  clear(): void;
}

interface Row {
  profile: Profile;
  stale: boolean;
}

export function createBook(self: () => string, saver: Saver): Book {
  let rows = new Map<string, Row>();
  let staged: Map<string, Row> | undefined; // of a snapshot that is not complete
  let cursor: string | undefined;
  let isSynced = false;
  const presences = new Map<string, Presence>();
  const hidden: string[] = [];
  const patches: ProfilePatch[] = [];
  const shown = new Map<string, Entry>();
  let snapshot: ReadonlyMap<string, Entry> | undefined;
  const listeners = new Set<(change: Change) => void>();
  const signal = createSignal(() => (snapshot ??= new Map(shown)));

  const entryOf = (subject: string): Entry | undefined => {
    const row = rows.get(subject);
    if (!row || hidden.includes(subject)) return undefined;
    const isSelf = subject === self();
    const profile = isSelf ? patches.reduce(merged, row.profile) : row.profile;
    const presence = presences.get(subject);
    return { ...profile, ...(presence && { presence }), self: isSelf, stale: row.stale };
  };

  /** Brings what is shown of a subject up to date. */
  const refresh = (subject: string, kind: Change['kind'] = 'changed', isQuiet = false) => {
    const before = shown.get(subject);
    const after = entryOf(subject);
    snapshot = undefined;
    if (after) shown.set(subject, after);
    else shown.delete(subject);
    if (isQuiet || isSame(before, after)) return;
    const change = { subject, kind: after ? kind : ('removed' as const), before, after };
    tellAll(listeners, change);
  };
  const redraw = (subject: string, kind?: Change['kind']) => {
    refresh(subject, kind);
    signal.changed();
  };

  const update = ({ subject, kind, profile, cursor: at }: Update) => {
    if (staged) {
      if (profile) staged.set(subject, { profile, stale: false });
      else staged.delete(subject);
      return;
    }
    cursor = at ?? cursor;
    if (profile) {
      rows.set(subject, { profile, stale: false });
      saver.put({ subject, profile }, at);
    } else {
      drop(subject, at);
    }
    redraw(subject, kind);
  };

  const drop = (subject: string, at?: string) => {
    rows.delete(subject);
    presences.delete(subject);
    saver.remove(subject, at);
  };

  const synced = (at: string) => {
    cursor = at;
    if (staged) {
      replace(staged);
      staged = undefined;
      saver.replace(stored(rows), at);
    } else {
      for (const [subject, row] of rows) {
        if (!row.stale) continue;
        row.stale = false;
        refresh(subject, 'changed', true);
      }
      saver.cursor(at);
    }
    isSynced = true;
    signal.changed();
  };

  const replace = (next: Map<string, Row>) => {
    const before = rows;
    rows = next;
    for (const subject of new Set([...before.keys(), ...rows.keys()])) {
      if (!rows.has(subject)) presences.delete(subject);
      refresh(subject, 'changed', !isSynced);
    }
  };

  const undoable = <T>(list: T[], item: T, subject: string) => {
    list.push(item);
    redraw(subject);
    return () => {
      const at = list.indexOf(item);
      if (at < 0) return;
      list.splice(at, 1);
      redraw(subject);
    };
  };

  return {
    ...signal,
    cursor: () => cursor,
    entry: (subject) => shown.get(subject),
    presence: (subject) => presences.get(subject),
    presences: () => presences,
    stored: () => stored(rows),
    load(saved) {
      cursor = saved.cursor;
      rows = new Map(saved.entries.map(({ subject, profile }) => [subject, { profile, stale: true }]));
      for (const subject of rows.keys()) refresh(subject, 'changed', true);
      signal.changed();
    },
    take(frame) {
      if (frame.type === 'hello') {
        staged = frame.recovered ? undefined : new Map();
      } else if (frame.type === 'update') update(frame);
      else if (frame.type === 'synced') synced(frame.cursor);
    },
    setPresence(subject, presence) {
      if (presence) presences.set(subject, presence);
      else presences.delete(subject);
      refresh(subject, 'changed', true);
      signal.changed();
    },
    patchSelf: (patch) => undoable(patches, patch, self()),
    settleSelf(profile) {
      const known = rows.get(self())?.profile.position;
      if (known && profile.position && isAfter(known, profile.position)) return;
      rows.set(self(), { profile, stale: false });
      saver.put({ subject: self(), profile });
      redraw(self());
    },
    hide: (subject) => undoable(hidden, subject, subject),
    forget(subject) {
      drop(subject);
      redraw(subject);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clear() {
      cursor = staged = undefined;
      rows.clear();
      presences.clear();
      for (const subject of [...shown.keys()]) refresh(subject, 'removed', true);
      signal.changed();
    },
  };
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

function* stored(rows: Map<string, Row>): Iterable<Stored> {
  for (const [subject, { profile }] of rows) yield { subject, profile };
}
