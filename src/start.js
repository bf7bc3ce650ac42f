// @ts-check
// JavaScript, since Node would load its type stripper for a TypeScript file that is read before the compile cache is on.
import { lstatSync, mkdirSync } from 'node:fs';
import { constants, enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { whyNotBuilt } from './fresh-build.js';

enablePrivateCompileCache();
const { run, from } = await load();
process.exitCode = await run(from);

/** The build in `dist/` if it is that of this source, and can be loaded; otherwise the source itself. */
async function load() {
  let why = whyNotBuilt();
  if (why === undefined) {
    try {
      const built = new URL('../dist/run.mjs', import.meta.url);
      /** @type {typeof import('./run.ts')} */
      const { run } = await import(built.href);
      return { run, from: 'dist/' };
    } catch (error) {
      why = String(error);
    }
  }
  const { run } = await import('./run.ts');
  return { run, from: `src/: ${why}` };
}

/**
 * Turns on Node's compile cache, in a folder of ours. Node runs what it finds there, so whoever can write to it can run
 * code with the bot's tokens. A cache that `NODE_COMPILE_CACHE` names stays as it is.
 */
function enablePrivateCompileCache() {
  for (const parent of [join(import.meta.dirname, '../node_modules/.cache'), homeCache()]) {
    if (parent === undefined) continue;
    const folder = join(parent, 'face-age-bot');
    if (isPrivate(folder) && enableCompileCache(folder).status !== constants.compileCacheStatus.FAILED) return;
  }
}

/** @returns {string | undefined} undefined where the user has no home, as in some containers */
function homeCache() {
  try {
    return join(homedir(), '.cache');
  } catch {
    return undefined;
  }
}

/**
 * Whether only this user can write to the folder, or only root: an image holds a cache that root made. The folder is
 * created if it is missing.
 *
 * @param {string} folder
 */
function isPrivate(folder) {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    // It may be there all the same, on a file system that is read-only.
  }
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  if (!stats?.isDirectory()) return false;
  const user = process.getuid?.();
  // On Windows, folders have the permissions of the one that they are in.
  if (user === undefined) return true;
  return (stats.uid === user || stats.uid === 0) && (stats.mode & 0o022) === 0;
}
