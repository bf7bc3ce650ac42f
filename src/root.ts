import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The project's folder. This code is in `src/`, or in a file of the build, `dist/` (`scripts/build.js`). */
export const ROOT = join(import.meta.dirname, '..');

/** Whether this code is the build. */
export const isBuilt = import.meta.filename.endsWith('.mjs');

/** The main module of picture processes. */
export const PICTURE_PROCESS = join(
  ROOT,
  isBuilt ? 'dist/picture-process.mjs' : 'src/picture/process/picture-process.ts',
);

/** The path of a file that isn't in the build: what isn't code, such as a model. */
export function sourcePath(path: string): string {
  return join(ROOT, 'src', path);
}

/** Loads a module that isn't in the build, by its path in `src/`, when it is first needed. */
export const requireSource = createRequire(join(ROOT, 'src/'));
