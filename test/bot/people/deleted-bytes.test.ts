import { expect, test } from 'vitest';
import { deleteEverything, EVERY_LIMIT, tracesOf, useEverything } from '../../support/people/deleted-bytes.ts';
import { readDatabases } from '../../support/world/read-store.ts';
import { startWorld } from '../../support/world.ts';

// On Redis: test/slow/people/deleted-bytes.test.ts
test('after "Delete my data", the store contains neither the id of the person nor a hash of it without a key', async () => {
  await using world = await startWorld({ env: EVERY_LIMIT });
  const { discord, folder, bot } = world;
  const carol = discord.addUser({ name: 'Carol' });
  await useEverything(world, carol);

  expect(await readDatabases(folder)).toContain(carol.id);
  await deleteEverything(carol);
  await bot.stop();
  const stored = await readDatabases(folder);
  expect(stored).toContain('references');
  expect(tracesOf(carol.id).filter((trace) => stored.includes(trace))).toEqual([]);
});
