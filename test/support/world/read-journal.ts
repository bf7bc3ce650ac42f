import { Redis } from 'ioredis';
import { systemClock } from '../../../src/clock.ts';
import { createJobCodec } from '../../../src/aging/queue/redis/job-codec.ts';
import { entrySchema, type Entry } from '../../../src/aging/request/entry.ts';
import { loadKeys } from '../../../src/storage/sealing/load-keys.ts';
import { openStorage } from '../../../src/storage/open-storage.ts';
import { sealTable } from '../../../src/storage/sealing/sealed-table.ts';
import { createVault, type Vault } from '../../../src/storage/sealing/vault.ts';

/** The requests that a bot hasn't answered, read from outside, whether or not the bot runs. */
export async function readJournal(storageUrl: string, storageKey?: string): Promise<Entry[]> {
  const vault = createVault(await loadKeys({ storageKey, storageUrl }));
  if (storageUrl.startsWith('redis')) return await readQueue(storageUrl, vault);
  await using storage = await openStorage(storageUrl, { clock: systemClock });
  const entries = await Array.fromAsync(sealTable(storage, 'journal', entrySchema, vault).entries());
  return entries.map(([, entry]) => entry);
}

async function readQueue(url: string, vault: Vault): Promise<Entry[]> {
  const client = new Redis(url);
  using _closed = { [Symbol.dispose]: () => client.disconnect() };
  const keys = await client.keys('face-age-bot:requests:r-*');
  const jobs = keys.filter((key) => !key.endsWith(':lock'));
  const data = await Promise.all(jobs.map((key) => client.hget(key, 'data')));
  const codec = createJobCodec(vault);
  return data.flatMap((text, index) => {
    const entry = text ? codec.open(JSON.parse(text), jobs[index]?.split(':').at(-1)) : undefined;
    return entry ? [entry] : [];
  });
}
