import { systemClock } from '../../../src/clock.ts';
import { entrySchema, type Entry } from '../../../src/aging/request/journal.ts';
import { loadKeys } from '../../../src/storage/sealing/load-keys.ts';
import { openStorage } from '../../../src/storage/open-storage.ts';
import { sealTable } from '../../../src/storage/sealing/sealed-table.ts';
import { createVault } from '../../../src/storage/sealing/vault.ts';

/** The entries of a bot's journal, read from outside, whether or not the bot runs. */
export async function readJournal(storageUrl: string, storageKey?: string): Promise<Entry[]> {
  const vault = createVault(await loadKeys({ storageKey, storageUrl }));
  await using storage = await openStorage(storageUrl, { clock: systemClock });
  const entries = await Array.fromAsync(sealTable(storage, 'journal', entrySchema, vault).entries());
  return entries.map(([, entry]) => entry);
}
