import { existsSync } from 'node:fs';
import { readReference } from '../src/aging/request/reference.ts';
import { createReferences, describeOutcome, describeRecord } from '../src/aging/records/references.ts';
import { systemClock } from '../src/clock.ts';
import { ConfigError, readConfig } from '../src/config.ts';
import { createForgetPerson } from '../src/discord/commands/personal-data/forget-person.ts';
import { createBlocks, type BlockKind } from '../src/limits/blocks.ts';
import { createLimits } from '../src/limits/limits.ts';
import { createPersonLanguages } from '../src/limits/settings/person-languages.ts';
import { loadKeys } from '../src/storage/sealing/load-keys.ts';
import { openStorage } from '../src/storage/open-storage.ts';
import { StorageOpenError } from '../src/storage/storage-open-error.ts';
import type { Storage } from '../src/storage/storage.ts';
import { parseStorageUrl } from '../src/storage/storage-url.ts';
import { createReportTable, describeReports } from '../src/aging/records/report-table.ts';
import { createSeals } from '../src/storage/sealing/seals.ts';
import { vaultFor } from '../src/storage/upkeep/bind-store.ts';
import { createLastStoreFile, lastStorePath } from '../src/storage/upkeep/last-store.ts';
import type { WholeStore } from '../src/storage/upkeep/whole/whole-store.ts';

// `npm run admin -- COMMAND`: the operator's tools. They change the database, which every running process reads each
// time, so that changes take effect at once.

const USAGE = `npm run admin -- block user|server ID      block a person or a server from using the bot
npm run admin -- unblock user|server ID    remove the block
npm run admin -- show REFERENCE            what became of a picture: who asked, where, when, how it ended
npm run admin -- delete-data USER          delete the stored data of a person, as /age-privacy does
`;
/** Exit codes of sysexits.h. */
const EXIT = { notFound: 1, usage: 64, config: 78 } as const;

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main([command = '', ...args]: readonly string[]): Promise<number> {
  const act = actFor(command, args);
  if (!act) {
    process.stderr.write(USAGE);
    return EXIT.usage;
  }
  const config = readConfig();
  if (config.storage.url.startsWith('memory:')) {
    process.stderr.write(
      "With STORAGE_URL=memory: all data is in the bot's memory, so this command cannot reach it.\n",
    );
    return EXIT.config;
  }
  const address = parseStorageUrl(config.storage.url);
  if (address.kind === 'sqlite' && !existsSync(address.path)) {
    process.stderr.write(
      `There is no database at ${address.path}: run this command where the bot runs, with its .env\n`,
    );
    return EXIT.config;
  }
  const { promise: whole, resolve: admit } = Promise.withResolvers<WholeStore>();
  await using storage = await openStorage(config.storage.url, {
    clock: systemClock,
    ca: config.storage.ca,
    admit: async (store) => admit(store),
  });
  return await act({ storage, whole: await whole, config });
}

interface Opened {
  readonly storage: Storage;
  readonly whole: WholeStore;
  readonly config: ReturnType<typeof readConfig>;
}

type Act = (opened: Opened) => Promise<number>;

function actFor(command: string, [first = '', second = '', ...more]: readonly string[]): Act | undefined {
  if (more.length > 0) return undefined;
  const isBlock = command === 'block' || command === 'unblock';
  if (isBlock && isKind(first) && isId(second))
    return async ({ storage }) => await setBlock(storage, command, first, second);
  if (second !== '') return undefined;
  if (command === 'show') {
    const reference = readReference(first);
    return reference === undefined ? undefined : async (opened) => await show(opened, reference);
  }
  if (command === 'delete-data' && isId(first)) {
    return async (opened) => await deleteData(opened, first);
  }
  return undefined;
}

async function setBlock(storage: Storage, command: 'block' | 'unblock', kind: BlockKind, id: string): Promise<number> {
  const blocks = createBlocks(storage);
  if (command === 'block') {
    await blocks.block(kind, id);
    say(`The ${kind} ${id} is now blocked in every running process.`);
    return 0;
  }
  const wasBlocked = await blocks.unblock(kind, id);
  say(wasBlocked ? `The ${kind} ${id} is no longer blocked.` : `The ${kind} ${id} was not blocked.`);
  return wasBlocked ? 0 : EXIT.notFound;
}

async function show(opened: Opened, reference: string) {
  const { storage } = opened;
  const vault = await vaultOf(opened);
  const record = await createReferences(storage, vault, systemClock).find(reference);
  const reports = await describeReports(createReportTable(storage, vault), reference);
  say(
    record
      ? [`${reference}: ${describeRecord(record)}`, ...describeOutcome(record), ...reports].join('\n')
      : `${reference} is not known: references are kept for 30 days.`,
  );
  return record ? 0 : EXIT.notFound;
}

async function deleteData(opened: Opened, userId: string) {
  const { storage, config } = opened;
  const vault = await vaultOf(opened);
  const { alias } = vault;
  const forgetPerson = createForgetPerson({
    storage,
    vault,
    limits: createLimits({ storage, clock: systemClock, alias, ...config.limits }),
    languages: createPersonLanguages(storage, vault, systemClock),
  });
  await forgetPerson(userId);
  say(`The stored data of user ${userId} was deleted. An opt-out, a block, reports and their references are kept.`);
  return 0;
}

async function vaultOf({ whole, config }: Opened) {
  const { url, key, folder } = config.storage;
  const seals = createSeals(await loadKeys({ storageKey: key, storageUrl: url }), systemClock);
  return await vaultFor(whole, seals, createLastStoreFile(lastStorePath(folder, url)));
}

function isKind(word: string): word is BlockKind {
  return word === 'user' || word === 'server';
}

function isId(word: string): boolean {
  return /^\d{15,22}$/.test(word);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof StorageOpenError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = EXIT.config;
}
