import assert from 'node:assert/strict';
import 'fake-indexeddb/auto';
import { after, test } from 'node:test';
import { isProblem, type Changes, type Kith } from '../../src/index.js';
import { indexedDb } from '../../src/indexeddb.js';
import { client, closeAll, socket, somebody, until } from './stack.js';

after(closeAll);

/** What is on the disk, by address. */
async function stored(name: string) {
  const saved = await indexedDb(name).load();
  return new Map(saved?.entries.map(({ subject, profile }) => [subject, profile]));
}

/** Bob, who keeps on a disk that he sees alice. */
async function bobAndAlice() {
  const address = somebody('bob');
  const bob = client(address, { ...socket, storage: indexedDb(address) });
  const alice = client(somebody('alice'));
  await bob.me.replace({ name: 'Bob' });
  await alice.me.replace({ name: 'Alice', status: 'out' });
  const her = alice.address()!;
  await bob.contacts.put(her, { contact: true, subscribed: true });
  await until('alice is on the disk', async () => (await stored(address)).get(her)?.status === 'out');
  return { bob, alice, his: address, her };
}

test('a status that is hidden leaves memory and disk at once', async () => {
  const { bob, alice, his, her } = await bobAndAlice();
  const rules = await alice.me.privacy.edit();
  rules.field('status').deny.user(his).allow.everyone();
  await rules.save();
  await until('bob is told', () => bob.addressBook.get(her)!.status === undefined);
  await until('the disk is told', async () => (await stored(his)).get(her)!.status === undefined, 500);
});

test('who blocks leaves memory and disk at once', async () => {
  const { bob, alice, his, her } = await bobAndAlice();
  await bob.profiles([her]);
  await alice.blocks.put(his);
  await until('bob is told', () => !bob.addressBook.get(her));
  assert.equal(bob.profile(her).getSnapshot(), undefined);
  await until('the disk is told', async () => !(await stored(his)).has(her), 500);
});

test('who is blocked is hidden before the server has answered, and is gone from the disk when it has', async () => {
  const { bob, his, her } = await bobAndAlice();
  const blocked = bob.blocks.put(her);
  assert.equal(bob.addressBook.get(her), undefined);
  await blocked;
  assert.equal(bob.addressBook.get(her), undefined);
  await until('the disk is told', async () => !(await stored(his)).has(her), 500);
});

test('a block that the server refuses is undone', async () => {
  const { her, his } = await bobAndAlice();
  const refusing: typeof fetch = async (url, init) =>
    init?.method === 'PUT' ? Response.json({ type: 'https://kith.dev/problems/internal' }, { status: 500 }) : fetch(url, init);
  const bob = client(his, { ...socket, fetch: refusing });
  await bob.addressBook.synced;
  const blocked = bob.blocks.put(her);
  assert.equal(bob.addressBook.get(her), undefined);
  await assert.rejects(blocked, (problem) => isProblem(problem) && problem.type === 'internal');
  assert.equal(bob.addressBook.get(her)!.name, 'Alice');
});

const unreachable: typeof fetch = async () => {
  throw new TypeError('no network');
};

test('without a network the address book is shown from the disk, as stale, and to its owner only', async () => {
  const { bob, his, her } = await bobAndAlice();
  await bob.close();
  const offline = (address: string): Kith => client(address, { address, storage: indexedDb(his), fetch: unreachable, token: () => 'none' });
  const later = offline(his);
  await until('alice is shown', () => later.addressBook.get(her));
  assert.equal(later.addressBook.get(her)!.stale, true);
  await later.close();

  const other = offline(somebody('mallory'));
  await until('the next attempt waits', () => other.state.getSnapshot().phase === 'offline');
  assert.equal(other.addressBook.getSnapshot().size, 0);
  assert.equal(await indexedDb(his).load(), undefined);
});

test('after the log-out nothing is left', async () => {
  const { bob, his, her } = await bobAndAlice();
  await bob.close({ forget: true });
  assert.equal(bob.addressBook.getSnapshot().size, 0);
  assert.equal(bob.profile(her).getSnapshot(), undefined);
  assert.equal((await stored(his)).size, 0);
  assert.equal(bob.state.getSnapshot().reason, 'signed-out');
});

test('a write that is answered after the log-out leaves nothing', async () => {
  const { bob, his } = await bobAndAlice();
  await bob.close();
  let saves = 0;
  const disk = indexedDb(his);
  const storage = { ...disk, save: (changes: Changes) => (saves++, disk.save(changes)) };
  let answer = () => {};
  const closed = new Promise<void>((resolve) => (answer = resolve));
  const slow: typeof fetch = async (url, init) => {
    const response = await fetch(url, init);
    if (init?.method === 'PATCH') await closed;
    return response;
  };
  const later = client(his, { ...socket, storage, fetch: slow });
  await later.addressBook.synced;
  const written = later.me.update({ status: 'late' });
  await later.close({ forget: true });
  const before = saves;
  answer();
  await written;
  assert.equal(saves, before);
});
