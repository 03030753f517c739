import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBook } from '../src/book.js';
import type { Send } from '../src/http.js';
import type { Profile } from '../src/model.js';
import { createProfiles } from '../src/profiles.js';
import { createSaver } from '../src/saver.js';
import { memory } from '../src/storage.js';

/** Profiles whose look-ups the test answers. */
function aClient({ watchesBook = false } = {}) {
  const asked: string[][] = [];
  const answers: ((items: Profile[]) => void)[] = [];
  const send = ((_method: string, _path: string, { body }: { body: { addresses: string[] } }) => {
    asked.push(body.addresses);
    return new Promise((resolve) => answers.push((items) => resolve({ body: { items } })));
  }) as unknown as Send;
  let self = '';
  const book = createBook(() => self, createSaver(memory(), () => undefined));
  const profiles = createProfiles(send, book, () => self, watchesBook);
  const take = (frame: Parameters<typeof book.take>[0]) => {
    book.take(frame);
    profiles.take(frame);
  };
  const answer = async (...items: Profile[]) => {
    answers.shift()!(items);
    await turn();
  };
  return { asked, answer, profiles, take, signIn: (address: string) => (self = address) };
}

const turn = () => new Promise(setImmediate);
const update = (subject: string, name?: string) => {
  const view = name ? { kind: 'changed' as const, profile: { address: subject, name } } : { kind: 'removed' as const };
  return { type: 'update' as const, subject, ...view, cursor: 'c' };
};

test('all profiles that are watched in one turn are looked up in one request', async () => {
  const { asked, answer, profiles } = aClient();
  const stores = ['a', 'b', 'c'].map((address) => profiles.profile(address));
  stores.forEach((store) => store.subscribe(() => {}));
  await turn();
  assert.deepEqual(asked, [['a', 'b', 'c']]);
  await answer({ address: 'a', name: 'Ada' });
  assert.deepEqual(stores.map((store) => store.getSnapshot()?.name), ['Ada', undefined, undefined]);
});

test('a list is in the order of the request, without those of whom nothing is visible', async () => {
  const { answer, profiles, take } = aClient();
  take({ type: 'hello', recovered: true });
  take(update('b', 'Bob'));
  const all = profiles.all(['c', 'b', 'a']);
  await turn();
  await answer({ address: 'a', name: 'Ada' });
  assert.deepEqual((await all).map(({ name }) => name), ['Bob', 'Ada']);
});

test('a presence frame is newer than a look-up that was under way', async () => {
  const { answer, profiles, take } = aClient();
  const presence = profiles.presence('a');
  presence.subscribe(() => {});
  await turn();
  take({ type: 'presence', subject: 'a', online: true });
  await answer({ address: 'a', presence: { online: false, lastSeen: '2026-11-21T10:15:30Z' } });
  assert.deepEqual(presence.getSnapshot(), { online: true });
});

test('presence is read again after each sync, and is unknown when it is no longer visible', async () => {
  const { asked, answer, profiles, take } = aClient();
  const presence = profiles.presence('a');
  presence.subscribe(() => {});
  await turn();
  await answer({ address: 'a', presence: { online: true } });
  take({ type: 'synced', cursor: '1' });
  await turn();
  assert.equal(asked.length, 2);
  await answer();
  assert.equal(presence.getSnapshot(), undefined);
});

test('a view that was looked up does not outlive the entry', async () => {
  const { answer, profiles, take } = aClient();
  const alice = profiles.profile('alice');
  alice.subscribe(() => {});
  await turn();
  await answer({ address: 'alice', name: 'Alice' });
  take(update('alice', 'Alice'));
  take(update('alice'));
  assert.equal(alice.getSnapshot(), undefined);
});

test('the own profile can be watched before it is known who that is', () => {
  const { profiles, take, signIn } = aClient();
  const names: (string | undefined)[] = [];
  profiles.profile('me').subscribe((entry) => names.push(entry?.name));
  signIn('bob');
  take({ type: 'hello', recovered: true });
  take(update('bob', 'Bob'));
  assert.deepEqual(names, [undefined, 'Bob']);
});

test('with the presence of the book, that of a new entry is read once', async () => {
  const { asked, answer, take } = aClient({ watchesBook: true });
  take({ type: 'hello', recovered: true });
  take({ type: 'synced', cursor: '1' });
  take(update('a', 'Ada'));
  await turn();
  await answer({ address: 'a', presence: { online: true } });
  take(update('a', 'Eva'));
  await turn();
  assert.deepEqual(asked, [['a']]);
});
