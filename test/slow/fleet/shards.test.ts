import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Asked } from 'discord-simulator';
import { nightly } from '../../support/cases.ts';
import { eventually } from '../../support/eventually.ts';
import { freePort } from '../../support/free-port.ts';
import { expectPicture } from '../../support/expectations.ts';
import { channelOn } from '../../support/people/servers.ts';
import { hasRedisServer, startRedisServer, type RedisServer } from '../../support/redis-server.ts';
import { startWorld, type World } from '../../support/world.ts';
import type { Bot } from '../../support/world/bot.ts';

const SHARDS = 8;
/** In which order a rolling restart starts a process and stops another, step by step. */
const ORDERS = ['new first', 'old first'];

interface Process {
  readonly bot: Bot;
  /** How many shards it runs, by its health page. */
  held(): Promise<number>;
}

/** @param how whether the bot is a process of its own, and waited for */
async function start(
  world: World,
  env: Record<string, string> = {},
  how: 'start' | 'launch' = 'start',
): Promise<Process> {
  const port = await freePort();
  const bot = await world[how]({ PORT: String(port), ...env });
  return {
    bot,
    async held() {
      const body = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      return Number(/^face_age_shards_held (\d+)$/m.exec(body)?.[1]);
    },
  };
}

const launch = (world: World, env?: Record<string, string>) => start(world, env, 'launch');

/** Resolves when processes run this many shards each, in any order, and Discord has a connection for each shard. */
async function untilShared(world: World, processes: readonly Process[], parts: readonly number[]): Promise<void> {
  await eventually(async () => {
    const held = await Promise.all(processes.map((each) => each.held()));
    expect(held.toSorted()).toEqual(parts.toSorted());
  });
  await world.discord.untilReady();
}

const answerOn = async (world: World, shard: number) =>
  await expectPicture(await world.ask({ channel: channelOn(world, shard, SHARDS) }));

describe.runIf(hasRedisServer)('processes that share their shards by Redis', () => {
  let redis: RedisServer | undefined;
  beforeAll(async () => {
    redis = await startRedisServer();
  });
  afterAll(async () => {
    await redis?.[Symbol.asyncDispose]();
  });

  /** A world whose bots share a store; every identify is watched as Discord does. */
  async function startFleet(shards = SHARDS): Promise<World> {
    const env = { STORAGE_URL: redis?.freshUrl() ?? '', STORAGE_KEY: randomBytes(32).toString('base64') };
    const world = await startWorld({ withoutBot: true, env, discord: { shards } });
    const { gateway } = world.discord;
    gateway.sessionStartLimit.max_concurrency = 4;
    // On a busy machine an identify arrives seconds later than it was sent. A unit test holds how far apart they are sent.
    gateway.identifyWindowMs = 1000;
    return world;
  }

  test('two that start at once, one that joins and one that is killed: no identify is refused, and none is needed again', async () => {
    await using world = await startFleet();
    const { gateway } = world.discord;
    const two = await Promise.all([1, 2].map(() => launch(world)));
    await untilShared(world, two, [4, 4]);
    expect(gateway.refusedIdentifies).toBe(0);
    expect(gateway.counts.identifies).toBe(SHARDS);

    const third = await start(world);
    await untilShared(world, [...two, third], [3, 3, 2]);
    const [victim, ...rest] = two;
    if (!victim) throw new Error('two were started');
    await world.kill(victim.bot);
    await untilShared(world, [...rest, third], [4, 4]);
    for (let shard = 0; shard < SHARDS; shard += 1) await answerOn(world, shard);
    expect(gateway.counts.identifies).toBe(SHARDS);
    expect(gateway.overlaps).toEqual([]);
  });

  nightly(
    'a rolling restart, new processes first and then old ones first, loses nothing of what people ask',
    async () => {
      await using world = await startFleet();
      const { gateway } = world.discord;
      // What people do is a minute younger for the bots than it is, however busy the machine is.
      world.clock.shift(60_000);
      const running = [await start(world), await start(world)];
      await untilShared(world, running, [4, 4]);

      const asked: Asked[] = [];
      const over = new AbortController();
      const people = (async () => {
        for (let count = 0; !over.signal.aborted; count += 1) {
          const channel = channelOn(world, count % SHARDS, SHARDS);
          asked.push(await world.alice.slash({ channel, command: 'age-help' }));
          await delay(200);
        }
      })();
      for (const order of ORDERS) {
        if (order === 'new first') running.push(await start(world));
        expect(await running.shift()?.bot.stop()).toBe(0);
        if (order === 'old first') running.push(await start(world));
        await untilShared(world, running, [4, 4]);
      }
      over.abort();
      await people;
      const answers = await Promise.all(asked.map((each) => each.final()));
      expect(answers.filter(({ embeds, content }) => embeds.length === 0 && content === '')).toEqual([]);
      expect(asked.filter(({ history }) => history.length !== 1)).toEqual([]);
      expect(gateway.counts.identifies).toBe(SHARDS);
      expect(gateway.overlaps).toEqual([]);
    },
  );

  nightly('when the last process has stopped, the next one goes on with all its sessions', async () => {
    await using world = await startFleet(2);
    const { counts } = world.discord.gateway;
    const first = await start(world);
    expect(await first.bot.stop()).toBe(0);
    const second = await start(world);
    expect(await second.held()).toBe(2);
    expect(counts).toEqual({ identifies: 2, resumes: 2 });
  });

  nightly('fixed shards that another process runs are refused with one sentence and code 78', async () => {
    await using world = await startFleet(2);
    const first = await start(world, { SHARDS: '0-1', SHARD_COUNT: '2' });
    const second = await launch(world, { SHARDS: '1', SHARD_COUNT: '2' });
    await world.expectExit(second.bot, 78);
    expect(second.bot.output).toMatch(/^Shards 1 of SHARDS are run by .+: stop that process, or leave SHARDS unset/m);
    expect(second.bot.output).not.toMatch(/^\s+at /m);
    await untilShared(world, [first], [2]);
    expect(world.discord.gateway.counts.identifies).toBe(2);
  });
});
