import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { curl } = await load('phones/code.ts');
const { block, follow, setRules, setStatus } = await load('phones/actions.ts');

test('a quote in a body does not end the argument of the shell', () => {
  const text = curl('alice', { method: 'PATCH', path: '/v1/users/me/profile', body: '{"status":"it\'s"}' }, 'http://localhost:8080');

  assert.match(text, /-d '\{"status":"it'\\''s"\}'$/);
});

test('an action does what its text says', async () => {
  for (const action of [
    setStatus('it’s fine'),
    block('bob', true),
    follow('bob', false),
    setRules('', 'status', ['deny user:bob', 'allow everyone']),
    setRules('', 'name'),
  ]) {
    const text = new AsyncFunction('kith', action.typescript.join('\n'));
    assert.deepEqual(await callsOf((kith) => action.run(kith)), await callsOf(text), action.title);
  }
});

const AsyncFunction = (async () => {}).constructor;

/** The calls that a program makes, on an object that takes any. */
async function callsOf(program) {
  const calls = [];
  const any = (path) =>
    new Proxy(() => {}, {
      get: (_, key) => (key === 'then' ? undefined : any(`${path}.${String(key)}`)),
      apply: (_, __, args) => (calls.push([path, ...args]), any(path)),
    });
  await program(any('kith'));
  return calls;
}
