import { createPublicKey, verify } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  Client,
  Events,
  GatewayIntentBits,
  InteractionResponseType,
  InteractionType,
  Partials,
  type Interaction,
} from 'discord.js';
import { holdBack, startDiscord, type Discord } from 'discord-simulator';
import { expect, test } from 'vitest';

// The examples of README.md. Each block there must be here, line by line, so that it compiles and passes.

async function startHelloBot({ apiUrl, origin, botToken }: Discord) {
  const client = new Client({
    intents: [GatewayIntentBits.DirectMessages],
    partials: [Partials.Channel],
    rest: { api: apiUrl, cdn: origin },
  });
  client.on(Events.InteractionCreate, (interaction) => void answer(interaction));
  client.on(Events.MessageCreate, (message) => {
    if (!message.author.bot) void message.reply('Use /hello.');
  });
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(botToken);
  await ready;
  await client.application?.commands.set([{ name: 'hello', description: 'Says hello' }]);
  return { [Symbol.asyncDispose]: () => client.destroy() };
}

async function answer(interaction: Interaction): Promise<void> {
  if (interaction.isButton()) await interaction.update({ content: 'Goodbye!', components: [] });
  if (!interaction.isChatInputCommand()) return;
  const bye = new ButtonBuilder().setCustomId('bye').setLabel('Bye').setStyle(ButtonStyle.Primary);
  const content = `Hello, ${interaction.user.displayName}!`;
  await interaction.reply({ content, components: [new ActionRowBuilder<ButtonBuilder>().addComponents(bye)] });
}

test('the bot greets the person after /hello', async () => {
  await using discord = await startDiscord();
  await using _bot = await startHelloBot(discord);
  await discord.untilCommand('hello');

  const channel = discord.addGuild({ name: 'Family' }).addChannel({ name: 'general' });
  const alice = discord.addUser({ name: 'Alice' });
  const asked = await alice.slash({ channel, command: 'hello' });
  const answer = await asked.final();

  expect(answer.content).toBe('Hello, Alice!');
  expect(answer.ephemeral).toBe(false);
});

test('people press buttons and write direct messages', async () => {
  await using discord = await startDiscord();
  await using _bot = await startHelloBot(discord);
  const alice = discord.addUser({ name: 'Alice' });
  const asked = await alice.slash({ dm: true, command: 'hello' });

  const pressed = await alice.press(await asked.final(), 'Bye');
  expect(await pressed.final()).toMatchObject({ content: 'Goodbye!', buttons: [] });

  const sent = await alice.dm('good morning');
  const reply = await alice.dmChannel.until((messages) =>
    messages.find(({ data }) => data.referenced_message?.id === sent.id),
  );
  expect(reply.content).toBe('Use /hello.');
});

test('a test fails if Discord would refuse a request, or object to it', async () => {
  const discord = await startDiscord();
  await using bot = await startHelloBot(discord);
  const response = await fetch(`${discord.apiUrl}/v10/channels/1/messages`, {
    method: 'POST',
    headers: {
      authorization: `Bot ${discord.botToken}`,
      'content-type': 'application/json',
      'user-agent': 'DiscordBot (https://example.org, 1)',
    },
    body: JSON.stringify({ content: 7 }),
  });
  expect(response.status).toBe(400);
  expect(discord.problems).toEqual([expect.stringContaining('content BASE_TYPE_BAD_TYPE')]);
  await bot[Symbol.asyncDispose]();
  await expect(discord[Symbol.asyncDispose]()).rejects.toThrow('The bot got these wrong');
});

test('the answer arrives although Discord is unavailable at first', async () => {
  await using discord = await startDiscord();
  await using _bot = await startHelloBot(discord);
  const channel = discord.addGuild().addChannel();
  const alice = discord.addUser({ name: 'Alice' });

  discord.faults.inject({ match: { kind: 'callback' }, times: 2, do: { status: 503 } });
  const asked = await alice.slash({ channel, command: 'hello' });
  expect((await asked.final()).content).toBe('Hello, Alice!');
  const tries = discord.requests.filter(({ kind }) => kind === 'callback');
  expect(tries.map(({ status }) => status)).toEqual([503, 503, 204]);
});

