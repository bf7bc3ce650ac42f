import { expect, test } from 'vitest';
import { startWorld } from '../../support/world.ts';

// Every other test relies on this: a world fails at its end if its bot did something wrong.

test('a world fails if a bot ends unexpectedly, but not if the test killed it', async () => {
  const unexpected = await startWorld({ withoutBot: true });
  (await unexpected.launch()).process.kill('SIGKILL');
  await expect(unexpected[Symbol.asyncDispose]()).rejects.toMatchObject({ actual: { exits: ['SIGKILL'] } });

  const expected = await startWorld({ withoutBot: true });
  await expected.kill(await expected.launch());
  await expect(expected[Symbol.asyncDispose]()).resolves.toBeUndefined();
});

test('a world fails if its bot sends a request that Discord would refuse', async () => {
  const world = await startWorld({ withoutBot: true });
  await fetch(`${world.discord.apiUrl}/v10/users/@me`);
  await expect(world[Symbol.asyncDispose]()).rejects.toMatchObject({
    actual: { discordProblems: [expect.stringContaining('User-Agent')] },
  });
});
