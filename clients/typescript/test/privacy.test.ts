import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Send } from '../src/http.js';
import { editPrivacy } from '../src/privacy.js';
import { isProblem, problemOf } from '../src/problem.js';

/** An editor of rules that are stored with version 1. */
async function anEditor() {
  const sent: { method: string; path: string; options: any }[] = [];
  const send = (async (method: string, path: string, options: any) => {
    sent.push({ method, path, options });
    if (method === 'GET') return { body: { status: ['allow contacts'], name: ['allow everyone'] }, etag: '"1"' };
    if (method === 'POST') return { body: { items: [{ as: 'bob', view: { name: 'B' } }, { as: 'carol', view: {} }] } };
    return { body: options.body, etag: '"2"' };
  }) as unknown as Send;
  let saved = 0;
  const editor = await editPrivacy(send, '/privacy', () => saved++);
  return { editor, sent, saved: () => saved };
}

test('rules are appended in order, and saved only over the version that was read', async () => {
  const { editor, sent, saved } = await anEditor();
  editor.field('status').clear().deny.user('bob').allow.label('family').allow.contacts();
  editor.field('attributes.city').deny.everyone();
  editor.reset('name');
  await editor.save();
  await editor.save();
  const expected = { status: ['deny user:bob', 'allow label:family', 'allow contacts'], 'attributes.city': ['deny everyone'] };
  assert.deepEqual(sent.slice(1).map(({ method, options }) => [method, options.headers, options.body]), [
    ['PUT', { 'If-Match': '"1"' }, expected],
    ['PUT', { 'If-Match': '"2"' }, expected],
  ]);
  assert.equal(saved(), 2);
});

/** An editor whose first `PUT` meets version 2 of the profile, with the rules given then. */
async function editorMeeting(rules: Record<string, string[]>) {
  let version = 1;
  const puts: string[] = [];
  const send = (async (method: string, _: string, options: any) => {
    if (method === 'GET') return { body: version === 1 ? { status: ['allow contacts'], name: [] } : rules, etag: `"${version}"` };
    puts.push(options.headers['If-Match']);
    if (version === 1) {
      version = 2;
      const body = JSON.stringify({ type: 'https://kith.dev/problems/version-conflict', title: 'Another version' });
      throw await problemOf(new Response(body, { status: 412 }));
    }
    return { body: options.body, etag: '"3"' };
  }) as unknown as Send;
  const editor = await editPrivacy(send, '/privacy', () => {});
  editor.field('status').clear();
  return { editor, puts };
}

test('a change of the profile meanwhile is no conflict', async () => {
  const { editor, puts } = await editorMeeting({ name: [], status: ['allow contacts'] });
  assert.deepEqual(await editor.save(), { status: [], name: [] });
  assert.deepEqual(puts, ['"1"', '"2"']);
});

test('a change of the rules meanwhile is a conflict', async () => {
  const { editor, puts } = await editorMeeting({ name: [], status: ['allow everyone'] });
  await assert.rejects(editor.save(), (problem) => isProblem(problem) && problem.type === 'version-conflict');
  assert.deepEqual(puts, ['"1"']);
});

test('a rule that can never match is refused where it is written', async () => {
  const { editor } = await anEditor();
  assert.throws(() => editor.field('name').deny.user('bob'), RangeError);
  assert.throws(() => editor.field('status').deny.contacts(), RangeError);
  const many = editor.field('presence');
  for (let number = 0; number < 100; number++) many.deny.user(`user${number}`);
  assert.throws(() => many.allow.everyone(), RangeError);
});

test('a preview has one view for each viewer, in the order of the call', async () => {
  const { editor, sent } = await anEditor();
  editor.field('status').deny.user('bob');
  assert.deepEqual((await editor.preview(['carol', 'bob'])).map(({ name }) => name), [undefined, 'B']);
  assert.equal((await editor.preview('bob')).name, 'B');
  const rules = { status: ['allow contacts', 'deny user:bob'], name: ['allow everyone'] };
  assert.deepEqual(sent[1]!.options.body, { rules, as: ['carol', 'bob'] });
  assert.equal(sent[1]!.path, '/privacy:preview');
});
