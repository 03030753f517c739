import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { allows, decidingIndex, faults, rulesAfter, STRANGER } = await load('api/rules.ts');
const CONTACT = { ...STRANGER, contact: true, labels: ['family'] };

test('the first rule that matches decides', () => {
  const list = ['deny user:bob', 'allow label:family', 'deny contacts', 'allow everyone'];

  assert.equal(decidingIndex(list, 'bob', CONTACT), 0);
  assert.equal(decidingIndex(list, 'carol', CONTACT), 1);
  assert.equal(decidingIndex(list, 'carol', { ...CONTACT, labels: [] }), 2);
  assert.equal(decidingIndex(list, 'carol', STRANGER), 3);
});

test('without a match a field is hidden', () => {
  assert.equal(allows({ status: ['allow contacts'] }, 'status', 'bob', STRANGER), false);
  assert.equal(allows({ status: [] }, 'status', 'bob', CONTACT), false);
});

test('fields without own rules follow the defaults, attributes those of all attributes', () => {
  assert.equal(allows({}, 'name', 'bob', STRANGER), true);
  assert.equal(allows({}, 'presence', 'bob', STRANGER), false);
  assert.equal(allows({ attributes: ['deny everyone'] }, 'attributes.city', 'bob', CONTACT), false);
  assert.equal(allows({ attributes: ['deny everyone'], 'attributes.city': ['allow everyone'] }, 'attributes.city', 'bob', STRANGER), true);
});

test('a field is hidden from one viewer and shown again', () => {
  const hidden = rulesAfter({}, 'status', 'bob', STRANGER, false);
  assert.deepEqual(hidden, ['deny user:bob', 'allow everyone']);
  assert.equal(rulesAfter({ status: hidden }, 'status', 'bob', STRANGER, true), undefined);
  assert.deepEqual(rulesAfter({}, 'presence', 'bob', STRANGER, true), ['allow user:bob', 'allow contacts']);
});

test('rules that the server would refuse are told', () => {
  assert.deepEqual(faults(['allow everyone', 'deny user:bob']).map(Boolean), [false, true]);
  assert.deepEqual(faults(['deny user:bob', 'allow user:bob']).map(Boolean), [false, true]);
  assert.deepEqual(faults(['alow everyone', 'allow']).map(Boolean), [true, true]);
  assert.deepEqual(faults(['deny label:work', 'allow contacts']).map(Boolean), [false, false]);
});
