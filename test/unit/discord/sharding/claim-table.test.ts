import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  balance,
  shardRanges,
  type ClaimTable,
  type Member,
} from '../../../../src/discord/gateway/sharding/claim-table.ts';

const member = (shards: readonly number[], more: Partial<Member> = {}): Member => ({
  beat: 1,
  shards: [...shards],
  ...more,
});

test('shards are written as in SHARDS', () => {
  expect(shardRanges([5, 0, 1, 2, 7, 8])).toBe('0-2,5,7-8');
  expect(shardRanges([])).toBe('');
});

test('a process that is alone takes all, and one that joins gets its part from whoever has most', () => {
  expect(balance({ total: 3, processes: { a: member([]) } }, 'a').take).toEqual([0, 1, 2]);
  const joined = { total: 4, processes: { a: member([0, 1]), b: member([2, 3]), c: member([]) } };
  expect(balance(joined, 'a')).toEqual({ take: [], give: [], missing: 0 });
  expect(balance(joined, 'b')).toEqual({ take: [], give: [3], missing: 0 });
  expect(balance(joined, 'c')).toEqual({ take: [], give: [], missing: 1 });
});

test('more processes than shards leave some without, and nothing moves', () => {
  const table = { total: 1, processes: { a: member([]), b: member([0]), c: member([]) } };
  for (const own of ['a', 'b', 'c']) expect(balance(table, own)).toEqual({ take: [], give: [], missing: 0 });
});

test('a process that leaves gives all, unless nobody is there to take them', () => {
  const leaving = member([0, 1], { leaving: true });
  expect(balance({ total: 2, processes: { a: leaving } }, 'a').give).toEqual([]);
  expect(balance({ total: 2, processes: { a: leaving, b: leaving } }, 'a').give).toEqual([]);
  const elsewhere = member([2], { only: [2] });
  expect(balance({ total: 3, processes: { a: leaving, b: elsewhere } }, 'a').give).toEqual([]);
  const table = { total: 2, processes: { a: leaving, b: member([]) } };
  expect(balance(table, 'a').give).toEqual([0, 1]);
  expect(balance(table, 'b')).toEqual({ take: [], give: [], missing: 2 });
});

test('shards that a process has to itself are not divided, and given to it', () => {
  const table = { total: 4, processes: { a: member([0, 1, 2, 3]), b: member([], { only: [3] }) } };
  expect(balance(table, 'a').give).toEqual([3]);
  expect(balance(table, 'b')).toEqual({ take: [], give: [], missing: 1 });
  const free = { total: 4, processes: { a: member([0, 1, 2]), b: member([], { only: [3] }) } };
  expect(balance(free, 'b').take).toEqual([3]);
  expect(balance(free, 'a')).toEqual({ take: [], give: [], missing: 0 });
});

/** What the processes make of a table, one after another, until none changes anything. */
function settleDown(table: ClaimTable): { table: ClaimTable; moves: number } {
  let moves = 0;
  for (let isQuiet = false; !isQuiet;) {
    isQuiet = true;
    for (const [id, { shards }] of Object.entries(table.processes)) {
      const { take, give } = balance(table, id);
      const next = [...shards.filter((shard) => !give.includes(shard)), ...take];
      if (take.length + give.length > 0) isQuiet = false;
      moves += take.length + give.length;
      table = { ...table, processes: { ...table.processes, [id]: { ...table.processes[id], beat: 1, shards: next } } };
      if (moves > 1000) throw new Error('it never settles');
    }
  }
  return { table, moves };
}

test('whoever had what, each shard ends with one process, and their numbers differ by one at most', () => {
  const whose = fc.array(fc.option(fc.integer({ min: 0, max: 6 }), { nil: 7 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(whose, fc.integer({ min: 1, max: 6 }), fc.nat(6), (holders, count, left) => {
      const ids = Array.from({ length: count }, (_, index) => index);
      const processes = Object.fromEntries(
        ids.map((id) => [
          `p${id}`,
          member(
            holders.flatMap((holder, shard) => (holder === id ? [shard] : [])),
            { ...(id > 0 && id === left && { leaving: true as const }) },
          ),
        ]),
      );
      const { table, moves } = settleDown({ total: holders.length, processes });
      const members = Object.values(table.processes);
      const all = members.flatMap(({ shards }) => shards);
      expect(all.toSorted((a, b) => a - b)).toEqual(holders.map((_, shard) => shard));
      const sizes = members.filter(({ leaving }) => !leaving).map(({ shards }) => shards.length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      expect(moves).toBeLessThanOrEqual(2 * holders.length);
    }),
  );
});
