import { expect, onTestFinished, test } from 'vitest';
import { ShardsTakenError } from '../../../../src/discord/gateway/sharding/claims.ts';
import { createOtherBotWatch } from '../../../../src/discord/gateway/sharding/other-bot.ts';
import { createSharedClaims } from '../../../../src/discord/gateway/sharding/shared-claims.ts';
import { StorageError } from '../../../../src/storage/storage.ts';
import { createSharedStorage } from '../../../support/fakes/fake-storage.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

const never = new AbortController().signal;

/** A store that a bot's receivers share with a worker. */
function setUp() {
  const clock = createFakeClock();
  const storage = createSharedStorage(clock);
  const discord = { id: 'other', asked: 0, isDown: false };
  const worker = storage.connect();
  const watch = createOtherBotWatch({
    atomic: worker.atomic,
    clock,
    async askOwnId() {
      discord.asked += 1;
      if (discord.isDown) throw new Error('Discord is away');
      return discord.id;
    },
  });
  const receive = async (bot: string) => {
    const connection = storage.connect();
    const claims = createSharedClaims({
      total: 1,
      isTotalFixed: false,
      name: 'receiver',
      bot,
      atomic: connection.atomic,
      logger: { info: () => undefined, warn: () => undefined },
      clock,
      elapsed: clock.now,
      shards: { open: () => undefined, close: async () => undefined },
      onFatal: () => undefined,
    });
    onTestFinished(() => void claims[Symbol.asyncDispose]());
    await claims.start(never);
    return { dies: () => connection.cut() };
  };
  /** What a check says, and how long it takes at most, in ms. */
  const check = async (ms: number) => {
    const outcome = watch.check(never).then(
      () => 'accepted',
      (error: unknown) => error,
    );
    const late = clock.sleep(ms).then(() => 'late');
    const first = Promise.race([outcome, late]);
    await clock.advance(ms);
    return await first;
  };
  return { clock, discord, worker, watch, receive, check };
}

test('a worker of another bot is refused while the receivers are alive', async () => {
  const { receive, check } = setUp();
  await receive('own');
  const refused = await check(5000);
  expect(refused).toBeInstanceOf(ShardsTakenError);
  expect(String(refused)).toMatch(/Another bot uses this Redis \(its id is own\): /);
});

test('a worker of the same bot is accepted at once', async () => {
  const { discord, receive, check } = setUp();
  discord.id = 'own';
  await receive('own');
  expect(await check(1)).toBe('accepted');
});

test('where nobody receives, Discord is not asked', async () => {
  const { discord, check } = setUp();
  expect(await check(1)).toBe('accepted');
  expect(discord.asked).toBe(0);
});

test('what dead receivers have left refuses nobody', async () => {
  const { receive, check } = setUp();
  (await receive('own')).dies();
  expect(await check(10_000)).toBe('accepted');
});

test('a store or a Discord that is away refuses nobody', async () => {
  const { discord, worker, receive, check } = setUp();
  await receive('own');
  discord.isDown = true;
  expect(await check(1)).toBe('accepted');
  worker.breakOn(/swap/, new StorageError('away'));
  expect(await check(1)).toBe('accepted');
});

test('a worker is refused later, too, when receivers of another bot come', async () => {
  const { clock, watch, receive } = setUp();
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const fatal: Error[] = [];
  watch.keepChecking(stop.signal, (error) => {
    fatal.push(error);
    stop.abort();
  });
  await clock.advance(60_000);
  await receive('own');
  await clock.advance(40_000);
  expect(fatal).toMatchObject([{ name: 'ShardsTakenError' }]);
});
