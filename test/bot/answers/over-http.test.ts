import { InteractionResponseType } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { holdBack, type Asked } from 'discord-simulator';
import { en } from '../../../src/i18n/en.ts';
import { answers, envelope } from '../../support/faults/endpoint-steps.ts';
import {
  countCalls,
  expectNothingLeft,
  expectPicture,
  expectRefusedAtOnce,
  expectSentence,
  expectTakenBack,
  nothingPaid,
} from '../../support/expectations.ts';
import { deleteData, privacyOf } from '../../support/people/privacy.ts';
import { photos } from '../../support/pictures/photos.ts';
import { useWorld } from '../../support/world.ts';

// What is particular to interactions over HTTP. `npm run test:http` runs the other tests of the bot over HTTP too.

const world = useWorld({ interactions: 'http', env: { GUILD_COOLDOWN_SECONDS: '60', QUEUE_PATIENCE_SECONDS: '0' } });
const image = photos.marieCurie;

/** What Discord was asked about this one interaction, besides for files. */
function callsAbout(asked: Asked, from: number): string[] {
  expect(world().discord.interactions.requests.filter(({ id }) => id === asked.id)).toEqual([
    { id: asked.id, status: 200 },
  ]);
  const since = world().discord.requests.slice(from);
  expect(since.filter(({ authorized }) => authorized)).toEqual([]);
  return since.flatMap(({ kind }) => (kind === 'cdn' ? [] : [kind]));
}

interface Request {
  readonly method?: 'POST';
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The bot's own page, as somebody outside asks for it through a proxy. */
async function fromOutside(path: string, { headers = {}, ...init }: Request = {}) {
  const { interactions } = world().discord;
  const forwarded = { 'x-forwarded-for': '203.0.113.9', ...headers };
  return await fetch(new URL(path, interactions.url), { ...init, headers: forwarded });
}

test.each([
  ['for all to see', false],
  ['in private', true],
])('a command is acknowledged %s in the response to its own request', async (_how, isPrivate) => {
  const { ask, discord, newChannel } = world();
  const from = discord.requests.length;
  const asked = await ask({ channel: newChannel(), image, private: isPrivate });
  const answer = await expectPicture(asked);
  expect(answer.ephemeral).toBe(isPrivate);
  expect(await asked.acknowledged()).toMatchObject({
    type: InteractionResponseType.DeferredChannelMessageWithSource,
    ephemeral: isPrivate,
  });
  expect(callsAbout(asked, from).filter((kind) => kind !== 'get-original')).toEqual(['edit-original']);
});

test('a refusal is the response, in private', async () => {
  const { ask, discord, newChannel } = world();
  const from = discord.requests.length;
  const channel = newChannel();
  const asked = await ask({ channel, image: { bytes: Buffer.alloc(0), filename: 'photo.jpg' } });
  await expectSentence(asked, 'picture_empty');
  expectRefusedAtOnce(asked);
  expectNothingLeft(channel);
  expect(callsAbout(asked, from)).toEqual([]);
});

test('menus, forms and buttons work, and what changes or stays silent does', async () => {
  const { alice, newChannel, discord } = world();
  const message = await alice.post(newChannel(), { uploads: [image] });
  const from = discord.requests.length;
  const menu = await alice.messageMenu({ message, command: 'Age this photo' });
  await menu.modalShown();
  expect(callsAbout(menu, from)).toEqual([]);
  const answer = await expectPicture(await alice.submit(menu, { age: '25' }), 25);
  const removed = await alice.press(answer, 'Delete');
  await discord.until(() => removed.history.some(({ kind }) => kind === 'delete-original'));
  expect(removed.history.map(({ type }) => type)).toEqual([InteractionResponseType.DeferredMessageUpdate, undefined]);
  const pressed = await alice.press(await privacyOf(alice), "Don't let others age my pictures");
  expect(await pressed.acknowledged()).toMatchObject({ type: InteractionResponseType.UpdateMessage });
  expect(await deleteData(alice)).toBe(en.texts.data_deleted);
});

test('commands work in direct messages, whose text still comes over the gateway', async () => {
  const { alice, ask } = world();
  await expectPicture(await ask({ dm: true, image }));
  const sent = await alice.dm('hello');
  await alice.dmChannel.until((messages) => messages.find(({ data }) => data.referenced_message?.id === sent.id));
});

test('a fault of the endpoint after a public deferral is said privately', async () => {
  const { ask, endpoint, newChannel } = world();
  const channel = newChannel();
  endpoint.script([answers(500, envelope('api_error', 'FailedOperation.DetectNoFace'))]);
  const asked = await ask({ channel, image });
  await expectSentence(asked, 'no_face');
  expectTakenBack(asked);
  expectNothingLeft(channel);
});

test('nothing is paid or edited until Discord knows of the response', async () => {
  const { ask, discord, newChannel } = world();
  const counted = countCalls(world());
  const { fault, release } = holdBack();
  discord.faults.inject({ match: { kind: 'response' }, do: fault });
  const from = discord.requests.length;
  const asked = await ask({ channel: newChannel(), image });
  await discord.until(() => discord.requests.slice(from).filter(({ status }) => status === 404).length >= 2);
  expect(counted()).toEqual(nothingPaid);
  release();
  await expectPicture(asked);
  expect(counted()).toEqual({ calls: 1, charged: 1 });
});

test('a request that comes again is answered and paid once', async () => {
  const { ask, discord, newChannel } = world();
  const counted = countCalls(world());
  discord.interactions.repeat = true;
  const asked = await ask({ channel: newChannel(), image });
  discord.interactions.repeat = false;
  await expectPicture(asked);
  const statuses = discord.interactions.requests.filter(({ id }) => id === asked.id).map(({ status }) => status);
  expect(statuses.toSorted()).toEqual([200, 202]);
  expect(counted()).toEqual({ calls: 1, charged: 1 });
});

test('what Discord has not signed, or has signed long ago, is refused', async () => {
  const { interactions } = world().discord;
  const body = JSON.stringify({ id: '1', type: 1 });
  const post = async (headers: Record<string, string>, sent = body) =>
    (await fromOutside('/interactions', { method: 'POST', body: sent, headers })).status;
  expect(await post({ ...interactions.sign(body) })).toBe(200);
  expect(await post({})).toBe(401);
  expect(await post({ ...interactions.sign(body) }, `${body} `)).toBe(401);
  expect(await post({ ...interactions.sign(body, Date.now() - 10_000) })).toBe(401);
  expect(await post({ ...interactions.sign(body, Date.now() + 10_000) })).toBe(401);
});

test('nothing else of the bot can be seen from outside', async () => {
  expect((await fetch(new URL('/readyz', world().discord.interactions.url))).status).toBe(200);
  for (const path of ['/metrics', '/readyz', '/livez', '/interactions']) {
    expect((await fromOutside(path)).status).toBe(404);
  }
});
