import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { describe } = await load('api/describe.ts');
const contact = (change) => describe({ position: '1:1', time: '', type: 'ContactChanged', actor: 'alice', change: { peer: 'dave', ...change } });

test('labels are said if there are some', () => {
  assert.equal(contact({ contact: true, labels: ['clients'] }), 'adds dave as contact, labels dave as “clients”');
  assert.equal(contact({ contact: true, labels: [] }), 'adds dave as contact');
  assert.equal(contact({ labels: [] }), 'removes the labels of dave');
});
