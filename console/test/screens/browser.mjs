import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const DOOR = process.env.KITH_DOOR ?? 'http://localhost:8080';
const CHROMIUM = process.env.KITH_CHROMIUM ?? '/usr/bin/chromium';
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const WIDTHS = { desktop: 1280, phone: 360 };

/** Chromium with one page of the console, and all that went wrong on it. */
export async function openConsole() {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
  const context = await browser.newContext({ baseURL: DOOR, viewport: { width: WIDTHS.desktop, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults = [];
  const requests = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`error: ${error.stack}`));
  page.on('response', (response) => requests.push({ status: response.status(), line: `${response.request().method()} ${response.url()}` }));
  await page.goto('/console/');
  return { browser, page, faults, requests };
}

export async function open(page, screen) {
  await page.goto(`/console/#/${screen}`);
}

/** A token of a user, as the local stack hands it out to this page. */
export function tokenOf(page, user) {
  return page.evaluate(async (address) => {
    const answer = await fetch('/local/token', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ user: address }),
    });
    return (await answer.json()).token;
  }, user);
}

/** What axe finds serious on the page as it is now. */
export async function seriousFaults(page) {
  await page.evaluate(`${axe};0`);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

/** By how many pixels the page is wider than the window. */
export function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

/** Resolves when the page shows what was changed. */
export function painted(page) {
  return page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const transitions = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    await Promise.allSettled(transitions.map(({ finished }) => finished));
  });
}
