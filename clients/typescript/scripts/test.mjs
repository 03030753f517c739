// Checks the types, then bundles tests and runs them.
//
//   node scripts/test.mjs                    the unit tests
//   node scripts/test.mjs --stack [NAME…]    tests against a running stack, whose data folder is in KITH_DATA
//
// Start that stack with ./kith run --ephemeral --keep-going, and KITH_RATES_SESSIONS=0 KITH_RATES_WRITES=0 in its environment.
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

process.chdir(new URL('..', import.meta.url).pathname);
const [mode, ...names] = process.argv.slice(2);
const folder = mode === '--stack' ? 'test/stack' : 'test';

function run(...args) {
  const { status } = spawnSync('node', args, { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}

run('node_modules/typescript/bin/tsc', '-p', '.');
const entryPoints = readdirSync(folder)
  .filter((file) => file.endsWith('.test.ts') && (!names.length || names.includes(file.replace('.test.ts', ''))))
  .map((file) => `${folder}/${file}`);
rmSync(`target/${folder}`, { recursive: true, force: true });
await build({
  entryPoints,
  outdir: `target/${folder}`,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  sourcemap: 'inline',
});
const tests = entryPoints.map((file) => `target/${file.replace(/\.ts$/, '.mjs')}`);
run('--enable-source-maps', '--test', '--test-force-exit', '--test-concurrency=1', '--test-reporter=spec', ...tests);
