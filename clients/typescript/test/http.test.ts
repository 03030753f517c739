import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHttp } from '../src/http.js';
import { isAfter } from '../src/position.js';
import { isProblem } from '../src/problem.js';
import { createTokens } from '../src/tokens.js';

type Request = { method: string; url: string; headers: Record<string, string>; body: unknown };

/** A client whose requests are answered in turn. */
function aClient(...answers: (Response | Error)[]) {
  const requests: Request[] = [];
  let tokens = 0;
  const fetcher = (async (url: string, init: RequestInit) => {
    requests.push({ method: init.method!, url, headers: init.headers as Record<string, string>, body: init.body });
    const answer = answers.shift()!;
    if (answer instanceof Error) throw answer;
    return answer;
  }) as typeof fetch;
  const send = createHttp('http://kith', createTokens(() => `token-${++tokens}`), fetcher);
  return { send, requests };
}

const problem = (type: string, status: number, headers: Record<string, string> = {}) =>
  Response.json({ type: `https://kith.dev/problems/${type}`, title: 'T', status, detail: 'D', field: 'f' }, { status, headers });
const written = (position: string) => Response.json({}, { headers: { 'Kith-Position': position } });
const ok = () => Response.json({ name: 'Ada' }, { headers: { ETag: '"1:2"' } });

test('a read includes the writes before it, the latest of each partition', async () => {
  const { send, requests } = aClient(written('1:9'), written('2:7'), written('1:10'), written('1:8'), ok());
  for (const _ of [1, 2, 3, 4]) await send('PUT', '/profile', { body: {} });
  await send('GET', '/profile');
  assert.equal(requests[0]!.headers['Kith-After'], undefined);
  assert.equal(requests[4]!.headers['Kith-After'], '1:10,2:7');
});

test('an answer has its body and its version', async () => {
  const { body, etag, status } = await aClient(ok()).send('GET', '/profile');
  assert.deepEqual([body, etag, status], [{ name: 'Ada' }, '"1:2"', 200]);
});

test('a rejected token is replaced once', async () => {
  const expired = () => problem('unauthenticated', 401);
  const { send, requests } = aClient(expired(), ok(), expired(), expired());
  await send('PUT', '/profile', { body: {} });
  assert.deepEqual(requests.map(({ headers }) => headers['Authorization']), ['Bearer token-1', 'Bearer token-2']);
  await assert.rejects(send('GET', '/profile'), (error) => isProblem(error) && error.type === 'unauthenticated');
});

test('a problem is an error with what the server says', async () => {
  const { send } = aClient(problem('too-many-requests', 429, { 'Retry-After': '3' }));
  await assert.rejects(send('PUT', '/profile', { body: {} }), (error: Error) => {
    assert.ok(isProblem(error));
    const { type, status, detail, field, retryAfter, message } = error;
    assert.deepEqual([type, status, detail, field, retryAfter, message], ['too-many-requests', 429, 'D', 'f', 3000, 'D']);
    return true;
  });
});

test('a read that came too early is repeated, a write is not', async () => {
  const early = () => problem('not-ready', 503, { 'Retry-After': '0.01' });
  const { send, requests } = aClient(early(), ok(), early());
  assert.deepEqual((await send('GET', '/profile')).body, { name: 'Ada' });
  await assert.rejects(send('PUT', '/profile', { body: {} }));
  assert.equal(requests.length, 3);
});

test('no answer is a problem of its own', async () => {
  const { send } = aClient(new TypeError('fetch failed'));
  await assert.rejects(send('GET', '/profile'), (error) => isProblem(error) && error.type === 'network' && error.status === 0);
});

test('an answer of a proxy is a problem too', async () => {
  const { send } = aClient(new Response('<html>', { status: 502 }));
  await assert.rejects(send('PUT', '/profile'), (error) => isProblem(error) && error.type === 'unknown' && error.status === 502);
});

test('a token is asked for once, however many need it', async () => {
  let asked = 0;
  const tokens = createTokens(async () => {
    asked++;
    return 'token';
  });
  await Promise.all([tokens.get(), tokens.get(), tokens.get()]);
  await tokens.get();
  assert.equal(asked, 1);
  await Promise.all([tokens.get('token'), tokens.get('token')]);
  assert.equal(asked, 2);
});

test('positions are compared as numbers of any length', () => {
  assert.ok(isAfter('1:10', '1:9'));
  assert.ok(!isAfter('1:9', '1:9'));
  assert.ok(isAfter('1:9007199254740993', '1:9007199254740992'));
});
