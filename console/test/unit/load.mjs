import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const folder = fileURLToPath(new URL('../../src/', import.meta.url));

/** A module of the console's source. */
export async function load(path) {
  return (await runnerImport(folder + path, { configFile: false, logLevel: 'error' })).module;
}