test('a request waits until the test releases it', async () => {
  await using discord = await startDiscord();
  await using _bot = await startHelloBot(discord);
  const alice = discord.addUser({ name: 'Alice' });

  const { fault, release } = holdBack();
  discord.faults.inject({ match: { kind: 'callback' }, do: fault });
  const asked = await alice.slash({ dm: true, command: 'hello' });
  await discord.until(() => discord.requests.some(({ kind }) => kind === 'callback'));
  expect(asked.answer).toBeUndefined();
  release();
  await asked.final();
});

test('the bot resumes its session after the gateway connection broke', async () => {
  await using discord = await startDiscord();
  await using _bot = await startHelloBot(discord);
  const alice = discord.addUser({ name: 'Alice' });

  discord.gateway.drop();
  const asked = await alice.slash({ dm: true, command: 'hello' });
  await asked.final();
  expect(discord.gateway.counts).toEqual({ identifies: 1, resumes: 1 });
});

/** Says hello to whatever is signed, and refuses the rest. */
async function startHelloEndpoint({ interactions }: Discord) {
  const x = Buffer.from(interactions.publicKey, 'hex').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { 'x-signature-ed25519': signature, 'x-signature-timestamp': timestamp } = request.headers;
      const signed = Buffer.from(`${String(timestamp)}${body}`);
      if (!verify(null, signed, key, Buffer.from(String(signature), 'hex'))) return response.writeHead(401).end();
      const { type } = JSON.parse(body) as { type: InteractionType };
      const hello = { type: InteractionResponseType.ChannelMessageWithSource, data: { content: 'Hello over HTTP!' } };
      const answer = type === InteractionType.Ping ? { type: InteractionResponseType.Pong } : hello;
      return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, [Symbol.dispose]: () => void server.close() };
}

test('interactions come over HTTP once there is an endpoint', async () => {
  await using discord = await startDiscord();
  await using _bot = await startHelloBot(discord);
  using endpoint = await startHelloEndpoint(discord);
  const { port } = endpoint;
  const alice = discord.addUser({ name: 'Alice' });

  await discord.interactions.setUrl(`http://127.0.0.1:${port}/interactions`);
  const asked = await alice.slash({ dm: true, command: 'hello' });
  expect((await asked.final()).content).toBe('Hello over HTTP!');
  expect(discord.interactions.requests).toEqual([{ id: asked.id, status: 200 }]);
});

test('a session that is broken off again and again is resumed, and never used twice', async () => {
  await using discord = await startDiscord();
  await using _bot = await startHelloBot(discord);

  const { gateway } = discord;
  gateway.drop({ code: 4000 });
  await discord.until(() => gateway.counts.resumes === 1);
  expect(gateway.refusedIdentifies).toBe(0);
  expect(gateway.overlaps).toEqual([]);
});

test("a link to a file expires by the test's clock", async () => {
  let now = Date.UTC(2030, 0, 1);
  await using discord = await startDiscord({ clock: { now: () => now } });
  const alice = discord.addUser({ name: 'Alice' });
  const photo = { bytes: Buffer.from('not really a photo'), filename: 'me.png' };
  const [file] = (await alice.dm('look', [photo])).attachments;
  if (!file) throw new Error('the message has no file');

  expect((await fetch(file.url)).status).toBe(200);
  now += 25 * 3_600_000;
  expect((await fetch(file.url)).status).toBe(404);
});

test('a test decides which optional fields Discord leaves out', async () => {
  await using discord = await startDiscord({ seed: 7, omit: { 'attachment.content_type': 'always' } });
  const alice = discord.addUser({ name: 'Alice' });
  const photo = { bytes: Buffer.from('not really a photo'), filename: 'me.png' };
  const { data } = await alice.dm('look', [photo]);

  expect(discord.seed).toBe(7);
  expect(data.attachments[0]).not.toHaveProperty('content_type');
});

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const lines = (code: string) => code.split('\n').map((line) => line.trim());
const flat = (code: string) => lines(code).filter(Boolean).join('\n');

test('every example of the README is in this file', () => {
  const here = flat(read('./examples.test.ts'));
  const blocks = [...read('../README.md').matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => flat(code ?? ''));
  expect(blocks.length).toBeGreaterThan(5);
  expect(blocks.filter((block) => !here.includes(block))).toEqual([]);
});
