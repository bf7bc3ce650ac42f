import type { ClaimTable } from './claim-table.ts';

/** A process whose beat has stood still for this long is dead. */
export const DEAD_AFTER_MS = 9000;
/** A longer time between two looks at the table says nothing about others: the store, or this process, stood still. */
const LONGEST_LOOK_MS = 3000;

export interface LifeSigns {
  /** Notes the beats of a table that was just read. */
  observe(table: ClaimTable): void;
  /** @returns whether a process had a beat for so long that it must be dead. */
  isDead(id: string): boolean;
}

/**
 * Tells which processes are alive by whether their beats change, by this process' own clock: the clocks of machines
 * needn't agree, and while nobody reaches the store, nobody dies.
 */
export function createLifeSigns(elapsed: () => number): LifeSigns {
  const silent = new Map<string, { readonly beat: number; readonly ms: number }>();
  let lookedAt = elapsed();
  return {
    observe({ processes }) {
      const sinceMs = Math.min(elapsed() - lookedAt, LONGEST_LOOK_MS);
      lookedAt = elapsed();
      for (const id of silent.keys()) if (!processes[id]) silent.delete(id);
      for (const [id, { beat }] of Object.entries(processes)) {
        const before = silent.get(id);
        silent.set(id, { beat, ms: before?.beat === beat ? before.ms + sinceMs : 0 });
      }
    },
    isDead: (id) => (silent.get(id)?.ms ?? 0) >= DEAD_AFTER_MS,
  };
}
