import type { IndexedTable } from './storage.ts';

/** Deletes each value whose index contains `word`. */
export async function deleteFound<T>(table: IndexedTable<T>, word: string): Promise<void> {
  for await (const [key] of table.find(word)) await table.delete(key);
}
