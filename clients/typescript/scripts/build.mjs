// Builds dist: modules with their types, and one minified file for pages without a build. Prints sizes, and fails if one is too large.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const home = new URL('..', import.meta.url).pathname;
const shape = { bundle: true, minify: true, format: 'esm', target: 'es2022' };
const options = { ...shape, external: ['react'], absWorkingDir: home, logLevel: 'error' };

/** Gzipped bytes that an application loads at first if it imports no more than this; the rest is loaded when it is used. */
async function sizeOf(source) {
  const stdin = { contents: source, resolveDir: `${home}/dist`, sourcefile: 'main.js' };
  const { outputFiles, metafile } = await build({ ...options, stdin, splitting: true, outdir: 'any', metafile: true, write: false });
  const loaded = new Set();
  const load = (file) => {
    if (loaded.has(file)) return;
    loaded.add(file);
    metafile.outputs[file]?.imports.filter(({ kind }) => kind === 'import-statement').forEach(({ path }) => load(path));
  };
  load('any/stdin.js');
  const files = outputFiles.filter(({ path }) => loaded.has(path.slice(home.length)));
  return gzipSync(Buffer.concat(files.map(({ contents }) => contents)), { level: 9 }).length;
}

const budgets = [
  ['core', `export * from './index.js'`, 8 * 1024],
  ['core, React hooks and IndexedDB', `export * from './index.js'; export * from './react.js'; export * from './indexeddb.js'`, 12 * 1024],
];

rmSync(`${home}/dist`, { recursive: true, force: true });
execFileSync('node', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { cwd: home, stdio: 'inherit' });
const stdin = { contents: `export * from './index.js'; export * from './indexeddb.js'`, resolveDir: `${home}/dist` };
await build({ ...options, stdin, outfile: 'dist/kith-client.min.js' });
for (const [name, source, budget] of budgets) {
  const size = await sizeOf(source);
  console.log(`${name}: ${size} of ${budget} bytes, minified and gzipped`);
  if (size > budget) process.exitCode = 1;
}
