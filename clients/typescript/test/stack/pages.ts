import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { Door } from './door.js';
import { until } from './stack.js';

const file = (name: string) => () => readFileSync(name, 'utf8');
const html = 'text/html; charset=utf-8';
const script = 'text/javascript; charset=utf-8';

/** The example in React, built as an application would. */
async function roster(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: ['examples/roster.tsx'],
    bundle: true,
    format: 'esm',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    write: false,
  });
  return outputFiles[0]!.text;
}

/** The pages of the examples. */
export async function pages(): Promise<Door['pages']> {
  const code = await roster();
  return {
    '/friends-online.html': { type: html, text: file('examples/friends-online.html') },
    '/kith-client.min.js': { type: script, text: file('dist/kith-client.min.js') },
    '/roster.html': { type: html, text: () => '<!doctype html><div id="root"></div><script type="module" src="/roster.js"></script>' },
    '/roster.js': { type: script, text: () => code },
  };
}

/** Debian's Chromium, or the one that `CHROMIUM` names. */
export const startChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });

const has = async (page: Page, text: string) => (await page.innerText('body')).includes(text);

export const isShown = (page: Page, text: string) => until(`"${text}" is shown`, () => has(page, text));
export const isNotShown = (page: Page, text: string) => until(`"${text}" is gone`, async () => !(await has(page, text)));
