import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import { fit, parseJson } from '../fit.ts';
import { parseStorageUrl } from '../storage-url.ts';
import type { Facts } from './facts.ts';

const lastSchema = z.object({
  id: z.string(),
  /** Where it is, without user and password. */
  place: z.string(),
  /** When it was last used, in ms since the epoch. */
  usedAt: z.number(),
  /** Whether it was a file, rather than a Redis, which others can empty. */
  isFile: z.boolean(),
  /** Whether there was anything in it that somebody would miss. */
  holdsData: z.boolean(),
  /** Whether all that is sealed in it was bound to its place: what says otherwise later was put there. */
  isBound: z.boolean().default(false),
});

export type LastStore = z.infer<typeof lastSchema>;

/** Whether it was noted that all that is sealed in the store with this id was bound to its place. */
export function wasBound(last: LastStore | undefined, { id }: Pick<Facts, 'id'>): boolean {
  return last !== undefined && last.id === id && last.isBound;
}

/** Which store was used last, in a file of the data folder: it shows that `STORAGE_URL` was changed, or a file replaced. */
export interface LastStoreFile {
  /** Undefined when none is known. */
  read(): Promise<LastStore | undefined>;
  /** @returns why it could not be written; undefined when it was. */
  write(last: LastStore): Promise<string | undefined>;
  forget(): Promise<void>;
}

/**
 * Where it is remembered which store was used last: in the data folder, or beside a SQLite file that is elsewhere, and
 * that others know nothing of.
 */
export function lastStorePath(folder: string, storageUrl: string): string {
  const address = parseStorageUrl(storageUrl);
  const isElsewhere = address.kind === 'sqlite' && relative(resolve(folder), address.path).startsWith('..');
  return isElsewhere ? `${address.path}.last-use.json` : join(folder, 'last-store.json');
}

export function createLastStoreFile(path: string): LastStoreFile {
  return {
    async read() {
      const text = await readFile(path, 'utf8').catch(() => '');
      return fit(lastSchema, parseJson(text));
    },
    async write(last) {
      const draft = `${path}.${randomUUID()}`;
      try {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        await writeFile(draft, `${JSON.stringify(last)}\n`, { mode: 0o600 });
        await rename(draft, path);
        return undefined;
      } catch (error) {
        await rm(draft, { force: true }).catch(() => undefined);
        return error instanceof Error ? error.message : String(error);
      }
    },
    forget: () => rm(path, { force: true }),
  };
}
