import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { deliveries } = await load('phones/deliveries.ts');
const T0 = Date.parse('2026-11-29T10:00:00.000Z');

const event = (position, after, change = {}) => ({
  position,
  time: new Date(T0 + after).toISOString(),
  type: 'ProfileChanged',
  actor: 'alice',
  change,
});
const frame = (phone, subject, after, kind = 'changed') => ({ phone, subject, kind, at: T0 + after });
const write = (position, after) => ({ method: 'PATCH', path: '', body: undefined, startedAt: T0 + after, position });

test('the latency of a write from here counts from its request', () => {
  const found = deliveries([{ owner: 'alice', event: event('1:1', 3) }], [write('1:1', 0)], [frame('bob', 'alice', 9)]);

  assert.deepEqual(found.get('1:1').get('bob'), { kind: 'changed', latency: 9, isResumed: false });
});

test('the latency of a write from elsewhere counts from the time in the journal', () => {
  const found = deliveries([{ owner: 'alice', event: event('1:1', 3) }], [], [frame('bob', 'alice', 9)]);

  assert.equal(found.get('1:1').get('bob').latency, 6);
});

test('a frame belongs to the latest write before it, and only its first frame counts', () => {
  const journal = [
    { owner: 'alice', event: event('1:1', 0) },
    { owner: 'alice', event: event('1:2', 1000) },
  ];
  const found = deliveries(journal, [], [frame('bob', 'alice', 1020), frame('bob', 'alice', 1010), frame('bob', 'alice', 10)]);

  assert.equal(found.get('1:1').get('bob').latency, 10);
  assert.equal(found.get('1:2').get('bob').latency, 10);
});

test('a block takes the peer from the phone of its owner, too', () => {
  const journal = [{ owner: 'alice', event: event('1:1', 0, { peer: 'bob' }) }];
  const found = deliveries(journal, [], [frame('alice', 'bob', 5, 'removed'), frame('bob', 'alice', 7, 'removed')]);

  assert.deepEqual([...found.get('1:1').keys()].sort(), ['alice', 'bob']);
});

test('a phone without a connection is offline, and gets the latest event on resume', () => {
  const journal = [
    { owner: 'alice', event: event('1:1', 100) },
    { owner: 'alice', event: event('1:2', 2000) },
  ];
  const outage = { from: T0 };
  const outages = (more) => new Map([['bob', [{ ...outage, ...more }]]]);
  assert.equal(deliveries(journal, [], [], outages()).get('1:2').get('bob').kind, 'offline');

  const receipt = { ...frame('bob', 'alice', 5012), outage: { ...outage, restoredAt: T0 + 5000 } };
  const found = deliveries(journal, [], [receipt], outages({ restoredAt: T0 + 5000, until: T0 + 5020 }));
  assert.equal(found.get('1:1').get('bob').kind, 'offline');
  assert.deepEqual(found.get('1:2').get('bob'), { kind: 'changed', latency: 12, isResumed: true });
});

test('what a phone gets on resume belongs to no event before the outage', () => {
  const outage = { from: T0 + 1000, restoredAt: T0 + 2000 };
  const receipt = { ...frame('bob', 'alice', 2010), outage };

  assert.equal(deliveries([{ owner: 'alice', event: event('1:1', 0) }], [], [receipt], new Map([['bob', [outage]]])).size, 0);
});

test('a relation to somebody else sends nothing to this phone', () => {
  const journal = [
    { owner: 'bob', event: event('2:1', 0, { peer: 'carol' }) },
    { owner: 'bob', event: event('2:2', 2000, { peer: 'dave' }) },
  ];

  assert.deepEqual([...deliveries(journal, [], [frame('carol', 'bob', 2400, 'joined')]).keys()], ['2:1']);
});

test('writes from elsewhere in quick succession get no deliveries', () => {
  const journal = ['2:1', '2:2', '2:3'].map((position, index) => ({ owner: 'bob', event: event(position, index * 300) }));
  assert.equal(deliveries(journal, [], [frame('carol', 'bob', 10), frame('carol', 'bob', 610)]).size, 0);

  const own = journal.map(({ event: { position } }, index) => write(position, index * 300));
  assert.equal(deliveries(journal, own, [frame('carol', 'bob', 10), frame('carol', 'bob', 610)]).size, 2);
});

test('a frame about somebody else belongs to no event', () => {
  assert.equal(deliveries([{ owner: 'alice', event: event('1:1', 0) }], [], [frame('bob', 'carol', 5)]).size, 0);
});
