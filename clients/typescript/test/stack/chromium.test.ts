import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Kith } from '../../src/index.js';
import { Door } from './door.js';
import { isNotShown, isShown, pages, startChromium } from './pages.js';
import { client, closeAll, somebody, tokenOf, until } from './stack.js';

let browser: Browser;
let door: Door;
before(async () => {
  browser = await startChromium();
  door = await Door.open(await pages());
});
after(async () => {
  await closeAll();
  await browser.close();
  await door.close();
});

const address = somebody('bob');
let alice: Kith;
before(async () => {
  alice = client(somebody('alice'));
  await alice.me.replace({ name: 'Alice', status: 'out' });
  await alice.contacts.put(address, { contact: true });
  await client(address).contacts.put(alice.address()!, { contact: true, subscribed: true });
});

const open = async (context: BrowserContext, page: string): Promise<Page> => {
  const tab = await context.newPage();
  tab.on('pageerror', (error) => console.error(error));
  await tab.goto(`${door.url}/${page}#${tokenOf(address)}`);
  return tab;
};
const sessions = () => door.seen.filter((line) => line.startsWith('UPGRADE')).length;

/** The names on the disk of a page. */
const stored = (page: Page, database: string) =>
  page.evaluate(
    (name) =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const reading = opening.result.transaction('entries').objectStore('entries').getAll();
          reading.onsuccess = () => resolve(reading.result.map(({ profile }) => profile.name));
        };
      }),
    database,
  );

test('two tabs have one session, and when the leader closes the other goes on', async (t) => {
  const context = await browser.newContext();
  t.after(() => context.close());
  const first = await open(context, 'friends-online.html');
  await isShown(first, 'Alice: out');
  const before = sessions();
  const second = await open(context, 'friends-online.html');
  await isShown(second, 'Alice: out');
  await alice.me.update({ status: 'back' });
  await isShown(first, 'Alice: back');
  await isShown(second, 'Alice: back');
  assert.equal(sessions(), before);

  await first.close();
  await until('the other tab opens a session', () => sessions() === before + 1);
  await alice.me.update({ status: 'out' });
  await isShown(second, 'Alice: out');
});

test('a page that was closed shows what it had, and what was removed meanwhile leaves the disk', async (t) => {
  const context = await browser.newContext();
  t.after(() => context.close());
  const first = await open(context, 'friends-online.html');
  await isShown(first, 'Alice');
  await until('it is on the disk', async () => (await stored(first, 'friends-online')).includes('Alice'));
  await first.close();
  await alice.blocks.put(address);

  const second = await open(context, 'friends-online.html');
  await isNotShown(second, 'Alice');
  await until('it is gone from the disk', async () => !(await stored(second, 'friends-online')).includes('Alice'));
  await alice.blocks.delete(address);
  await isShown(second, 'Alice');
});

test('a page that slept for an hour is live again', async (t) => {
  const context = await browser.newContext();
  t.after(() => context.close());
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(`${door.url}/friends-online.html#${tokenOf(address)}`);
  await isShown(page, 'Alice');
  const before = sessions();
  door.dangle();
  await page.clock.fastForward('01:00:00');
  await until('it opens a session', async () => (await page.clock.runFor(1000), sessions() > before));
  await alice.me.update({ status: 'awake' });
  await isShown(page, 'Alice: awake');
});

test('the roster in React shows, writes and blocks', async (t) => {
  const context = await browser.newContext();
  t.after(() => context.close());
  const bob = client(address);
  await bob.me.replace({ name: 'Bob', status: 'here' });
  const page = await open(context, 'roster.html');
  await isShown(page, 'Alice online');
  await page.fill('[aria-label=status]', 'gone');
  await page.press('[aria-label=status]', 'Tab');
  await bob.addressBook.synced;
  await until('it is written', () => bob.profile('me').getSnapshot()?.status === 'gone');
  await page.click('text=Block');
  await isNotShown(page, 'Alice');
  // shown at once, and written a moment later
  await until('the block is written', async () => (await bob.contacts.get(alice.address()!))?.blocked);
  await bob.blocks.delete(alice.address()!);
  await isShown(page, 'Alice');
});
