import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** They contain ids of people, and what people have deleted since. */
const KEPT_MS = 30 * 86_400_000;
const KEPT_COUNT = 2;
const MARK = '.copy-';

/**
 * Makes a copy of a store beside `path`, for its owner alone, and deletes older copies.
 * @param why a word for the file's name
 * @param fill writes the copy into an empty file
 * @returns the path of the copy
 */
export async function makeCopy(path: string, why: string, fill: (copy: string) => Promise<void>): Promise<string> {
  const copy = `${path}${MARK}${new Date().toISOString().replaceAll(/[:.]/g, '-')}-${why}`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  try {
    await (await open(copy, 'wx', 0o600)).close();
    await fill(copy);
  } catch (error) {
    await rm(copy, { force: true });
    throw error;
  }
  await pruneCopies(path);
  return copy;
}

/** Deletes all copies beside `path` but the last two, and those that are older than 30 days. */
export async function pruneCopies(path: string, now = Date.now()): Promise<void> {
  const folder = dirname(path);
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.startsWith(`${basename(path)}${MARK}`));
  // Their names begin with the time.
  for (const [index, name] of names.toSorted().toReversed().entries()) {
    const file = join(folder, name);
    const madeAt = (await stat(file)).mtimeMs;
    if (index >= KEPT_COUNT || now - madeAt > KEPT_MS) await rm(file, { force: true });
  }
}
