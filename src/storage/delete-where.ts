import type { Table } from './storage.ts';

/** Deletes each value that matches. */
export async function deleteWhere<T>(table: Table<T>, matches: (value: T) => boolean): Promise<void> {
  for await (const [key, value] of table.entries()) {
    if (matches(value)) await table.delete(key);
  }
}
