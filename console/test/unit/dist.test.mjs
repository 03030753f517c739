import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const home = fileURLToPath(new URL('../..', import.meta.url));

test('dist is what the source builds, so that Kith runs without Node', async () => {
  const built = await mkdtemp(join(tmpdir(), 'kith-console-'));
  try {
    await build({ root: home, logLevel: 'error', build: { outDir: built } });

    assert.deepEqual(await filesOf(join(home, 'dist')), await filesOf(built), 'run "npm run build" and commit dist');
  } finally {
    await rm(built, { recursive: true });
  }
});

/** A hash of each file's content, by its path. */
async function filesOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(
    paths.sort().map(async (path) => [
      path.slice(folder.length),
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    ]),
  );
  return Object.fromEntries(contents);
}
