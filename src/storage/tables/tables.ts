import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { indexedTable } from './indexed-table.ts';
import { type RowStore, rowTable } from './row-store.ts';
import type { Storage } from '../storage.ts';

/** The tables of a database that keeps rows. */
export function tablesOf(
  rowsOf: (namespace: string) => RowStore,
  clock: Clock,
): Pick<Storage, 'table' | 'indexedTable'> {
  return {
    table: (namespace, schema) => rowTable(rowsOf(namespace), schema),
    indexedTable: (namespace, schema, indexOf) => {
      const complete = rowTable(rowsOf('complete-indexes'), z.literal(true));
      return indexedTable({ store: rowsOf(namespace), namespace, schema, indexOf, complete, clock });
    },
  };
}
