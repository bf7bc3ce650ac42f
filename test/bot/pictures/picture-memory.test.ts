import { expect, test } from 'vitest';
import { expectPicture } from '../../support/expectations.ts';
import { photos } from '../../support/pictures/photos.ts';
import { startWorld } from '../../support/world.ts';

const HELD_UP_MS = 400;

test('photos that exceed the memory for pictures are downloaded one after another, and all are answered', async () => {
  await using world = await startWorld({ env: { PICTURE_MEMORY_MB: '1' } });
  const { ask, discord, newChannel } = world;
  discord.faults.inject({ match: { kind: 'cdn' }, do: { delayMs: HELD_UP_MS } });
  const large = { declaredSize: 800_000 };
  const images = [photos.graceHopper, photos.onItsSide, photos.marieCurie, photos.graceHopper];
  const asked = await Promise.all(
    images.map((image) => ask({ channel: newChannel(), image: { ...image, ...large }, age: 60 })),
  );
  for (const each of asked) await expectPicture(each, 60);
  const [first = 0, second = 0] = discord.requests.filter(({ kind }) => kind === 'cdn').map(({ at }) => at);
  // A timer may fire a millisecond early.
  expect(second - first).toBeGreaterThanOrEqual(HELD_UP_MS - 1);
});
