import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { systemClock } from '../../clock.ts';
import type { Config } from '../../config.ts';
import { loadKeys } from '../../storage/sealing/load-keys.ts';
import type { Place } from '../../storage/sealing/sealed-text.ts';
import { createSeals } from '../../storage/sealing/seals.ts';
import { openStorage } from '../../storage/open-storage.ts';
import { StorageOpenError } from '../../storage/storage-open-error.ts';
import { parseStorageUrl } from '../../storage/storage-url.ts';
import type { Storage } from '../../storage/storage.ts';
import { vaultFor } from '../../storage/upkeep/bind-store.ts';
import { createLastStoreFile, lastStorePath } from '../../storage/upkeep/last-store.ts';
import type { WholeStore } from '../../storage/upkeep/whole/whole-store.ts';
import { fromSentence, ok, problem, warning, type Check, type Finding } from '../finding.ts';

/** Tables whose rows are encrypted, the longest kept first. */
const SEALED = ['references', 'reports', 'answers', 'questions', 'repeats', 'journal'];
/** A key that doesn't fit shows in the first rows. */
const MOST_ROWS = 200;
const LEASE_MS = 5000;

/** The database: open, write, read, lock; whether it may lose data; and whether the key fits what is encrypted in it. */
export const storage: Check = {
  name: 'storage',
  async run({ config }) {
    const address = parseStorageUrl(config.storage.url);
    if (address.kind === 'memory') {
      return [
        warning('STORAGE_URL is memory:, so all data is lost at a restart.', 'Set STORAGE_URL to a file or a Redis.'),
      ];
    }
    if (address.kind === 'redis') return await examine(config, 'Redis');
    if (await can(address.path, constants.F_OK)) {
      if (config.storage.key === undefined && !(await can(`${address.path}.key`, constants.R_OK))) {
        return [
          problem(
            `${address.path} has no key: ${address.path}.key is missing, and STORAGE_KEY is not set.`,
            'Restore the key file from your backup. A new key cannot decrypt existing data.',
          ),
        ];
      }
      return await examine(config, address.path);
    }
    return [await newFile(address.path)];
  },
};

async function examine(config: Config, where: string): Promise<Finding[]> {
  const { url, key, ca, folder } = config.storage;
  try {
    const { promise: whole, resolve: admit } = Promise.withResolvers<WholeStore>();
    await using opened = await openStorage(url, { clock: systemClock, ca, admit: async (store) => admit(store) });
    await roundTrip(opened);
    const seals = createSeals(await loadKeys({ storageKey: key, storageUrl: url }), systemClock);
    const vault = await vaultFor(await whole, seals, createLastStoreFile(lastStorePath(folder, url)));
    const warnings = opened.warnings().map((text) => fromSentence(warning, text));
    return [
      ok(`${where} can be read, written and locked.`),
      keyFinding(await countRows(opened, vault.open)),
      ...warnings,
    ];
  } catch (error) {
    if (error instanceof StorageOpenError) return [problem(error.message, 'Change STORAGE_URL or STORAGE_KEY.')];
    const why = error instanceof Error ? (error.cause instanceof Error ? error.cause : error).message : String(error);
    return [problem(`${where} can't be used (${why}).`, 'Free disk space or memory, or check its permissions.')];
  }
}

/** Writes, reads and locks under names that nothing else uses. */
async function roundTrip(opened: Storage): Promise<void> {
  await opened.check();
  const id = randomUUID();
  const table = opened.table('doctor', z.string());
  await table.set(id, id, LEASE_MS);
  if ((await table.get(id)) !== id) throw new Error('it did not return what was written');
  await table.delete(id);
  if (!(await opened.atomic.lease(`doctor:${id}`, id, LEASE_MS))) throw new Error('it could not be locked');
  if (await opened.atomic.lease(`doctor:${id}`, 'another', LEASE_MS)) throw new Error('its locks have no effect');
  await opened.atomic.release(`doctor:${id}`, id);
}

export interface Rows {
  readonly fit: number;
  readonly unfit: number;
}

async function countRows(opened: Storage, open: (sealed: string, place: Place) => string | undefined): Promise<Rows> {
  const rows = { fit: 0, unfit: 0 };
  for (const name of SEALED) {
    let seen = 0;
    for await (const [key, sealed] of opened.table(name, z.string()).entries()) {
      rows[open(sealed, { namespace: name, key }) === undefined ? 'unfit' : 'fit'] += 1;
      seen += 1;
      if (seen >= MOST_ROWS) break;
    }
  }
  return rows;
}

export function keyFinding({ fit, unfit }: Rows): Finding {
  if (unfit === 0) return ok(fit === 0 ? 'Nothing is encrypted in it yet.' : 'The key can decrypt its data.');
  const advice =
    'Restore the key of this database (STORAGE_KEY, or the file <database>.key). Several keys are separated by commas.';
  if (fit === 0) return problem('The key cannot decrypt its data.', advice);
  return warning(`The key cannot decrypt ${unfit} of ${fit + unfit} encrypted rows.`, advice);
}

async function newFile(path: string): Promise<Finding> {
  let folder = dirname(path);
  while (!(await can(folder, constants.F_OK)) && folder !== dirname(folder)) folder = dirname(folder);
  const isFolder = (await stat(folder).catch(() => undefined))?.isDirectory();
  if (isFolder && (await can(folder, constants.W_OK))) return ok(`${path} will be created at the first start.`);
  return problem(`${path} can't be created: ${folder} can't be written.`, 'Change its permissions, or STORAGE_URL.');
}

async function can(path: string, mode: number): Promise<boolean> {
  return await access(path, mode).then(
    () => true,
    () => false,
  );
}
