import type { IndexedTable } from '../storage.ts';

/** Deletes each value whose index contains `word`, until none is left, so that the index forgets it as well. */
export async function deleteFound<T>(table: IndexedTable<T>, word: string): Promise<void> {
  let found: boolean;
  do {
    found = false;
    for await (const [key] of table.find(word)) {
      found = true;
      await table.delete(key);
    }
  } while (found);
}
