import type { Changes, Saved, Storage, Stored } from './storage.js';

export type { Storage };

const BOOK = 'book';
const ENTRIES = 'entries';

/** Keeps the address book in a database of the browser; entries and cursor are always written in one transaction. */
export function indexedDb(name: string): Storage {
  let opening: Promise<IDBDatabase> | undefined;
  const open = () =>
    (opening ??= openDatabase(name, () => {
      opening = undefined;
    }));

  /** Runs `work` in a transaction, and resolves with what it returned when that is complete. */
  const run = async <T>(mode: IDBTransactionMode, work: (book: IDBObjectStore, entries: IDBObjectStore) => T): Promise<T> => {
    const transaction = (await open()).transaction([BOOK, ENTRIES], mode);
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    const result = work(transaction.objectStore(BOOK), transaction.objectStore(ENTRIES));
    await done;
    return result;
  };

  return {
    async load(): Promise<Saved | undefined> {
      const [book, entries] = await run('readonly', (books, all) => [books.get(BOOK), all.getAll()] as const);
      const known = book.result as { owner: string; cursor?: string } | undefined;
      return known && { owner: known.owner, cursor: known.cursor, entries: entries.result as Stored[] };
    },
    save: (changes) => run('readwrite', (book, entries) => write(changes, book, entries)),
    clear: () =>
      run('readwrite', (book, entries) => {
        book.clear();
        entries.clear();
      }),
  };
}

function write({ owner, replace, put, removed, cursor }: Changes, book: IDBObjectStore, entries: IDBObjectStore) {
  if (replace) entries.clear();
  for (const entry of put.values()) entries.put(entry);
  for (const subject of removed) entries.delete(subject);
  if (cursor !== undefined || replace) book.put({ owner, cursor }, BOOK);
}

function openDatabase(name: string, closed: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(BOOK);
      request.result.createObjectStore(ENTRIES, { keyPath: 'subject' });
    };
    request.onerror = () => {
      closed();
      reject(request.error);
    };
    request.onsuccess = () => {
      const database = request.result;
      // another tab deletes or upgrades it
      database.onversionchange = () => {
        database.close();
        closed();
      };
      database.onclose = closed;
      resolve(database);
    };
  });
}
