import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { createConnection } from '../src/connection.js';
import type { Frame, Message } from '../src/frames.js';
import type { State } from '../src/model.js';
import { createTokens } from '../src/tokens.js';
import type { Listener, Transport } from '../src/transport.js';

/** A server that the test plays. */
interface Opened {
  url: string;
  token: string;
  listener: Listener;
  sent: Message[];
  isDropped: boolean;
}

let opened: Opened[];
let states: Omit<State, 'stale'>[];
let frames: Frame[];
let tokensGiven: string[];

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: 1_000_000_000_000 });
  opened = [];
  states = [];
  frames = [];
  tokensGiven = [];
});

const socket: Transport = (url, token, listener) => {
  const own: Opened = { url, token, listener, sent: [], isDropped: false };
  opened.push(own);
  return { send: (message) => own.sent.push(message), drop: () => (own.isDropped = true) };
};

/** A JWT that is not signed. */
const jwt = (seconds: number) => {
  const claims = { sub: 'bob', exp: Date.now() / 1000 + seconds, jti: tokensGiven.length };
  return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`;
};

const start = (token: () => string | null | Promise<string> = () => jwt(3600), transports: Transport[] = [socket]) =>
  createConnection({
    url: () => '/updates',
    tokens: createTokens(async () => {
      const given = await token();
      if (given) tokensGiven.push(given);
      return given;
    }),
    transports,
    backoff: { first: 500, longest: 20_000 },
    frame: (frame) => frames.push(frame),
    state: (state) => states.push(state),
  });

const settle = async () => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
};
const pass = async (millis: number) => {
  mock.timers.tick(millis);
  await settle();
};
const last = () => opened.at(-1)!;
const phase = () => states.at(-1)!.phase;
const live = async () => {
  await settle();
  last().listener.frame({ type: 'hello', recovered: true });
  last().listener.frame({ type: 'synced', cursor: '1' });
};

test('it is live when the book is synced', async () => {
  start();
  await live();
  assert.deepEqual(states.map((state) => state.phase), ['connecting', 'live']);
});

test('a lost connection is opened again soon, and then ever later, with jitter', async () => {
  start();
  await live();
  const pauses: number[] = [];
  for (let attempt = 0; attempt < 8; attempt++) {
    last().listener.closed(1006, '');
    pauses.push(states.at(-1)!.retryAt! - Date.now());
    await pass(20_000);
  }
  pauses.forEach((millis, attempt) => {
    const most = Math.min(20_000, 500 * 2 ** attempt);
    assert.ok(millis >= most / 2 && millis <= most, `pause ${attempt} of ${millis} ms`);
  });
});

test('a busy server is waited for, as long as it says', async () => {
  start();
  await live();
  last().listener.closed(1013, 'busy', 30_000);
  assert.equal(states.at(-1)!.reason, 'server-busy');
  await pass(29_000);
  assert.equal(opened.length, 1);
  await pass(1_000);
  assert.equal(opened.length, 2);
});

for (const [code, reason] of [[4403, 'forbidden'], [4400, 'bad-address']] as const) {
  test(`after ${code} there is no further attempt`, async () => {
    start();
    await live();
    last().listener.closed(code, 'why');
    await pass(3_600_000);
    assert.equal(opened.length, 1);
    assert.deepEqual([phase(), states.at(-1)!.reason, states.at(-1)!.detail], ['stopped', reason, 'why']);
  });
}

test('an expired token is replaced at once and once, then attempts wait', async () => {
  start();
  await live();
  last().listener.closed(4401, 'expired');
  await settle();
  assert.equal(opened.length, 2);
  assert.notEqual(opened[1]!.token, opened[0]!.token);
  last().listener.closed(4401, 'expired');
  await settle();
  assert.equal(phase(), 'offline');
  assert.equal(opened.length, 2);
  await pass(500);
  assert.equal(tokensGiven.length, 3);
});

test('a token is replaced on the open socket before it expires', async () => {
  start(() => jwt(300));
  await live();
  for (let passed = 0; passed < 235; passed += 5) {
    await pass(5_000);
    last().listener.frame({ type: 'pong' });
  }
  assert.equal(tokensGiven.length, 1);
  await pass(5_000);
  assert.equal(tokensGiven.length, 2);
  assert.deepEqual(last().sent.filter(({ type }) => type === 'token'), [{ type: 'token', token: tokensGiven[1] }]);
  assert.equal(opened.length, 1);
});

test('a replaced token that the server refuses leads to a new session with another one', async () => {
  start(() => jwt(300));
  await live();
  for (let passed = 0; passed < 240; passed += 5) {
    await pass(5_000);
    last().listener.frame({ type: 'pong' });
  }
  last().listener.frame({ type: 'problem', problem: { type: 'unauthenticated', title: '', status: 401, detail: '' } });
  await settle();
  assert.equal(opened.length, 2);
  assert.equal(tokensGiven.length, 3);
});

test('a token that looks expired is used, and is not asked for again and again', async () => {
  start(() => jwt(-3600));
  await live();
  await pass(20_000);
  assert.equal(tokensGiven.length, 1);
});

test('without a token no user is signed in', async () => {
  start(() => null);
  await settle();
  assert.deepEqual([phase(), states.at(-1)!.reason], ['stopped', 'signed-out']);
});

test('a token callback that fails is asked again later', async () => {
  let isDown = true;
  start(() => (isDown ? Promise.reject(new Error('down')) : jwt(3600)));
  await settle();
  assert.deepEqual([phase(), states.at(-1)!.reason], ['offline', 'token-unavailable']);
  isDown = false;
  await pass(500);
  assert.equal(opened.length, 1);
});

test('a silent server is asked, and given up if it does not answer', async () => {
  start();
  await live();
  for (let passed = 0; passed < 35; passed += 5) await pass(5_000);
  assert.deepEqual(last().sent, [{ type: 'ping' }]);
  await pass(5_000);
  assert.equal(phase(), 'offline');
  assert.ok(opened[0]!.isDropped);
});

test('a server that answers is kept', async () => {
  start();
  await live();
  for (let passed = 0; passed < 600; passed += 5) {
    await pass(5_000);
    if (last().sent.length) last().listener.frame({ type: 'pong' });
  }
  assert.equal(opened.length, 1);
  assert.ok(last().sent.length < 25);
});

test('a page that looks often asks no more often than the server takes', async () => {
  const connection = start();
  await live();
  await pass(3_000);
  for (let look = 0; look < 100; look++) connection.check();
  last().listener.frame({ type: 'pong' });
  for (let look = 0; look < 100; look++) connection.check();
  assert.equal(last().sent.length, 1);
});

test('a machine that slept opens a new session, for no timer tells how the old one is', async () => {
  start();
  await live();
  mock.timers.setTime(Date.now() + 3_600_000);
  await pass(5_000);
  assert.equal(opened.length, 2);
  assert.ok(opened[0]!.isDropped);
  assert.equal(tokensGiven.length, 2);
});

test('a pause ends when the network is back', async () => {
  const connection = start();
  await live();
  last().listener.closed(1006, '');
  connection.check();
  await settle();
  assert.equal(opened.length, 2);
});

test('where a transport does not pass twice, the other one is tried', async () => {
  const tried: string[] = [];
  const never = (name: string): Transport => (_url, _token, listener) => {
    tried.push(name);
    queueMicrotask(() => listener.closed(1006, ''));
    return { drop: () => {} };
  };
  start(undefined, [never('socket'), never('stream')]);
  for (let attempt = 0; attempt < 5; attempt++) {
    await settle();
    await pass(20_000);
  }
  assert.deepEqual(tried.slice(0, 5), ['socket', 'socket', 'stream', 'stream', 'socket']);
});

test('when the network is back, the first transport is tried first', async () => {
  const tried: string[] = [];
  const named = (name: string): Transport => (url, token, listener) => {
    tried.push(name);
    return socket(url, token, listener);
  };
  const connection = start(undefined, [named('socket'), named('stream')]);
  await live();
  for (let attempt = 0; attempt < 3; attempt++) {
    last().listener.closed(1006, '');
    await pass(20_000);
  }
  assert.equal(tried.at(-1), 'stream');
  last().listener.closed(1006, '');
  connection.check();
  await settle();
  assert.equal(tried.at(-1), 'socket');
});

test('a session that does not begin is given up', async () => {
  start();
  await settle();
  for (let passed = 0; passed < 15; passed += 5) await pass(5_000);
  assert.equal(phase(), 'offline');
});

test('what a former session says is not heard', async () => {
  start();
  await live();
  const former = last();
  former.listener.closed(1012, '');
  await pass(500);
  const heard = frames.length;
  former.listener.frame({ type: 'pong' });
  former.listener.closed(4403, '');
  assert.equal(frames.length, heard);
  assert.equal(phase(), 'connecting');
});

test('after the end nothing happens', async () => {
  const connection = start();
  await live();
  connection.close();
  connection.check();
  await pass(3_600_000);
  assert.equal(opened.length, 1);
});
