import type { Clock } from '../../clock.ts';
import { attempt } from '../attempt.ts';
import { cellsAtomic } from './cells-atomic.ts';
import type { Cell } from '../claims.ts';
import { ExpiringMap } from './expiring-map.ts';
import { keyvTable } from '../keyv-table.ts';
import type { StorageDependencies } from '../storage-dependencies.ts';
import { startPurging } from '../purging.ts';
import { type Storage, StorageError } from '../storage.ts';

/** A database in memory, for tests and trials: gone when the process ends. */
export function openMemoryStorage({ clock, onError }: StorageDependencies): Storage {
  const namespaces = new Map<string, ExpiringMap>();
  const cells = new Map<string, Cell>();
  let closed = false;
  const ensureOpen = (): void => {
    if (closed) throw new StorageError('The database is closed');
  };
  const purging = startPurging(() => {
    for (const map of namespaces.values()) map.purge();
    purgeCells(cells, clock);
  }, onError);

  return {
    table: (namespace, schema) => {
      const map = namespaces.get(namespace) ?? new ExpiringMap(clock, ensureOpen);
      namespaces.set(namespace, map);
      return keyvTable(map, namespace, schema);
    },
    atomic: cellsAtomic((work) => {
      ensureOpen();
      return work(cells);
    }, clock),
    check: () => attempt('check', ensureOpen),
    [Symbol.asyncDispose]: async () => {
      closed = true;
      purging[Symbol.dispose]();
    },
  };
}

function purgeCells(cells: Map<string, Cell>, clock: Clock): void {
  for (const [key, cell] of cells) if (cell.endsAt <= clock.now()) cells.delete(key);
}
