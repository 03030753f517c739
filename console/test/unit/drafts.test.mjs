import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { keepDraft, keptDraft } = await load('simulator/kept-drafts.ts');
const { draftOf } = await load('simulator/draft.ts');

test('a draft stays until other rules are stored', () => {
  const stored = { status: ['allow contacts'] };
  const draft = { ...draftOf(stored), status: 'deny user:bob' };
  keepDraft('alice', stored, draft);

  assert.equal(keptDraft('alice', { ...stored }), draft);
  assert.deepEqual(keptDraft('bob', stored), draftOf(stored));
  assert.deepEqual(keptDraft('alice', {}), draftOf({}));
});
