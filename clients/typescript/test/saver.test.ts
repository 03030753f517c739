import assert from 'node:assert/strict';
import 'fake-indexeddb/auto';
import { test } from 'node:test';
import { indexedDb } from '../src/indexeddb.js';
import { createSaver } from '../src/saver.js';
import type { Changes, Storage } from '../src/storage.js';

const entry = (subject: string, name = subject) => ({ subject, profile: { address: subject, name } });

/** A storage whose writes the test lets through one by one. */
function slowStorage() {
  const written: Changes[] = [];
  const gates: { open(): void; fail(): void }[] = [];
  let cleared = 0;
  const storage: Storage = {
    load: async () => undefined,
    save: (changes) =>
      new Promise<void>((resolve, reject) => {
        written.push(changes);
        gates.push({ open: resolve, fail: () => reject(new Error('disk full')) });
      }),
    clear: async () => void cleared++,
  };
  const next = async (how: 'open' | 'fail' = 'open') => {
    gates.shift()![how]();
    await new Promise(setImmediate);
  };
  return { storage, written, next, cleared: () => cleared };
}

const told = ({ put, removed, cursor }: Changes) => [[...put.keys()], [...removed], cursor];

test('what comes while a write runs is written in one transaction after it', async () => {
  const { storage, written, next } = slowStorage();
  const saver = createSaver(storage, () => 'bob');
  saver.put(entry('a'), '1');
  saver.put(entry('b'), '2');
  saver.remove('a', '3');
  saver.put(entry('c'), '4');
  assert.deepEqual(written.map(told), [[['a'], [], '1']]);
  await next();
  assert.deepEqual(written.slice(1).map(told), [[['b', 'c'], ['a'], '4']]);
});

test('after a write that failed nothing is on the disk until the whole book is written', async () => {
  const { storage, written, next, cleared } = slowStorage();
  const saver = createSaver(storage, () => 'bob');
  saver.put(entry('a'), '1');
  await next('fail');
  assert.equal(cleared(), 1);
  saver.put(entry('b'), '2');
  assert.equal(written.length, 1);
  saver.replace([entry('a'), entry('b')], '3');
  assert.deepEqual([written[1]!.replace, ...told(written[1]!)], [true, ['a', 'b'], [], '3']);
});

test('a database has entries and cursor of its owner, and nothing after it is cleared', async () => {
  const storage = indexedDb('test');
  const saver = createSaver(storage, () => 'bob');
  saver.replace([entry('a'), entry('b')], '1');
  saver.put(entry('a', 'Ada'), '2');
  saver.remove('b');
  await saver.idle();
  assert.deepEqual(await indexedDb('test').load(), { owner: 'bob', cursor: '2', entries: [entry('a', 'Ada')] });
  await storage.clear();
  assert.equal(await storage.load(), undefined);
});
