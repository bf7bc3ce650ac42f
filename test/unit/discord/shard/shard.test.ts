import type { SessionInfo } from '@discordjs/ws';
import { startDiscord, type Discord } from 'discord-simulator';
import { expect, test } from 'vitest';
import { systemClock } from '../../../../src/clock.ts';
import { openShard } from '../../../../src/discord/gateway/shard/shard.ts';

/** One shard against the simulator, with its session in a variable. */
function open(
  discord: Discord,
  { waits = async () => {} }: { waits?: () => Promise<void> } = {},
  first: SessionInfo | null = null,
) {
  let session = first;
  const log: string[] = [];
  const events: [type: string | null, isReplayed: boolean][] = [];
  const shard = openShard({
    id: 0,
    total: 1,
    token: discord.botToken,
    intents: 1 << 12,
    gatewayInformation: discord.gateway.advice(),
    clock: systemClock,
    identifyQueue: { wait: waits },
    session: {
      get current() {
        return session;
      },
      update(next) {
        session = next;
      },
      close: async () => undefined,
    },
    events: {
      dispatched: ({ t }, isReplayed) => events.push([t, isReplayed]),
      connected: (how) => log.push(how),
      closed: (code) => log.push(String(code)),
      failed: (error) => log.push(error.message),
    },
  });
  return {
    shard,
    log,
    events,
    session: () => session,
    until: (line: string) => discord.until(() => log.includes(line), { what: `no "${line}" in ${log.join(', ')}` }),
  };
}

test.concurrent('a closed shard leaves its session to the next one, which gets what was missed as replayed', async () => {
  await using discord = await startDiscord();
  const alice = discord.addUser({ name: 'Alice' });
  const first = open(discord);
  await first.until('started');
  await alice.dm('seen');
  await discord.until(() => first.events.length === 2);
  await first.shard.close();
  const left = first.session();
  expect(left).toMatchObject({ sequence: 2, shardId: 0, shardCount: 1 });
  for (const word of ['one', 'two', 'three']) await alice.dm(word);
  const second = open(discord, {}, left);
  await second.until('resumed');
  await alice.dm('later');
  await discord.until(() => second.events.length === 5);
  await second.shard.close();
  const message = 'MESSAGE_CREATE';
  expect(first.events).toEqual([
    ['READY', false],
    [message, false],
  ]);
  expect(second.events).toEqual([
    [message, true],
    [message, true],
    [message, true],
    ['RESUMED', false],
    [message, false],
  ]);
  expect(discord.gateway.counts).toEqual({ identifies: 1, resumes: 1 });
  expect(discord.gateway.overlaps).toEqual([]);
});

test.concurrent('a session whose own address cannot be reached is resumed at the common one', async () => {
  await using discord = await startDiscord();
  const first = open(discord);
  await first.until('started');
  await first.shard.close();
  const left = first.session();
  const second = open(discord, {}, left && { ...left, resumeURL: 'ws://127.0.0.1:9' });
  await second.until('resumed');
  await second.shard.close();
  expect(discord.gateway.counts.identifies).toBe(1);
});

test.concurrent('a shard that is closed while it waits to identify never identifies', async () => {
  await using discord = await startDiscord();
  let isWaiting = false;
  const { shard, log } = open(discord, {
    waits: async () => {
      isWaiting = true;
      await new Promise<never>(() => undefined);
    },
  });
  await discord.until(() => isWaiting);
  await shard.close();
  await discord.until(() => discord.gateway.attempts.length === 1);
  expect(log).toEqual([]);
  expect(discord.gateway.counts.identifies).toBe(0);
});

test.concurrent('a session that Discord no longer knows is given up for a new one', async () => {
  await using discord = await startDiscord();
  const unknown = { sessionId: 'x', sequence: 5, shardId: 0, shardCount: 1, resumeURL: discord.gateway.advice().url };
  const { shard, until, session } = open(discord, {}, unknown);
  await until('started');
  await shard.close();
  expect(session()?.sessionId).toBe(discord.gateway.sessions[0]?.id);
});
