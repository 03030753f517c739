import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The client is built from its source, so that it needs no build of its own first. */
const client = (file: string) => fileURLToPath(new URL(`../clients/typescript/src/${file}`, import.meta.url));

const door = process.env.KITH_DOOR ?? 'http://localhost:8080';

export default defineConfig({
  base: '/console/',
  resolve: {
    alias: [
      { find: /^@kith\/client$/, replacement: client('index.ts') },
      { find: /^@kith\/client\/react$/, replacement: client('react.ts') },
      { find: /^react$/, replacement: 'preact/compat' },
    ],
    dedupe: ['preact'],
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist',
    // the licences of what is built in ask for it
    license: { fileName: 'licenses.txt' },
    assetsDir: 'assets',
    // everything is a file of its own: the page's policy forbids data: URLs of scripts and styles
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    target: 'es2022',
  },
  server: {
    proxy: {
      '/v1': { target: door, ws: true },
      // not the short form, which changes the host: the door gives tokens to pages of the host it is asked for only
      '/local': { target: door },
    },
  },
});
