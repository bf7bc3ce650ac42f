import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../src/clock.ts';
import { openWholeStore } from '../src/storage/open-storage.ts';
import { openBackup } from '../src/storage/upkeep/whole/backup-file.ts';
import { restoreStore } from '../src/storage/upkeep/whole/restore-store.ts';
import { describeCounts } from '../src/storage/upkeep/whole/transfer.ts';
import { ownSeals, placeOf, runStoreCommand, say, UsageError } from './support/store-command.ts';

// `npm run restore FILE`: puts a backup into the store that STORAGE_URL names. The bot must be stopped.

const USAGE = `npm run restore FILE                   put a backup into the store that STORAGE_URL names
npm run restore FILE -- --replace      the same when it holds data, of which a copy is kept
npm run restore FILE -- --new-key      without what was encrypted, when the key is lost
`;

/** Nothing in the backup says which keys it needs. */
const NO_SEALS = { vault: { tryOpen: () => undefined }, former: { open: () => undefined } };

await runStoreCommand(USAGE, async (readConfig) => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { replace: { type: 'boolean', default: false }, 'new-key': { type: 'boolean', default: false } },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new UsageError();
  const config = readConfig();
  const fileName = resolve(path);
  const file = await openBackup(fileName);
  const { seals, keySource } = values['new-key']
    ? { seals: undefined, keySource: '' }
    : file.header.keyCheck === undefined
      ? { seals: NO_SEALS, keySource: '' }
      : await ownSeals(config);
  await using to = await openWholeStore(config.storage.url, { clock: systemClock, ca: config.storage.ca });
  const { counts, copy } = await restoreStore(
    { file, fileName, to, mayReplace: values.replace, seals, keySource },
    placeOf(config),
  );
  say(`${to.place} is as it was at ${file.header.created}: ${describeCounts(counts)}.`);
  if (copy !== undefined) say(`Its previous data is in ${copy} for 30 days; its opt-outs were kept.`);
});
