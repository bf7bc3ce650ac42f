import { z } from 'zod';

const memberSchema = z.object({
  /** Raised by the process again and again: one that stands still belongs to a dead process. */
  beat: z.number(),
  /** The shards that it runs, or has just taken. */
  shards: z.array(z.number()),
  /** The only shards that it may run; absent: its fair part of all. */
  only: z.array(z.number()).optional(),
  /** It is stopping, and gives its shards away. */
  leaving: z.literal(true).optional(),
});

/** Which process runs which shards: the one text that all processes share. */
export const claimTableSchema = z.object({
  /** The total number of shards, fixed by the first process. */
  total: z.number(),
  /** The id of the bot whose shards they are. */
  bot: z.string().optional(),
  processes: z.record(z.string(), memberSchema),
});

export type ClaimTable = z.infer<typeof claimTableSchema>;
export type Member = z.infer<typeof memberSchema>;

/** What one process should change, by the table. */
export interface Balance {
  /** Shards that nobody runs and this process should take. */
  readonly take: readonly number[];
  /** Shards that this process runs and another should. */
  readonly give: readonly number[];
  /** How many more shards this process should run, with those that others still have to give. */
  readonly missing: number;
}

/**
 * What the process `own` should take and give. Every process comes to the same result by the same table, so that nobody
 * has to lead. Processes keep what they have as far as it is fair; numbers of shards differ by one at most.
 */
export function balance({ total, processes }: ClaimTable, own: string): Balance {
  const member = processes[own];
  if (!member) return { take: [], give: [], missing: 0 };
  const others = Object.entries(processes).filter(([id]) => id !== own);
  const taken = new Set(Object.values(processes).flatMap(({ shards }) => shards));
  const isFree = (shard: number) => !taken.has(shard);
  const reserved = new Set(Object.values(processes).flatMap(({ only }) => only ?? []));
  if (member.leaving) {
    const takers = others.map(([, other]) => other).filter(({ leaving }) => !leaving);
    const isWanted = (shard: number) => takers.some(({ only }) => (only ? only.includes(shard) : !reserved.has(shard)));
    return { take: [], give: member.shards.filter(isWanted), missing: 0 };
  }
  if (member.only) {
    const missing = member.only.filter((shard) => !member.shards.includes(shard));
    return { take: missing.filter(isFree), give: [], missing: missing.length };
  }
  const pool = Array.from({ length: total }, (_, shard) => shard).filter((shard) => !reserved.has(shard));
  const kept = member.shards.filter((shard) => shard < total && !reserved.has(shard));
  const part = fairPart({ total, processes }, own, pool.length);
  const missing = Math.max(0, part - kept.length);
  const keeping = new Set(kept.slice(0, part));
  return {
    take: pool.filter(isFree).slice(0, missing),
    give: member.shards.filter((shard) => !keeping.has(shard)),
    missing,
  };
}

/**
 * The table with what the process `own` has and takes: what it had, less what it gives and what others run by now, and
 * what is free for it. Of the others, the living stay.
 */
export function renew(table: ClaimTable, own: string, changes: Renewal): ClaimTable {
  const { living, giving, running, ...member } = changes;
  const others = Object.fromEntries(Object.entries(table.processes).filter(([id]) => id !== own && living(id)));
  const withOwn = (shards: readonly number[]): ClaimTable => ({
    ...table,
    processes: { ...others, [own]: { ...member, shards: shards.toSorted((a, b) => a - b) } },
  });
  const known = new Set([...running, ...(table.processes[own]?.shards ?? [])]);
  const kept = [...known].filter(
    (shard) => !giving.includes(shard) && holdersOf(withOwn([]), [shard], own).length === 0,
  );
  return withOwn([...kept, ...balance(withOwn(kept), own).take]);
}

export interface Renewal extends Omit<Member, 'shards'> {
  readonly living: (id: string) => boolean;
  /** The shards that are closed, for others to take. */
  readonly giving: readonly number[];
  readonly running: Iterable<number>;
}

/** Whoever runs more shards already gets one more than others, so that few have to move. */
function fairPart({ processes }: ClaimTable, own: string, shards: number): number {
  const sharing = Object.entries(processes)
    .filter(([, { only, leaving }]) => !only && !leaving)
    .toSorted(([one, a], [other, b]) => b.shards.length - a.shards.length || (one < other ? -1 : 1));
  const place = sharing.findIndex(([id]) => id === own);
  return Math.floor(shards / sharing.length) + (place < shards % sharing.length ? 1 : 0);
}

/** The processes, other than `own`, that run one of these shards. */
export function holdersOf(table: ClaimTable, shards: readonly number[], own: string): readonly string[] {
  return Object.entries(table.processes)
    .filter(([id, member]) => id !== own && member.shards.some((shard) => shards.includes(shard)))
    .map(([id]) => id);
}

/** `0, 1, 2, 5` as `0-2,5`, as it is written in SHARDS. */
export function shardRanges(shards: Iterable<number>): string {
  const ranges: [first: number, last: number][] = [];
  for (const shard of [...shards].toSorted((a, b) => a - b)) {
    const range = ranges.at(-1);
    if (range && range[1] === shard - 1) range[1] = shard;
    else ranges.push([shard, shard]);
  }
  return ranges.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(',');
}
