import { once } from 'node:events';
import { Client, Events, GatewayIntentBits, GatewayOpcodes, type Interaction } from 'discord.js';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { startDiscord, type Discord } from '../../src/discord.ts';
import { startBot } from '../sample-bot.ts';

// Each has a Discord of its own, and mostly waits for a client to connect again.

const hello = async (interaction: Interaction): Promise<void> => {
  if (interaction.isChatInputCommand()) await interaction.reply('hello');
};
const upload = { bytes: Buffer.from('x'), filename: 'a.png' };
const options = { image: upload, age: 60 };

test.concurrent('a dropped connection is resumed and missed events are replayed', async () => {
  // An unmodified discord.js recognises direct messages only by this field.
  await using discord = await startDiscord({ omit: { 'message.channel_type': 'never' } });
  await using client = await startBot(discord);
  const seen: string[] = [];
  client.on(Events.MessageCreate, (message) => seen.push(message.content));
  const alice = discord.addUser({ name: 'Alice' });
  discord.gateway.drop();
  await discord.until(() => discord.gateway.sessions.every(({ socket }) => socket === undefined));
  await alice.dm('while you were away');
  await discord.until(() => seen.includes('while you were away'));
  expect(discord.gateway.counts).toEqual({ identifies: 1, resumes: 1 });
});

test.concurrent("the bot reconnects if it is asked to, and if its heartbeats aren't acknowledged", async () => {
  await using discord = await startDiscord();
  discord.gateway.heartbeatInterval = 50;
  await using _client = await startBot(discord);
  discord.gateway.reconnect();
  await discord.until(() => discord.gateway.counts.resumes === 1);
  discord.gateway.zombie();
  await discord.until(() => discord.gateway.counts.resumes === 2);
  expect(discord.gateway.counts.identifies).toBe(1);
});

test.concurrent('the bot starts a new session after an invalid one', async () => {
  await using discord = await startDiscord();
  await using client = await startBot(discord);
  const ready = once(client, Events.ShardReady);
  discord.gateway.invalidate({ resumable: false });
  // Destroying a client of discord.js 14 while it identifies never ends.
  await ready;
  expect(discord.gateway.counts).toEqual({ identifies: 2, resumes: 0 });
});

test.concurrent('a normal close ends the session, and new connections can be refused', async () => {
  await using discord = await startDiscord();
  const client = await startBot(discord);
  expect(discord.gateway.sessions).toHaveLength(1);
  await client.destroy();
  await discord.until(() => discord.gateway.sessions.length === 0);
  discord.gateway.refuseConnections = true;
  await expect(once(new WebSocket(discord.gateway.advice().url), 'open')).rejects.toThrow('socket hang up');
  discord.patienceMs = 50;
  await expect(discord.untilReady()).rejects.toThrow('the bot is not ready: 1 identifies');
});

test.concurrent('a wrong token and disallowed intents are refused', async () => {
  await using discord = await startDiscord();
  const login = async (intents: number, token = discord.botToken): Promise<unknown> => {
    const client = new Client({ intents, rest: { api: discord.apiUrl } });
    try {
      return await client.login(token);
    } finally {
      await client.destroy();
    }
  };
  await expect(login(GatewayIntentBits.MessageContent)).rejects.toThrow('disallowed intents');
  await expect(login(0, 'MTIz.abc.def')).rejects.toThrow('invalid token');
  discord.gateway.allowedPrivilegedIntents = GatewayIntentBits.MessageContent;
  await login(GatewayIntentBits.MessageContent);
  expect(discord.gateway.counts.identifies).toBe(2);
});

test.concurrent('the bot stays disconnected after a later close with 4014', async () => {
  await using discord = await startDiscord();
  await using client = await startBot(discord);
  const closed = once(client, Events.ShardDisconnect);
  discord.gateway.closeWith(4014);
  expect((await closed)[0]).toMatchObject({ code: 4014 });
});

test.concurrent('guilds are distributed over the shards, and each shard gets its own events', async () => {
  await using discord = await startDiscord({ shards: 2 });
  await using client = await startBot(discord, hello, { shards: 'auto' });
  await discord.untilReady();
  const shards: number[] = [];
  client.on(Events.InteractionCreate, ({ guildId }) => shards.push(Number((BigInt(guildId ?? 0) >> 22n) % 2n)));
  const alice = discord.addUser({ name: 'Alice' });
  for (const guild of [discord.addGuild(), discord.addGuild()]) {
    const asked = await alice.slash({ channel: guild.addChannel(), command: 'age', options });
    await asked.final();
  }
  await (await alice.slash({ dm: true, command: 'age', options })).final();
  expect(shards).toEqual([0, 1, 0]);
  expect(discord.gateway.counts.identifies).toBe(2);
});

test.concurrent('guilds arrive only with the intent for them', async () => {
  await using discord = await startDiscord();
  discord.addGuild({ name: 'Full' });
  await using without = await startBot(discord);
  expect(without.guilds.cache.map(({ available }) => available)).toEqual([false]);
  await without.destroy();
  await using client = await startBot(discord, hello, { intents: [GatewayIntentBits.Guilds] });
  expect(client.guilds.cache.map(({ name }) => name)).toEqual(['Full']);
  const created = once(client, Events.GuildCreate);
  discord.addGuild({ name: 'New' });
  expect((await created)[0]).toMatchObject({ name: 'New' });
});

