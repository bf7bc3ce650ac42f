import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openStorage } from '../../../src/storage/open-storage.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createAgingWorld } from '../../support/fakes/aging-world.ts';
import { expectBooks, histories } from '../../support/faults/books.ts';
import { fewerOf } from '../../support/cases.ts';

const ofOneProcess = histories({ uses: 26, shared: false });

// On Redis: test/slow/queue/books.test.ts
describe('whatever happens to processes, no more is paid than is counted, and one call is repeated at most', () => {
  test('with a store in memory', async () => {
    const property = fc.asyncProperty(ofOneProcess, async (history) => {
      await using world = createAgingWorld();
      await expectBooks(world, history);
    });
    await expect(fc.assert(property, { numRuns: fewerOf(200) })).resolves.toBeUndefined();
  });

  test('with SQLite', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'face-age-bot-'));
    let count = 0;
    const property = fc.asyncProperty(ofOneProcess, async (history) => {
      const clock = createFakeClock();
      await using storage = await openStorage(`sqlite://${join(folder, `${(count += 1)}.db`)}`, { clock });
      await using world = createAgingWorld({ clock, storage });
      await expectBooks(world, history);
    });
    await expect(fc.assert(property, { numRuns: fewerOf(20) })).resolves.toBeUndefined();
    await rm(folder, { recursive: true });
  });
});
