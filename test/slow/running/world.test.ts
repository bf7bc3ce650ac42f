import { expect, test } from 'vitest';
import { startWorld } from '../../support/world.ts';

// Every other test relies on this: a world fails at its end if its bot did something wrong.

test('a bot that ends unexpectedly fails its world, and one that the test killed does not', async () => {
  const unexpected = await startWorld();
  unexpected.bot.process.kill('SIGKILL');
  await expect(unexpected[Symbol.asyncDispose]()).rejects.toMatchObject({ actual: { exits: ['SIGKILL'] } });

  const expected = await startWorld();
  await expected.kill(expected.bot);
  await expect(expected[Symbol.asyncDispose]()).resolves.toBeUndefined();
});

test('a request that Discord would refuse fails the world of its bot', async () => {
  const world = await startWorld({ withoutBot: true });
  await fetch(`${world.discord.apiUrl}/v10/users/@me`);
  await expect(world[Symbol.asyncDispose]()).rejects.toMatchObject({
    actual: { discordProblems: [expect.stringContaining('User-Agent')] },
  });
});
