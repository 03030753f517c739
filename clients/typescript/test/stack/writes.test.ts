import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import { after, test } from 'node:test';
import { isProblem, type SyncProgress } from '../../src/index.js';
import { Door } from './door.js';
import { client, closeAll, socket, somebody, until } from './stack.js';

after(closeAll);

/** A PNG of noise, which does not become smaller. */
function picture(pixels: number): Blob {
  const chunk = (type: string, data: Buffer) => {
    const content = Buffer.concat([Buffer.from(type), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(content));
    return Buffer.concat([length, content, check]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(pixels, 0);
  head.writeUInt32BE(pixels, 4);
  head.set([8, 2], 8);
  const rows = Buffer.concat(Array.from({ length: pixels }, () => Buffer.concat([Buffer.alloc(1), randomBytes(3 * pixels)])));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return new Blob([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

test('a picture is uploaded although the connection breaks, and is removed', async (t) => {
  const door = await Door.open();
  t.after(() => door.close());
  const bob = client(somebody('bob'), socket, door.url);
  await bob.me.replace({ name: 'Bob' });
  const progress: number[] = [];
  const profile = await bob.me.picture.put(picture(700), {
    onProgress(part) {
      progress.push(part);
      // the next part is on its way then
      if (progress.length === 2) setTimeout(() => door.cut(), 1);
    },
  });
  assert.equal(profile.picture!.width, 700);
  assert.equal(progress.at(-1), 1);
  assert.deepEqual(progress, [...progress].sort());
  assert.equal(bob.profile('me').getSnapshot()!.picture!.sha256, profile.picture!.sha256);
  await bob.me.picture.delete();
  assert.equal(bob.profile('me').getSnapshot()!.picture, undefined);
});

test('a URL of a picture loads without a token, and no more after a block', async () => {
  const [alice, bob] = [client(somebody('alice')), client(somebody('bob'))];
  await alice.me.replace({ name: 'Alice' });
  await alice.me.picture.put(picture(100));
  await bob.contacts.put(alice.address()!, { subscribed: true });
  const store = bob.picture(alice.address()!, 64);
  let url: string | undefined;
  const stop = store.subscribe((value) => (url = value));
  // a profile that was only looked up is as it was then; updates come for what the address book has
  await until('bob follows her', () => bob.addressBook.get(alice.address()!));
  const loaded = await fetch(await until('there is a URL', () => url));
  assert.equal(loaded.status, 200);
  assert.match(loaded.headers.get('Content-Type')!, /^image\//);
  const before = url!;
  await alice.blocks.put(bob.address()!);
  await until('there is none', () => url === undefined);
  assert.equal((await fetch(before)).status, 404);
  stop();
});

test('a preview shows what viewers would see, and which rule decides', async () => {
  const bob = client(somebody('bob'));
  await bob.me.replace({ name: 'Bob', status: 'here' });
  const rules = await bob.me.privacy.edit();
  rules.field('status').deny.user('mallory').allow.everyone();
  const [carol, mallory] = await rules.preview(['carol', 'mallory']);
  assert.deepEqual([carol!.status, carol!.decidedBy.status], ['here', 'allow everyone']);
  assert.deepEqual([mallory!.status, mallory!.decidedBy.status], [undefined, 'deny user:mallory']);
  // nothing is stored
  const { body } = await bob.request('GET', '/v1/users/{address}/privacy');
  assert.deepEqual(body, {});
});

test('what is no picture is refused', async () => {
  const bob = client(somebody('bob'), socket);
  await bob.me.replace({ name: 'Bob' });
  const upload = bob.me.picture.put(new Blob(['no picture']));
  await assert.rejects(upload, (problem) => isProblem(problem) && problem.type === 'unsupported-media-type');
});

test('a write shows at once, and what the server refuses is undone', async () => {
  const bob = client(somebody('bob'), socket);
  const profile = await bob.me.replace({ name: 'Bob', status: 'here' });
  await bob.addressBook.synced;
  const shown = () => bob.profile('me').getSnapshot()!.status;
  await until('it is told', () => shown() === 'here');

  const written = bob.me.update({ status: 'gone' }, { ifMatch: profile.position });
  assert.equal(shown(), 'gone');
  await written;
  assert.equal(shown(), 'gone');
  const refused = bob.me.update({ status: 'back' }, { ifMatch: profile.position });
  assert.equal(shown(), 'back');
  await assert.rejects(refused, (problem) => isProblem(problem) && problem.type === 'version-conflict');
  assert.equal(shown(), 'gone');
});

test('a phone book is synced with progress, and shows in the contacts', async () => {
  const bob = client(somebody('bob'), socket);
  const known = client(somebody('known'));
  await known.me.replace({ name: 'Known' });
  const contacts = bob.contacts;
  contacts.subscribe(() => {});
  const numbers = Array.from({ length: 50 }, () => somebody('number'));
  const told: SyncProgress[] = [];
  for await (const progress of contacts.sync([...numbers, known.address()!, 'not an address'], { subscribe: true, labels: ['phone'] })) {
    told.push(progress);
  }
  const { state, accepted, refused, written, matched } = told.at(-1)!;
  assert.deepEqual({ state, accepted, refused, written, matched }, { state: 'done', accepted: 51, refused: 1, written: 51, matched: 1 });
  await until('the entry is listed by its label', () => bob.addressBook.list({ label: 'phone' })[0]?.name === 'Known');
  assert.equal((await contacts.load()).size, 51);
});

test('a contact is shown at once, as the server has it then, and without it when it is deleted', async () => {
  const bob = client(somebody('bob'), socket);
  const peer = somebody('peer');
  await bob.contacts.load();
  const shown = () => bob.contacts.getSnapshot()!.get(peer);
  const written = bob.contacts.put(peer, { contact: true, labels: ['family'] });
  assert.deepEqual(shown()!.labels, ['family']);
  assert.deepEqual(await written, shown());
  assert.ok(shown()!.position);
  await bob.contacts.update(peer, { labels: [] });
  assert.deepEqual([shown()!.contact, shown()!.labels], [true, []]);
  await bob.contacts.delete(peer);
  assert.equal(shown()?.contact ?? false, false);
  await bob.blocks.put(peer);
  assert.equal(shown()!.blocked, true);
  await bob.blocks.delete(peer);
  assert.equal(shown()?.blocked ?? false, false);
});
