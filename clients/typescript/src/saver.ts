import type { Changes, Storage, Stored } from './storage.js';

/** Writes changes to a storage: at once, or, while it writes, the ones that have gathered in one transaction. */
export interface Saver {
  put(entry: Stored, cursor?: string): void;
  remove(subject: string, cursor?: string): void;
  cursor(cursor: string): void;
  replace(entries: Iterable<Stored>, cursor: string | undefined): void;
  /** Resolves when all has been written. */
  idle(): Promise<void>;
}

/** @param owner of the entries; undefined if this tab is not to write */
export function createSaver(storage: Storage, owner: () => string | undefined): Saver {
  let pending: Changes | undefined;
  let writing: Promise<void> | undefined;
  let isBroken = false; // until the whole book is written again

  const write = async () => {
    while (pending) {
      const changes = pending;
      pending = undefined;
      await storage.save(changes).catch(async () => {
        // what is stored may contain what was withdrawn, and a part of a book must not have a cursor
        isBroken = true;
        pending = undefined;
        await storage.clear().catch(() => {});
      });
    }
    writing = undefined;
  };
  const change = (cursor: string | undefined, edit: (changes: Changes) => void) => {
    const of = owner();
    if (!of || isBroken) return;
    pending ??= { owner: of, replace: false, put: new Map(), removed: new Set(), cursor: undefined };
    edit(pending);
    if (cursor) pending.cursor = cursor;
    writing ??= write();
  };
  return {
    put: (entry, cursor) =>
      change(cursor, ({ put, removed }) => {
        put.set(entry.subject, entry);
        removed.delete(entry.subject);
      }),
    remove: (subject, cursor) =>
      change(cursor, ({ put, removed }) => {
        put.delete(subject);
        removed.add(subject);
      }),
    cursor: (cursor) => change(cursor, () => {}),
    replace(entries, cursor) {
      isBroken = false;
      change(cursor, (changes) => {
        changes.replace = true;
        changes.removed.clear();
        changes.put.clear();
        for (const { subject, profile } of entries) changes.put.set(subject, { subject, profile });
      });
    },
    idle: async () => writing,
  };
}
