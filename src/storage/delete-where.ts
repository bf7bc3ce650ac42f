import type { Table } from './storage.ts';

/** Deletes each value that is meant. */
export async function deleteWhere<T>(table: Table<T>, isMeant: (value: T) => boolean): Promise<void> {
  for await (const [key, value] of table.entries()) {
    if (isMeant(value)) await table.delete(key);
  }
}
