import assert from 'node:assert/strict';
import { test } from 'node:test';
import { derived } from '../src/derived.js';
import { createSource } from '../src/store.js';

test('a listener is told the present value and each new one until it stops', () => {
  const source = createSource(1);
  const told: number[] = [];
  const stop = source.subscribe((value) => told.push(value));
  source.set(2);
  stop();
  source.set(3);
  assert.deepEqual(told, [1, 2]);
});

test('a derived store tells only what has changed, and watches only while it is watched', () => {
  const source = createSource({ name: 'Ada', age: 40 });
  let watched = 0;
  const name = derived(source, () => source.getSnapshot().name, () => {
    watched++;
    return () => watched--;
  });
  const told: string[] = [];
  assert.equal(watched, 0);
  const stop = name.subscribe((value) => told.push(value));
  source.set({ name: 'Ada', age: 41 });
  source.set({ name: 'Eva', age: 41 });
  assert.equal(watched, 1);
  stop();
  source.set({ name: 'Uma', age: 41 });
  assert.equal(watched, 0);
  assert.deepEqual(told, ['Ada', 'Eva']);
});

test('a listener that throws keeps nothing from the others', async () => {
  const failures: unknown[] = [];
  // instead of the runner, which would fail the test
  const runners = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', (failure) => failures.push(failure));
  const source = createSource(1);
  const told: number[] = [];
  source.subscribe((value) => {
    if (value === 2) throw new Error('of the app');
  });
  source.subscribe((value) => told.push(value));
  source.set(2);
  await new Promise(setImmediate);
  process.removeAllListeners('unhandledRejection');
  runners.forEach((runner) => process.on('unhandledRejection', runner));
  assert.deepEqual(told, [1, 2]);
  assert.equal(failures.length, 1);
});
