// @ts-check
// JavaScript, since it is loaded before any TypeScript, and by the build.
import { hash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

/** What the build was made from, and what it consists of. */
export const MANIFEST = join(ROOT, 'dist/manifest.json');

/**
 * What a file is known by: its size in bytes, its times in ms, and a hash of its content.
 *
 * @typedef {readonly [size: number, mtimeMs: number, ctimeMs: number, content: string]} Fingerprint
 */

/**
 * @param {string} path from the project's folder
 * @returns {Fingerprint}
 */
export function fingerprint(path) {
  const { size, mtimeMs, ctimeMs } = statSync(join(ROOT, path));
  return [size, mtimeMs, ctimeMs, contentOf(path)];
}

/** @returns {string | undefined} why the build in `dist/` isn't that of this source; undefined if it is */
export function whyNotBuilt() {
  try {
    /** @type {{ files: Record<string, Fingerprint> }} */
    const { files } = JSON.parse(readFileSync(MANIFEST, 'utf8'));
    const changed = Object.entries(files).find(([path, known]) => !isUnchanged(path, known));
    return changed && `${changed[0]} is not what it was when dist/ was built`;
  } catch (error) {
    return `there is no build in dist/ (${error instanceof Error ? error.message : String(error)})`;
  }
}

/**
 * As git does it, content is only read where times differ: in an image, all do.
 *
 * @param {string} path
 * @param {Fingerprint} known
 */
function isUnchanged(path, [size, mtimeMs, ctimeMs, content]) {
  const now = statSync(join(ROOT, path), { throwIfNoEntry: false });
  if (now?.size !== size) return false;
  return (now.mtimeMs === mtimeMs && now.ctimeMs === ctimeMs) || contentOf(path) === content;
}

/** @param {string} path */
function contentOf(path) {
  return hash('sha256', readFileSync(join(ROOT, path)));
}
