import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { extname, join } from 'node:path';
import type { Content } from './content.ts';

const FOLDER = join(import.meta.dirname, '../../page');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ts': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * The page's own file at this path. TypeScript is served without its types, so that browsers run it as it is: there is
 * no build step, and a change shows after a reload.
 *
 * @returns undefined if there is no such file
 */
export async function asset(path: string): Promise<Content | undefined> {
  const name = path === '/' ? '/index.html' : path;
  const type = TYPES[extname(name)];
  // Names as the page uses them, so that no path leads out of the folder.
  if (type === undefined || !/^(?:\/[a-z0-9-]+)+\.[a-z]+$/.test(name)) return undefined;
  const text = await readFile(join(FOLDER, name), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const body = extname(name) === '.ts' ? stripTypeScriptTypes(text) : text;
  return { type, body, caching: 'no-cache' };
}
