import { parseArgs } from 'node:util';
import { systemClock } from '../src/clock.ts';
import { openWholeStore } from '../src/storage/open-storage.ts';
import { carryKeyFile } from '../src/storage/sealing/carry-key-file.ts';
import { moveStore } from '../src/storage/upkeep/whole/move-store.ts';
import { acceptNewKey } from '../src/storage/upkeep/new-key.ts';
import { describeCounts } from '../src/storage/upkeep/whole/transfer.ts';
import { openOwnStore, ownSeals, placeOf, runStoreCommand, say, UsageError } from './support/store-command.ts';

// `npm run move URL`: takes everything from the store that STORAGE_URL names to another one. The bot must be stopped.

const USAGE = `npm run move URL                       move everything from the store that STORAGE_URL names to another one
npm run move URL -- --replace          the same when that one holds data, of which a copy is kept
npm run move URL -- --ca FILE          with a certificate authority of your own, as STORAGE_CA
npm run move -- --start-empty          start on an empty store, without the opt-outs and settings of the last one
npm run move -- --new-key              when the key is lost: delete what was encrypted with it
`;

await runStoreCommand(USAGE, async (readConfig) => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      replace: { type: 'boolean', default: false },
      ca: { type: 'string' },
      'start-empty': { type: 'boolean', default: false },
      'new-key': { type: 'boolean', default: false },
    },
  });
  const [url, ...more] = positionals;
  const verbs = [url !== undefined, values['start-empty'], values['new-key']].filter(Boolean);
  if (verbs.length !== 1 || more.length > 0) throw new UsageError();
  const config = readConfig();
  const place = placeOf(config);

  if (values['start-empty']) {
    const last = await place.lastStore.read();
    await place.lastStore.forget();
    say(
      last
        ? `The next start may use an empty store. ${last.place} is unchanged.`
        : `No store has been used with DATA_FOLDER=${config.storage.folder}, so the bot can start on any store.`,
    );
    return;
  }

  await using from = await openOwnStore(config);
  if (url === undefined) {
    const seals = await ownSeals(config).then(
      (own) => own.seals,
      () => undefined,
    );
    const deleted = await acceptNewKey(from, seals);
    say(`${deleted} records that were encrypted with another key were deleted from ${from.place}.`);
    return;
  }

  const key = await carryKeyFile({ from: config.storage, to: url });
  await using to = await openWholeStore(url, { clock: systemClock, ca: values.ca ?? config.storage.ca });
  const moved = await moveStore({ from, to, mayReplace: values.replace }, place);
  say(
    moved
      ? `${to.place} now contains all data from ${from.place}: ${describeCounts(moved.counts)}.`
      : `${from.place} was already moved to ${to.place}.`,
  );
  if (moved?.copy !== undefined) say(`Its previous data is in ${moved.copy} for 30 days; its opt-outs were kept.`);
  say('Now set STORAGE_URL to the new address, and start the bot.');
  if (key === 'to be set') say('Also set STORAGE_KEY to the content of the key file next to the old database.');
  if (key === 'copied') say('The key file was copied next to the new database.');
  say(
    'Delete the old store once the bot runs on the new one: data that people delete from now on stays in the old one.',
  );
});
