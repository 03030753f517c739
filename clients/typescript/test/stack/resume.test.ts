import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { ConnectOptions, Kith } from '../../src/index.js';
import { Door } from './door.js';
import { client, closeAll, socket, somebody, tellProcess, until } from './stack.js';

after(closeAll);

const CUTS = Number(process.env['KITH_CUTS'] ?? 1000);
const SUBJECTS = 8;
const ROUNDS = 10;
const seed = Number(process.env['KITH_SEED'] ?? Date.now() % 1_000_000);

/** A generator of numbers from 0 to 1 (mulberry32), so that a failure can be repeated. */
function random(state: number) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Somebody whom bob follows, and what bob may see of them: the model that devices are compared with. */
class Subject {
  #status = '0';
  #blocks = false;

  private constructor(
    readonly kith: Kith,
    readonly address: string,
    readonly bob: string,
  ) {}

  static async followedBy(bob: Kith): Promise<Subject> {
    const address = somebody('subject');
    const kith = client(address);
    await kith.me.replace({ name: 'Somebody', status: '0' });
    await bob.contacts.put(address, { subscribed: true });
    return new Subject(kith, address, bob.address()!);
  }

  /** A random write: mostly a status, now and then a block of bob, or its end. */
  async write(number: number, next: () => number) {
    const kind = next();
    if (kind < 0.7) {
      this.#status = String(number);
      await this.kith.me.update({ status: this.#status });
    } else {
      this.#blocks = kind < 0.85;
      await (this.#blocks ? this.kith.blocks.put(this.bob) : this.kith.blocks.delete(this.bob));
    }
  }

  /** The address and the status, if bob may see them. */
  view(): [string, string][] {
    return this.#blocks ? [] : [[this.address, this.#status]];
  }
}

/** What a client holds of others, in the same form. */
const held = (kith: Kith) => new Map(kith.addressBook.list({ sort: 'address' }).map(({ address, status }) => [address, status]));

/** One of bob's devices, whose session is cut so many times at random moments. */
async function device(address: string, options: Partial<ConnectOptions>, next: () => number) {
  const door = await Door.open();
  const kith = client(address, { ...options, backoff: { first: 1, longest: 4 } }, door.url);
  const isLive = () => kith.state.getSnapshot().phase === 'live';
  await kith.addressBook.synced;
  const cut = async (times: number) => {
    for (let count = 0; count < times; count++) {
      // some are cut before they are live, in the backlog or before
      if (next() < 0.8) await until('live', isLive);
      await new Promise((resolve) => setTimeout(resolve, next() * 20));
      door.cut();
      await until('it knows', () => !isLive());
    }
  };
  return { kith, door, cut };
}

test(`${CUTS} cuts leave no difference to the model (seed ${seed})`, async (t) => {
  const address = somebody('bob');
  const kinds = [...Array<typeof socket>(8).fill(socket), {}, {}];
  const devices = await Promise.all(kinds.map((options, at) => device(address, options, random(seed + 100 + at))));
  t.after(() => Promise.all(devices.map(({ door }) => door.close())));
  const bob = client(address); // whose writes are not cut
  await bob.me.replace({ name: 'Bob' });
  const subjects = await Promise.all(Array.from({ length: SUBJECTS }, () => Subject.followedBy(bob)));
  const generators = subjects.map((_, at) => random(seed + at));

  for (let round = 1, number = 1; round <= ROUNDS; round++) {
    let isOver = false;
    const writers = subjects.map(async (subject, at) => {
      const next = generators[at]!;
      while (!isOver) {
        await subject.write(number++, next);
        await new Promise((resolve) => setTimeout(resolve, next() * 400));
      }
    });
    await Promise.all(devices.map(({ cut }) => cut(CUTS / devices.length / ROUNDS)));
    isOver = true;
    await Promise.all(writers);
    // nobody writes until all are compared, so nothing that was missed is mended by what comes later
    const model = new Map(subjects.flatMap((subject) => subject.view()).sort(([a], [b]) => (a < b ? -1 : 1)));
    for (const { kith } of devices) await until(`no difference in round ${round}`, () => assert.deepEqual(held(kith), model) ?? true);
  }
});

test('a killed notifier is waited for, and nothing is missed', async () => {
  const bob = client(somebody('bob'), socket);
  await bob.me.replace({ name: 'Bob' });
  const alice = await Subject.followedBy(bob);
  const seen = () => bob.addressBook.get(alice.address)?.status;
  await until('bob sees alice', () => seen() === '0');

  await tellProcess('notifier-service', 'kill');
  await until('bob knows', () => bob.state.getSnapshot().phase !== 'live');
  assert.equal(seen(), '0');
  assert.equal(bob.state.getSnapshot().stale, true);
  const written = alice.kith.me.update({ status: 'meanwhile' });
  await tellProcess('notifier-service', 'start');
  await written;

  await until('bob is live again', () => bob.state.getSnapshot().phase === 'live', 60_000);
  await until('bob sees what was written meanwhile', () => seen() === 'meanwhile');
});
