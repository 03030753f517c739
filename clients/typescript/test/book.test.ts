import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBook } from '../src/book.js';
import type { Frame } from '../src/frames.js';
import type { Change } from '../src/model.js';
import { createSaver } from '../src/saver.js';
import type { Changes, Storage } from '../src/storage.js';

const saved: Changes[] = [];
const storage: Storage = {
  load: async () => undefined,
  save: async (changes) => void saved.push(changes),
  clear: async () => void (saved.length = 0),
};

function aBook() {
  saved.length = 0;
  return createBook(() => 'me', createSaver(storage, () => 'me'));
}

const hello = (recovered: boolean): Frame => ({ type: 'hello', recovered });
const update = (subject: string, name: string | undefined, cursor?: string): Frame => ({
  type: 'update',
  subject,
  kind: name === undefined ? 'removed' : 'changed',
  ...(name !== undefined && { profile: { address: subject, name } }),
  ...(cursor && { cursor }),
});
const synced = (cursor: string): Frame => ({ type: 'synced', cursor });
const names = (book: ReturnType<typeof aBook>) => [...book.getSnapshot().values()].map(({ name }) => name).sort();

test('a snapshot replaces the book when it is complete, and not before', () => {
  const book = aBook();
  [hello(false), update('a', 'Ada'), update('b', 'Bob'), synced('1')].forEach(book.take);
  assert.deepEqual(names(book), ['Ada', 'Bob']);

  [hello(false), update('b', 'Bea')].forEach(book.take);
  assert.deepEqual(names(book), ['Ada', 'Bob']);
  assert.equal(book.cursor(), '1');

  book.take(synced('2'));
  assert.deepEqual(names(book), ['Bea']);
  assert.equal(book.cursor(), '2');
});

test('a snapshot that was cut leaves nothing behind', () => {
  const book = aBook();
  [hello(false), update('a', 'Ada'), synced('1'), hello(false), update('x', 'X')].forEach(book.take);
  [hello(true), update('b', 'Bob'), synced('2')].forEach(book.take);
  assert.deepEqual(names(book), ['Ada', 'Bob']);
});

test('entries from the disk are stale until the book is synced', () => {
  const book = aBook();
  book.load({ owner: 'me', cursor: '1', entries: [{ subject: 'a', profile: { address: 'a' } }] });
  book.take(hello(true));
  assert.equal(book.entry('a')!.stale, true);
  book.take(synced('2'));
  assert.equal(book.entry('a')!.stale, false);
});

test('a cursor is saved with the entry that it covers', async () => {
  const book = aBook();
  [hello(false), synced('1'), update('a', 'Ada', '2')].forEach(book.take);
  await new Promise(setImmediate);
  assert.deepEqual(saved.map(({ cursor, put }) => [cursor, [...put.keys()]]), [['1', []], ['2', ['a']]]);
});

test('a removed entry leaves memory and storage at once', () => {
  const book = aBook();
  [hello(false), update('a', 'Ada'), synced('1')].forEach(book.take);
  book.setPresence('a', { online: true });
  book.take(update('a', undefined, '2'));
  assert.equal(book.entry('a'), undefined);
  assert.equal(book.presence('a'), undefined);
});

test('changes are told after the first sync, with what was there before', () => {
  const book = aBook();
  const changes: Change[] = [];
  book.onChange((change) => changes.push(change));
  [hello(false), update('a', 'Ada'), synced('1'), update('a', 'Eva', '2'), update('a', undefined, '3')].forEach(book.take);
  assert.deepEqual(
    changes.map(({ kind, before, after }) => [kind, before?.name, after?.name]),
    [
      ['changed', 'Ada', 'Eva'],
      ['removed', 'Eva', undefined],
    ],
  );
});

test('a change of oneself is shown at once and can be undone', () => {
  const book = aBook();
  [hello(false), update('me', 'Me'), synced('1')].forEach(book.take);
  const undo = book.patchSelf({ name: null, status: 'out', attributes: { city: 'Oslo', age: null } });
  assert.deepEqual(book.entry('me'), { address: 'me', status: 'out', attributes: { city: 'Oslo' }, self: true, stale: false });
  undo();
  assert.deepEqual(book.entry('me'), { address: 'me', name: 'Me', self: true, stale: false });
});

test('an answer that is older than what was told is not shown', () => {
  const book = aBook();
  book.settleSelf({ address: 'me', name: 'new', position: '1:10' });
  book.settleSelf({ address: 'me', name: 'old', position: '1:9' });
  assert.equal(book.entry('me')!.name, 'new');
});
