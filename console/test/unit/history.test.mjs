import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { replay } = await load('history/fold.ts');
const { difference } = await load('history/difference.ts');

let offset = 0;
const event = (type, change) => ({ position: `1:${offset++}`, time: '2026-11-29T10:00:00Z', type, actor: 'alice', change });

/** What bob noticed of each event, in the order of the events. */
function noticed(...events) {
  return replay(events.toReversed(), 'bob', 'alice')
    .toReversed()
    .map(({ before, after }) => difference(before, after).map(({ kind, text }) => `${kind} ${text}`));
}

const CREATED = event('ProfileChanged', {
  mode: 'replace',
  set: { name: 'Alice', status: 'out', attributes: { city: 'Oslo' } },
  removed: [],
});

test('a hidden field vanishes, and its changes are not noticed', () => {
  const lines = noticed(
    CREATED,
    event('PrivacyChanged', { rules: { status: ['deny user:bob', 'allow everyone'] } }),
    event('ProfileChanged', { mode: 'patch', set: { status: 'secret' }, removed: [] }),
    event('PrivacyChanged', { rules: {} }),
  );

  assert.deepEqual(lines.slice(1), [['vanishes status: no longer sees “out”'], [], ['appears status: now sees “secret”']]);
});

test('a block takes all, and unblocking brings the present view', () => {
  const lines = noticed(
    CREATED,
    event('ContactBlocked', { peer: 'bob' }),
    event('ProfileChanged', { mode: 'patch', set: { status: 'back' }, removed: [] }),
    event('ContactUnblocked', { peer: 'bob' }),
  );

  assert.deepEqual(lines[1], ['vanishes sees nothing any more: gets 404']);
  assert.deepEqual(lines[2], []);
  assert.equal(lines[3].length, 3);
});

test('rules for contacts and labels follow what the owner stores about the viewer', () => {
  const lines = noticed(
    event('PrivacyChanged', { rules: { name: ['allow contacts'], status: ['allow label:family'], attributes: [] } }),
    CREATED,
    event('ContactChanged', { peer: 'bob', contact: true }),
    event('ContactChanged', { peer: 'carol', labels: ['family'] }),
    event('ContactChanged', { peer: 'bob', labels: ['family'] }),
  );

  assert.deepEqual(lines, [[], [], ['appears name: now sees “Alice”'], [], ['appears status: now sees “out”']]);
});

test('replacing a profile removes what is not named, except the picture', () => {
  const picture = { sha256: 'ab', url: '', mediaType: 'image/png', width: 1, height: 1 };
  const lines = noticed(
    CREATED,
    event('PictureChanged', { set: { picture }, removed: [] }),
    event('ProfileChanged', { mode: 'replace', set: { name: 'Al' }, removed: [] }),
  );

  assert.deepEqual(lines[2].toSorted(), [
    'changes name: “Alice” → “Al”',
    'vanishes city: no longer sees “Oslo”',
    'vanishes status: no longer sees “out”',
  ]);
});
