import { createSign, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { WebSocket } from 'ws';
import { connect, type ConnectOptions, type Kith, type WebSocketClass } from '../../src/index.js';

/** The running stack whose data folder is in `KITH_DATA`. */
const data = process.env['KITH_DATA'] ?? fail('KITH_DATA is not set: the data folder of a running stack');
const key = readFileSync(`${data}/keys/private.pem`);
const ports = new Map(
  readFileSync(`${data}/run/ports.properties`, 'utf8')
    .split('\n')
    .map((line) => line.split('=') as [string, string]),
);

function fail(why: string): never {
  throw new Error(why);
}

const urlOf = (name: string) => `http://${ports.get(name) ?? fail(`${name} does not run`)}`;

export const frontDoor = urlOf('front-door');

/** A token that is good for so many seconds. */
export function tokenOf(address: string, seconds = 86_400): string {
  // the time of the server, also while a test changes that of the client
  const now = Math.floor((performance.timeOrigin + performance.now()) / 1000);
  const claims = { iss: 'https://kith.dev/local', sub: address, upn: address, groups: [], iat: now, exp: now + seconds };
  const signed = [{ alg: 'RS256', typ: 'JWT' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key, 'base64url')}`;
}

/** An address that nobody has used yet. */
export const somebody = (name: string) => `${name}-${randomBytes(5).toString('hex')}`;

/** For clients in Node.js 20, which has no WebSocket of its own. */
export const socket = { WebSocket: WebSocket as unknown as WebSocketClass };

const opened: Kith[] = [];

/** A client of `address`; closed with `closeAll`. */
export function client(address: string, options: Partial<ConnectOptions> = {}, url = frontDoor): Kith {
  const kith = connect(url, { token: () => tokenOf(address), shareTabs: false, backoff: { first: 20, longest: 1000 }, ...options });
  opened.push(kith);
  return kith;
}

export async function closeAll() {
  await Promise.all(opened.splice(0).map((kith) => kith.close()));
}

/** `kill` or `start`. */
export async function tellProcess(name: string, action: 'kill' | 'start') {
  const response = await fetch(`${urlOf('processes-api')}/services/${name}/${action}`, { method: 'POST' });
  if (!response.ok) fail(`${action} ${name}: ${response.status}`);
}

/** Waits until `condition` returns something; fails with what it returned or threw last. */
export async function until<T>(what: string, condition: () => T | Promise<T>, millis = 30_000): Promise<NonNullable<T>> {
  let last: unknown;
  for (const end = performance.now() + millis; performance.now() < end; await new Promise((resolve) => setTimeout(resolve, 5))) {
    try {
      last = await condition();
      if (last) return last as NonNullable<T>;
    } catch (failure) {
      last = failure;
    }
  }
  throw new Error(`${what}: not within ${millis} ms, but ${String(last)}`);
}
