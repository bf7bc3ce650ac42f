import { verify, createPublicKey } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { InteractionResponseType, Routes } from 'discord.js';
import { expect, test } from 'vitest';
import { startDiscord, type DiscordOptions } from '../../src/discord.ts';
import { DISCORDS_ACKNOWLEDGEMENT_MS } from '../../src/people/interactions.ts';
import { buttons, plainRest, startBot } from '../sample-bot.ts';

interface Payload {
  id: string;
  type: number;
  token: string;
}

interface Reply {
  status?: number;
  type?: string;
  /** Sent as it is. */
  body?: string;
}

/** Whether Discord signed it, as the documents tell a bot to check it. */
function isSigned(publicKey: string, headers: IncomingHttpHeaders, body: Buffer): boolean {
  const x = Buffer.from(publicKey, 'hex').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  const { 'x-signature-ed25519': signature, 'x-signature-timestamp': timestamp } = headers;
  return verify(
    null,
    Buffer.from(`${String(timestamp)}${body.toString()}`),
    key,
    Buffer.from(String(signature), 'hex'),
  );
}

/** A bot with an endpoint of its own, which answers a PING properly and everything else as `answer` says. */
async function setUp(
  answer: (payload: Payload) => Reply | undefined,
  { onInteraction, ...options }: DiscordOptions & { onInteraction?: Parameters<typeof startBot>[1] } = {},
) {
  const parts = new AsyncDisposableStack();
  const discord = parts.use(await startDiscord({ strict: false, ...options }));
  parts.use(await startBot(discord, onInteraction));
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      if (!isSigned(discord.interactions.publicKey, request.headers, body)) return response.writeHead(401).end();
      const payload = JSON.parse(body.toString()) as Payload;
      const reply = payload.type === 1 ? { body: '{"type":1}' } : answer(payload);
      if (!reply) return undefined;
      const { status = 200, type = 'application/json', body: content = '' } = reply;
      return response.writeHead(status, { 'content-type': type }).end(content);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  parts.defer(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await discord.interactions.setUrl(url);
  const alice = discord.addUser({ name: 'Alice' });
  const channel = discord.addGuild().addChannel();
  const ask = () =>
    alice.slash({
      channel,
      command: 'age',
      options: { image: { bytes: Buffer.from('x'), filename: 'a.png' }, age: 60 },
    });
  return { discord, alice, channel, ask, url, [Symbol.asyncDispose]: () => parts.disposeAsync() };
}

const json = (body: object): Reply => ({ body: JSON.stringify(body) });

test('an interaction is a signed request, and its response the first answer', async () => {
  const seen: Payload[] = [];
  await using world = await setUp((payload) => {
    seen.push(payload);
    return json({ type: 4, data: { content: 'Hello', flags: 64, components: [buttons.toJSON()] } });
  });
  const { discord, alice, ask, url, channel } = world;
  const asked = await ask();
  const answer = await asked.final();
  expect(answer).toMatchObject({ content: 'Hello', ephemeral: true });
  expect(channel.messages).toEqual([]);
  const pressed = await alice.press(answer, 'Older');
  expect(await pressed.acknowledged()).toMatchObject({ type: InteractionResponseType.ChannelMessageWithSource });
  expect(seen.map(({ id, type }) => [id, type])).toEqual([
    [asked.id, 2],
    [pressed.id, 3],
  ]);
  expect(discord.interactions.requests).toEqual([
    { id: asked.id, status: 200 },
    { id: pressed.id, status: 200 },
  ]);
  const application = (await plainRest(discord).get(Routes.currentApplication())) as object;
  expect(application).toMatchObject({
    verify_key: discord.interactions.publicKey,
    interactions_endpoint_url: url,
  });
  expect(discord.problems).toEqual([]);
});

test('the gateway carries no interactions while there is an endpoint, and all of them without one', async () => {
  const overGateway: string[] = [];
  await using world = await setUp(() => json({ type: 4, data: { content: 'Over HTTP' } }), {
    onInteraction: async (interaction) => {
      overGateway.push(interaction.id);
      if (interaction.isRepliable()) await interaction.reply('Over the gateway');
    },
  });
  expect((await (await world.ask()).final()).content).toBe('Over HTTP');
  await world.discord.interactions.setUrl(undefined);
  const asked = await world.ask();
  expect((await asked.final()).content).toBe('Over the gateway');
  expect(overGateway).toEqual([asked.id]);
});

test.each<[string, (forged: boolean) => Reply, RegExp]>([
  ['accepts a bad signature', () => json({ type: 1 }), /bad signature was answered with 200/],
  ['does not answer a PING', (forged) => ({ status: forged ? 401 : 404 }), /PING was answered with 404/],
  ['answers a PING with something else', (forged) => (forged ? { status: 401 } : json({ type: 4 })), /no PONG/],
  [
    'does not say that its PONG is JSON',
    (forged) => (forged ? { status: 401 } : { type: 'text/plain', body: '{"type":1}' }),
    /Content-Type of a PONG/,
  ],
])('an endpoint that %s is not accepted', async (_what, answer, why) => {
  await using discord = await startDiscord();
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const {
        status = 200,
        type = 'application/json',
        body: content = '',
      } = answer(!isSigned(discord.interactions.publicKey, request.headers, body));
      response.writeHead(status, { 'content-type': type }).end(content);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await expect(discord.interactions.setUrl(url)).rejects.toThrow(why);
  expect(discord.interactions.url).toBeUndefined();
  server.close();
});

test('an interaction whose response is a fault has failed for the person', async () => {
  await using world = await setUp(() => ({ status: 500 }));
  await expect((await world.ask()).acknowledged()).rejects.toThrow('The application did not respond');
});

test.each<[string, Reply, string]>([
  ['a body that Discord would refuse', json({ type: 4, data: { content: 7 } }), 'BASE_TYPE_BAD_TYPE'],
  ['a type that does not answer a command', json({ type: 8, data: { choices: [] } }), 'does not answer'],
  ['no JSON', { body: 'hello' }, 'it is no JSON'],
  ['202 with a body', { status: 202, body: '{}' }, '202 has no body'],
  ['another Content-Type', { ...json({ type: 5 }), type: 'text/plain' }, 'its Content-Type is "text/plain"'],
])('%s is a problem of the bot', async (_what, reply, problem) => {
  await using world = await setUp(() => reply);
  await world.ask();
  await world.discord.until(() => world.discord.problems.length > 0);
  expect(world.discord.problems.join()).toContain(problem);
});

test('a bot can answer with a callback and 202', async () => {
  await using world = await setUp(({ id, token }) => {
    const body = { type: 4, data: { content: 'By callback' } };
    void plainRest(world.discord).post(Routes.interactionCallback(id, token), { body, auth: false });
    return { status: 202 };
  });
  expect((await (await world.ask()).final()).content).toBe('By callback');
});

test('Discord gives up after three seconds, and its token is good for nothing', async () => {
  const never = Promise.withResolvers<Payload>();
  await using world = await setUp(
    (payload) => {
      never.resolve(payload);
      return undefined;
    },
    { acknowledgementMs: DISCORDS_ACKNOWLEDGEMENT_MS },
  );
  const asked = await world.ask();
  await expect(asked.acknowledged()).rejects.toThrow('The application did not respond');
  const { id, token } = await never.promise;
  const rest = plainRest(world.discord);
  const late = rest.post(Routes.interactionCallback(id, token), { body: { type: 5 }, auth: false });
  await expect(late).rejects.toMatchObject({ code: 10_062 });
});

test('a response can be lost, and a request can come twice', async () => {
  let count = 0;
  await using world = await setUp(() => {
    count += 1;
    return count === 3 ? { status: 202 } : json({ type: 5 });
  });
  const { discord, ask } = world;
  discord.faults.inject({ match: { kind: 'response' }, do: { drop: 'before' } });
  await expect((await ask()).acknowledged()).rejects.toThrow('The application did not respond');
  discord.interactions.repeat = true;
  const asked = await ask();
  await asked.acknowledged();
  await discord.until(() => discord.interactions.requests.every(({ status }) => status !== undefined));
  expect(
    discord.interactions.requests
      .map(({ status }) => status)
      .slice(1)
      .toSorted(),
  ).toEqual([200, 202]);
  expect(discord.problems).toEqual([]);
});
