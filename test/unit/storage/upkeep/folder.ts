import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../../../src/clock.ts';
import { openStorage, openWholeStore } from '../../../../src/storage/open-storage.ts';
import { createSeals, type Seals } from '../../../../src/storage/sealing/seals.ts';
import type { Storage } from '../../../../src/storage/storage.ts';
import { admitStore } from '../../../../src/storage/upkeep/admit-store.ts';
import { createLastStoreFile, type LastStoreFile } from '../../../../src/storage/upkeep/last-store.ts';

export const HOUR = 3_600_000;
const clock = systemClock;

/** A new folder for each test of a file. */
export function useFolder(): () => string {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'storage-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  return () => folder;
}

export const newSeals = (): Seals => createSeals([randomBytes(32)], clock);
export const urlOf = (path: string): string => `sqlite://${path}`;

export interface Start {
  readonly seals: Seals;
  readonly lastStore: LastStoreFile;
  readonly at?: number;
}

/** Opens a store as a bot does. `said` gets its warnings and notes. */
export async function startOn(url: string, { seals, lastStore, at }: Start, said: string[] = []): Promise<Storage> {
  const note = (text: string) => said.push(text);
  return await openStorage(url, {
    clock,
    exclusive: true,
    admit: (store) =>
      admitStore(store, {
        seals,
        keySource: 'STORAGE_KEY',
        lastStore,
        clock: at === undefined ? clock : { ...clock, now: () => at },
        onWarning: note,
        onNote: note,
      }),
  });
}

export const lastStoreIn = (folder: string): LastStoreFile => createLastStoreFile(join(folder, 'last-store.json'));

/** Opens a store as a script does, for as long as `use` takes. */
export async function whole<T>(
  url: string,
  use: (store: Awaited<ReturnType<typeof openWholeStore>>) => Promise<T>,
): Promise<T> {
  await using store = await openWholeStore(url, { clock });
  return await use(store);
}

export const optOutsOf = (storage: Storage) => storage.table('opt-outs', z.literal(true));
export const notesOf = (storage: Storage) => storage.indexedTable('notes', z.string(), (text) => [text]);