test.concurrent('events can arrive twice', async () => {
  await using discord = await startDiscord();
  const numbers: unknown[] = [];
  await using client = await startBot(discord);
  client.on(Events.Raw, ({ s }: { s: number }) => numbers.push(s));
  discord.gateway.duplicateEvents = true;
  await discord.addUser({ name: 'Alice' }).dm('once');
  await discord.until(() => numbers.length === 2);
  expect(numbers).toEqual([2, 2]);
});

/** A connection to the gateway that says what it is told to. */
async function connect(discord: Discord) {
  const socket = new WebSocket(`${discord.gateway.advice().url}?v=10&encoding=json`);
  const received: { op: number; t: string | null; s: number | null; d: unknown }[] = [];
  socket.on('message', (raw: Buffer) => received.push(JSON.parse(raw.toString()) as (typeof received)[number]));
  const closed = once(socket, 'close').then(([code]) => code as number);
  await once(socket, 'open');
  const send = (op: number, d: object): void => socket.send(JSON.stringify({ op, d }));
  const until = async (op: number) =>
    await discord.until(() => received.find((message) => message.op === op), { what: `no op ${op}` });
  return {
    socket,
    closed,
    received,
    until,
    async identify(shard: [number, number]) {
      const properties = { os: 'linux', browser: 'test', device: 'test' };
      send(GatewayOpcodes.Identify, { token: discord.botToken, intents: 1 << 12, properties, shard });
      return await discord.until(() => received.find(({ op }) => op === 0 || op === GatewayOpcodes.InvalidSession));
    },
    resume: (sessionId: string | undefined, seq: number, token = discord.botToken) =>
      send(GatewayOpcodes.Resume, { token, session_id: sessionId, seq }),
  };
}

test.concurrent('each bucket of shards starts one session in 5 s, and the rest are told that their session is invalid', async () => {
  let now = Date.now();
  await using discord = await startDiscord({ shards: 4, clock: { now: () => now } });
  discord.gateway.sessionStartLimit.max_concurrency = 2;
  const identify = async (shard: number) => (await (await connect(discord)).identify([shard, 4])).op;
  expect([await identify(0), await identify(1)]).toEqual([GatewayOpcodes.Dispatch, GatewayOpcodes.Dispatch]);
  expect([await identify(2), await identify(3)]).toEqual([
    GatewayOpcodes.InvalidSession,
    GatewayOpcodes.InvalidSession,
  ]);
  now += 5000;
  expect([await identify(2), await identify(3)]).toEqual([GatewayOpcodes.Dispatch, GatewayOpcodes.Dispatch]);
  expect(discord.gateway.refusedIdentifies).toBe(2);
  expect(discord.gateway.counts.identifies).toBe(4);
});

test.concurrent('another connection resumes a session, and gets in order what was missed', async () => {
  await using discord = await startDiscord();
  const alice = discord.addUser({ name: 'Alice' });
  const first = await connect(discord);
  await first.identify([0, 1]);
  await alice.dm('seen');
  await discord.until(() => first.received.some(({ s }) => s === 2));
  first.socket.close(4200);
  await first.closed;
  for (const word of ['one', 'two', 'three']) await alice.dm(word);
  const second = await connect(discord);
  second.resume(discord.gateway.sessions[0]?.id, 2);
  await discord.until(() => second.received.some(({ t }) => t === 'RESUMED'));
  const events = second.received.filter(({ op }) => op === GatewayOpcodes.Dispatch);
  expect(events.map(({ t, s }) => [t, s])).toEqual([
    ['MESSAGE_CREATE', 3],
    ['MESSAGE_CREATE', 4],
    ['MESSAGE_CREATE', 5],
    ['RESUMED', 6],
  ]);
  expect(events.slice(0, 3).map(({ d }) => Reflect.get(Object(d), 'content'))).toEqual(['one', 'two', 'three']);
  expect(discord.gateway.overlaps).toEqual([]);
});

test.concurrent('what is wrong with a resume is answered as Discord does, and a second use of a session is a problem', async () => {
  await using discord = await startDiscord();
  const first = await connect(discord);
  await first.identify([0, 1]);
  const id = discord.gateway.sessions[0]?.id;
  const [ahead, foreign, unknown, second] = await Promise.all([0, 1, 2, 3].map(() => connect(discord)));
  ahead?.resume(id, 99);
  expect(await ahead?.closed).toBe(4007);
  foreign?.resume(id, 1, 'MTIz.abc.def');
  expect(await foreign?.closed).toBe(4004);
  unknown?.resume('0'.repeat(32), 1);
  expect(await unknown?.until(GatewayOpcodes.InvalidSession)).toMatchObject({ d: false });
  second?.resume(id, 1);
  expect(await first.closed).toBe(1006);
  expect(discord.gateway.overlaps).toEqual([0]);
  expect(discord.takeProblems()).toEqual(['gateway: the session of shard 0 was resumed while it had a connection']);
});

test.concurrent('a session started when none is left is a problem', async () => {
  await using discord = await startDiscord();
  discord.gateway.sessionStartLimit.remaining = 0;
  await (await connect(discord)).identify([0, 1]);
  expect(discord.takeProblems()).toEqual([expect.stringContaining('started when none was left')]);
});
