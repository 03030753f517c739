import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { State } from '../../src/index.js';
import { Door } from './door.js';
import { client, closeAll, socket, somebody, tokenOf, until } from './stack.js';

after(closeAll);

const HOUR = 3_600_000;

/** A token callback whose first token is good for so many seconds, and the others for two hours. */
function tokens(address: string, seconds: number) {
  const given: string[] = [];
  return {
    given,
    token: () => {
      given.push(tokenOf(address, given.length ? 7200 : seconds));
      return given.at(-1)!;
    },
  };
}

async function followed(address: string) {
  const alice = client(somebody('alice'));
  await alice.me.replace({ name: 'Alice', status: 'out' });
  await client(address).contacts.put(alice.address()!, { subscribed: true });
  return alice;
}

for (const [name, options] of Object.entries({ WebSocket: socket, 'event stream': {} })) {
  test(`a laptop that slept for an hour is live again with a new token, over ${name}`, async (t) => {
    const door = await Door.open();
    t.after(() => door.close());
    const address = somebody('bob');
    const alice = await followed(address);
    const { token, given } = tokens(address, 4);
    const bob = client(address, { ...options, token }, door.url);
    const states: State[] = [];
    bob.state.subscribe((state) => states.push(state));
    const seen = () => bob.addressBook.get(alice.address()!)?.status;
    await until('bob sees alice', () => seen() === 'out');

    // the connection is lost without a close frame, the clock goes on, and no timer runs
    door.dangle();
    const { now } = Date;
    t.after(() => (Date.now = now));
    Date.now = () => now() + HOUR;
    await alice.me.update({ status: 'back' });

    await until('bob sees what was written meanwhile', () => seen() === 'back');
    assert.ok(states.some(({ reason }) => reason === 'woke-up'));
    assert.equal(given.length, 2);
  });

  test(`a token that the server has seen expire is replaced once, over ${name}`, async () => {
    const address = somebody('bob');
    const alice = await followed(address);
    const { token, given } = tokens(address, 2);
    const bob = client(address, { ...options, token });
    await bob.addressBook.synced;
    await until('the session ends', () => bob.state.getSnapshot().phase !== 'live');
    await until('bob is live again', () => bob.state.getSnapshot().phase === 'live');
    await alice.me.update({ status: 'back' });
    await until('bob sees alice', () => bob.addressBook.get(alice.address()!)?.status === 'back');
    assert.equal(given.length, 2);
  });
}

test('a token of somebody else stops the client, which says why', async () => {
  const kith = client('', { ...socket, address: somebody('bob'), token: () => tokenOf('mallory') });
  await until('it has stopped', () => kith.state.getSnapshot().phase === 'stopped');
  assert.equal(kith.state.getSnapshot().reason, 'forbidden');
});
