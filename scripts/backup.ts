import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { writeBackup } from '../src/storage/upkeep/whole/backup-file.ts';
import { openOwnStore, runStoreCommand, say, UsageError } from './support/store-command.ts';
import { StorageOpenError } from '../src/storage/storage-open-error.ts';

// `npm run backup FILE`: everything in the store, in a file. The bot may be running.

await runStoreCommand('npm run backup FILE\n', async (config) => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError();
  if (existsSync(file)) throw new StorageOpenError(`The file ${file} already exists: choose another name`);
  await using store = await openOwnStore(config());
  const records = await writeBackup(store, file);
  say(`${file} contains ${records} records from ${store.place}.`);
  say(
    'Encrypted values stay encrypted: keep the key (STORAGE_KEY, or the key file next to the database) in another place.',
  );
});
