import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { isEveryCase } from '../../support/cases.ts';
import { expectBooks, histories, type History } from '../../support/faults/books.ts';
import { hasRedisServer, startRedisServer } from '../../support/redis-server.ts';
import { redisBooks } from './books-world.ts';

/** Histories are the same in each run; what processes do at the same time is not. */
const SEED = 18;

describe.skipIf(!hasRedisServer)('whatever happens to processes that share a Redis', () => {
  test('no more is paid than is counted, and one call is repeated at most', async () => {
    await using server = await startRedisServer();
    const realNow = performance.now.bind(performance);
    let skipped = 0;
    const time = vi.spyOn(performance, 'now').mockImplementation(() => realNow() + skipped);
    const expectIt = async (history: History) => {
      await using world = await redisBooks(server.freshUrl(), (ms) => (skipped += ms));
      await expectBooks(world, history);
    };
    // They mostly wait, so they wait together.
    const some = fc.array(histories({ uses: 16, shared: true }), { minLength: 1, maxLength: 5, size: 'max' });
    const property = fc.asyncProperty(some, async (all) => void (await Promise.all(all.map(expectIt))));
    try {
      await expect(fc.assert(property, { numRuns: isEveryCase ? 25 : 4, seed: SEED })).resolves.toBeUndefined();
    } finally {
      time.mockRestore();
    }
  });
});
