import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { Asked } from 'discord-simulator';
import { nightly, someOf } from '../../support/cases.ts';
import { ended, expectPicture, expectSentence, isFinal } from '../../support/expectations.ts';
import { photos } from '../../support/pictures/photos.ts';
import { hasRedisServer, startRedisServer } from '../../support/redis-server.ts';
import { startWorld } from '../../support/world.ts';

/** Between two pictures of others: more of them would only use the processor. */
const PAUSE_MS = 300;

/** How many of these have ended. */
function countEnded(asked: readonly Asked[]): () => number {
  let count = 0;
  for (const each of asked) void each.final({ until: isFinal }).then(() => (count += 1));
  return () => count;
}

const STORES: [string, boolean][] = [
  ['SQLite', true],
  ['Redis', hasRedisServer],
];
test.each(someOf(STORES, ['SQLite']))(
  'on %s, people whose photos are downloaded slowly hold nobody up, and are told',
  async (store, isThere) => {
    if (!isThere) return;
    await using redis = store === 'Redis' ? await startRedisServer() : undefined;
    const env = redis && { STORAGE_URL: redis.freshUrl(), STORAGE_KEY: randomBytes(32).toString('base64') };
    await using world = await startWorld({ env: { ENDPOINT_CONCURRENCY: '2', ...env } });
    const { ask, askInNewServer, discord, newChannel } = world;
    const never = Promise.withResolvers<void>();
    discord.faults.schedule(({ path }) => (path.includes('slow.jpg') ? { until: never.promise } : undefined));
    const slow = { ...photos.marieCurie, filename: 'slow.jpg' };
    const attackers = Array.from({ length: 10 }, (_, index) => discord.addUser({ name: `Mallory ${index}` }));
    const asked = await Promise.all(attackers.map((person) => ask({ person, channel: newChannel(), image: slow })));
    const endedFirst = countEnded(asked);
    await expectPicture(await askInNewServer());
    // Two of them could have begun if each held its place until it was given up.
    expect(endedFirst()).toBeLessThanOrEqual(8);
    // Only where others come quickly, it is the sender that is slow.
    while (endedFirst() < asked.length) {
      await expectPicture(await askInNewServer());
      await sleep(PAUSE_MS);
    }
    for (const each of asked) await expectSentence(each, 'picture_too_slow');
    never.resolve();
  },
);

nightly('two people with many photos that take long to decode delay others by a few of them', async () => {
  const heavy = await sharp({ create: { width: 7000, height: 7000, channels: 3, background: 'grey' } })
    .png({ compressionLevel: 9, adaptiveFiltering: true })
    .toBuffer();
  await using world = await startWorld({ env: { ENDPOINT_CONCURRENCY: '32' } });
  const { ask, askInNewServer, discord, newChannel } = world;
  const attackers = ['Mallory', 'Trudy'].map((name) => discord.addUser({ name }));
  const asked = await Promise.all(
    attackers.flatMap((person) =>
      Array.from({ length: 8 }, () =>
        ask({ person, channel: newChannel(), image: { filename: 'large.png', bytes: heavy } }),
      ),
    ),
  );
  const endedFirst = countEnded(asked);
  await expectPicture(await askInNewServer());
  expect(endedFirst()).toBeLessThanOrEqual(8);
  await Promise.all(asked.map((each) => ended(each)));
});
