import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
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

describe('a failed test prints its own conversation', () => {
  const printed: string[] = [];
  beforeAll(() => {
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  });
  afterAll(() => {
    vi.restoreAllMocks();
  });

  describe.concurrent('while another test runs', () => {
    const bothHaveWritten = Promise.withResolvers<undefined>();
    let written = 0;
    const write = async (content: string) => {
      const world = await startWorld({ withoutBot: true });
      await world.alice.dm(content);
      written += 1;
      if (written === 2) bothHaveWritten.resolve(undefined);
      await bothHaveWritten.promise;
      return world;
    };

    test.fails('the test that fails', async () => {
      await using _world = await write('hello from the test that fails');
      expect.fail('as it should');
    });

    test('the test that passes', async () => {
      await using world = await write('hello from the test that passes');
      expect(world.discord.transcript()).toContain('passes');
    });
  });

  test('and only that', () => {
    expect(printed).toEqual([expect.stringContaining('hello from the test that fails')]);
    expect(printed.join('')).not.toContain('hello from the test that passes');
  });
});
