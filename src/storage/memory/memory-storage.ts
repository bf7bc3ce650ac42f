import type { Clock } from '../../clock.ts';
import { attempt } from '../attempt.ts';
import { cellsAtomic } from './cells-atomic.ts';
import type { Cell } from '../claims.ts';
import { memoryStore } from './memory-store.ts';
import type { StorageDependencies } from '../storage-dependencies.ts';
import { startPurging } from '../purging.ts';
import { type Storage, StorageError } from '../storage.ts';
import { tablesOf } from '../tables/tables.ts';

/** A database in memory, for tests and trials: gone when the process ends. */
export function openMemoryStorage({ clock, onError }: StorageDependencies): Storage {
  const namespaces = new Map<string, ReturnType<typeof memoryStore>>();
  const cells = new Map<string, Cell>();
  let closed = false;
  const ensureOpen = (): void => {
    if (closed) throw new StorageError('The database is closed');
  };
  const purging = startPurging(() => {
    for (const store of namespaces.values()) store.purge();
    purgeCells(cells, clock);
  }, onError);

  return {
    ...tablesOf((namespace) => {
      const store = namespaces.get(namespace) ?? memoryStore(clock, ensureOpen);
      namespaces.set(namespace, store);
      return store;
    }, clock),
    atomic: cellsAtomic((work) => {
      ensureOpen();
      return work(cells);
    }, clock),
    check: () => attempt('check', ensureOpen),
    warnings: () => [],
    [Symbol.asyncDispose]: async () => {
      closed = true;
      purging[Symbol.dispose]();
    },
  };
}

function purgeCells(cells: Map<string, Cell>, clock: Clock): void {
  for (const [key, cell] of cells) if (cell.endsAt <= clock.now()) cells.delete(key);
}
