import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import type { Send } from '../src/http.js';
import { createLinks } from '../src/links.js';
import type { Entry } from '../src/model.js';
import { createSource } from '../src/store.js';

const MINUTE = 60_000;

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ['setInterval', 'Date'], now: 1_000_000_000_000 });
});

/** Links that are good for ten minutes; the n-th answer has `/n`. */
function aClient() {
  const asked: string[][] = [];
  const send = (async (_method: string, _path: string, { body }: { body: { addresses: string[] } }) => {
    asked.push(body.addresses);
    const items = body.addresses.map((address) => ({ address, url: `/${asked.length}` }));
    return { body: { items, expires: new Date(Date.now() + 10 * MINUTE).toISOString() } };
  }) as unknown as Send;
  return { asked, links: createLinks(send, 'http://kith') };
}

const anEntry = (address: string, sha256?: string): Entry => {
  const picture = sha256 ? { sha256, url: '', mediaType: 'image/png', width: 1, height: 1 } : undefined;
  return { address, self: false, stale: false, ...(picture && { picture }) };
};
const turn = () => new Promise(setImmediate);
const pass = async (minutes: number) => {
  for (let passed = 0; passed < minutes * 4; passed++) mock.timers.tick(MINUTE / 4);
  await turn();
};

test('all pictures that are shown at once are asked for in one request, with their hash and size', async () => {
  const { asked, links } = aClient();
  const alice = links.picture(createSource<Entry | undefined>(anEntry('alice', 'aa')), 64);
  const bob = links.picture(createSource<Entry | undefined>(anEntry('bob', 'bb')));
  [alice, bob].forEach((store) => store.subscribe(() => {}));
  await turn();
  assert.deepEqual(asked, [['alice', 'bob']]);
  assert.equal(alice.getSnapshot(), 'http://kith/1?sha256=aa&size=64');
  assert.equal(bob.getSnapshot(), 'http://kith/1?sha256=bb');
});

test('who has no picture is not asked for, until there is one', async () => {
  const { asked, links } = aClient();
  const entry = createSource<Entry | undefined>(anEntry('alice'));
  const store = links.picture(entry);
  store.subscribe(() => {});
  await turn();
  assert.deepEqual([asked, store.getSnapshot()], [[], undefined]);
  entry.set(anEntry('alice', 'aa'));
  await turn();
  assert.equal(store.getSnapshot(), 'http://kith/1?sha256=aa');
  entry.set(undefined);
  assert.equal(store.getSnapshot(), undefined);
});

test('a URL is renewed before it expires, as long as it is shown', async () => {
  const { asked, links } = aClient();
  const store = links.picture(createSource<Entry | undefined>(anEntry('alice', 'aa')));
  const stop = store.subscribe(() => {});
  await turn();
  await pass(8);
  assert.equal(store.getSnapshot(), 'http://kith/1?sha256=aa');
  await pass(2);
  assert.equal(store.getSnapshot(), 'http://kith/2?sha256=aa');
  stop();
  await pass(60);
  assert.equal(asked.length, 2);
});
