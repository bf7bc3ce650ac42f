import { execFile } from 'node:child_process';
import { accessSync, constants, readdirSync, statSync, writeFileSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isBuilt, PICTURE_PROCESS, ROOT } from '../../root.ts';
import { compileCache, pictureFlags } from './picture-child.ts';

/** Says when the code of picture processes was compiled. */
const MARK = isBuilt ? 'built-pictures' : 'pictures';
/** It takes seconds, and the first picture waits for it. */
const LONGEST_MS = 60_000;

/**
 * Compiles the code of picture processes into the compile cache, unless that was done since it last changed. They can't
 * do it themselves: whoever can write there can run code in the bot. Never rejects: without it, they start more slowly.
 */
export async function compilePictures(signal: AbortSignal): Promise<void> {
  const folder = getCompileCacheDir();
  const cache = compileCache();
  if (folder === undefined || cache === undefined) return;
  try {
    // In an image it belongs to root, and was filled when the image was built.
    accessSync(folder, constants.W_OK);
    const mark = join(folder, MARK);
    if (changedAt() < (statSync(mark, { throwIfNoEntry: false })?.mtimeMs ?? 0)) return;
    await promisify(execFile)(process.execPath, [...pictureFlags, PICTURE_PROCESS, '--compile'], {
      env: { NODE_COMPILE_CACHE: cache },
      timeout: LONGEST_MS,
      killSignal: 'SIGKILL',
      signal,
    });
    writeFileSync(mark, '', { mode: 0o600 });
  } catch {
    // The processes themselves will say what is wrong.
  }
}

/** When code that picture processes load was last changed, in ms since the epoch. */
function changedAt(): number {
  const folder = join(ROOT, isBuilt ? 'dist' : 'src/picture');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file));
  const packages = join(ROOT, 'node_modules/.package-lock.json');
  return Math.max(...[...files, packages].map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0));
}
