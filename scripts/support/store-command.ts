import { existsSync } from 'node:fs';
import { systemClock } from '../../src/clock.ts';
import { ConfigError, readConfig, type Config } from '../../src/config.ts';
import { openWholeStore } from '../../src/storage/open-storage.ts';
import { keySourceOf, loadKeys } from '../../src/storage/sealing/load-keys.ts';
import { createSeals } from '../../src/storage/sealing/seals.ts';
import { StorageOpenError } from '../../src/storage/storage-open-error.ts';
import { parseStorageUrl } from '../../src/storage/storage-url.ts';
import { createLastStoreFile, lastStorePath } from '../../src/storage/upkeep/last-store.ts';
import type { OpenWholeStore } from '../../src/storage/upkeep/whole/whole-store.ts';

/** Exit codes of sysexits.h. */
const EXIT = { usage: 64, config: 78 } as const;

export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** The command was written in a way that it doesn't know. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Runs a command about the whole store, and says in a sentence what the operator can do about what fails. */
export async function runStoreCommand(usage: string, command: (config: () => Config) => Promise<void>): Promise<void> {
  try {
    await command(readConfig);
  } catch (error) {
    if (error instanceof UsageError || isParseError(error)) {
      process.stderr.write(usage);
      process.exitCode = EXIT.usage;
    } else if (error instanceof ConfigError || error instanceof StorageOpenError) {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = EXIT.config;
    } else throw error;
  }
}

function isParseError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

/** The store of the bot, which must be there if it is a file. */
export async function openOwnStore({ storage: { url, ca } }: Config): Promise<OpenWholeStore> {
  const address = parseStorageUrl(url);
  if (address.kind === 'sqlite' && !existsSync(address.path)) {
    throw new StorageOpenError(
      `There is no database at ${address.path}: run this command where the bot runs, with its .env`,
    );
  }
  return await openWholeStore(url, { clock: systemClock, ca });
}

/** What moves and restores need besides the stores. */
export function placeOf({ storage: { folder, url } }: Config) {
  return { clock: systemClock, folder, lastStore: createLastStoreFile(lastStorePath(folder, url)) };
}

/** The bot's keys, and where they are from. A missing key file isn't made. */
export async function ownSeals({ storage: { url, key } }: Config) {
  const from = { storageKey: key, storageUrl: url };
  return { seals: createSeals(await loadKeys(from, { mayCreate: false }), systemClock), keySource: keySourceOf(from) };
}
