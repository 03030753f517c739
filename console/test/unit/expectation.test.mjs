import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { format, judge, parse } = await load('simulator/expectation.ts');

test('sentences are read and written', () => {
  for (const sentence of ['bob sees status', 'carol does not see city', 'a-stranger sees nothing']) {
    assert.equal(format(parse(sentence)), sentence);
  }
  assert.deepEqual(parse("bob doesn't see the phone"), { viewer: 'bob', field: 'attributes.phone', visible: false });
});

test('other text is no expectation', () => {
  for (const text of ['', 'bob', 'bob sees', 'bob likes status', 'bob does not see nothing']) {
    assert.equal(parse(text), undefined, text);
  }
});

test('an expectation is judged by the rule that decided, also where the field is not set', () => {
  const view = { address: 'alice', decidedBy: { name: 'allow everyone', status: 'deny user:bob', presence: 'no rule' } };

  assert.deepEqual(judge(parse('bob sees name'), view), { holds: true, because: 'allow everyone' });
  assert.deepEqual(judge(parse('bob sees status'), view), { holds: false, because: 'deny user:bob' });
  assert.equal(judge(parse('bob does not see presence'), view).holds, true);
});
