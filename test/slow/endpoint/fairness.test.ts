import { expect, test } from 'vitest';
import { PATIENCE_MS } from 'discord-simulator';
import { held } from '../../support/faults/endpoint-steps.ts';
import { expectPicture, logOf } from '../../support/expectations.ts';
import { photos } from '../../support/pictures/photos.ts';
import { startWorld } from '../../support/world.ts';

const CONCURRENCY = 2;

test('a server that asks for a lot delays others by at most two calls', async () => {
  const env = { ENDPOINT_CONCURRENCY: String(CONCURRENCY), FACE_DETECTION: 'off', LOG_LEVEL: 'debug' };
  await using world = await startWorld({ env, slowOpeningMs: PATIENCE_MS });
  const { ask, discord, endpoint, newChannel } = world;
  const image = photos.marieCurie;
  const channel = newChannel();
  const busy = held();
  endpoint.script([busy.step, busy.step]);
  const many = await Promise.all(Array.from({ length: 14 }, () => ask({ channel, image, age: 70 })));
  await discord.until(() => endpoint.calls.length === CONCURRENCY);
  const accepted = () => many.every((asked) => logOf(world, asked).some(({ msg }) => msg === 'Request accepted'));
  await discord.until(accepted);
  const one = await ask({ channel: newChannel(), image, age: 20 });
  const inPerson = await ask({ dm: true, image, age: 30 });
  const inLine = () =>
    [one, inPerson].every((asked) => logOf(world, asked).some(({ msg }) => msg === 'Request accepted'));
  await discord.until(inLine);
  const started = () => world.bot.log.filter(({ msg }) => msg === 'Request started').map(({ request }) => request);

  busy.release();
  await expectPicture(one, 20);
  await expectPicture(inPerson, 30);
  for (const each of many) await expectPicture(each, 70);
  expect(endpoint.peak).toBe(CONCURRENCY);
  // In the order in which they were started. How long each then takes to reach the endpoint isn't a matter of fairness.
  expect(started().indexOf(one.id)).toBeLessThanOrEqual(CONCURRENCY + 2);
  expect(started().indexOf(inPerson.id)).toBeLessThanOrEqual(CONCURRENCY + 4);
});
