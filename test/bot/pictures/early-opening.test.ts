import { expect, test } from 'vitest';
import { holdBack } from 'discord-simulator';
import { countCalls, expectPicture, nothingPaid } from '../../support/expectations.ts';
import { useWorld } from '../../support/world.ts';

const world = useWorld();

test('a photo is fetched once, before the acknowledgement is answered, and the endpoint is called only after it', async () => {
  const { ask, discord, newChannel } = world();
  const from = discord.requests.length;
  const counted = countCalls(world());
  const { fault, release } = holdBack();
  discord.faults.inject({ match: { kind: 'callback' }, do: fault });
  const asked = await ask({ channel: newChannel() });
  const since = () => discord.requests.slice(from);
  await discord.until(() => since().some(({ kind, status }) => kind === 'cdn' && status === 200));
  expect(since().find(({ kind }) => kind === 'callback')?.status).toBeUndefined();
  expect(counted()).toEqual(nothingPaid);
  release();
  await expectPicture(asked);
  // Once by the bot, and once by the endpoint.
  expect(since().filter(({ kind }) => kind === 'cdn')).toHaveLength(2);
  expect(counted()).toEqual({ calls: 1, charged: 1 });
});
