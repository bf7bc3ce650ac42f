import { expect, test } from 'vitest';
import { type Asked, type Channel, type Fault, holdBack } from 'discord-simulator';
import { nightly } from '../../support/cases.ts';
import { sentence } from '../../support/expectations.ts';
import type { Reason } from '../../../src/i18n/explained-error.ts';
import { eventually } from '../../support/eventually.ts';
import { SMALL, startWorld, type World } from '../../support/world.ts';

const MINUTE = 60_000;

/** The bot's ordinary messages, which aren't answers to interactions. */
const ordinary = (channel: Channel) => channel.messages.filter(({ data }) => data.interaction_metadata === undefined);

test('answers that missed their token are sent as ordinary messages, or logged', async () => {
  await using world = await startWorld({ withoutBot: true, env: { ENDPOINT_CONCURRENCY: '16' } });
  const { discord, endpoint, alice, ask } = world;
  const bot = await world.startProcess();
  const bob = discord.addUser({ name: 'Bob', installed: true });
  const places = { paid: world.newChannel(), unpaid: world.newChannel(), private: world.newChannel() };
  const forbidden = world.newChannel();
  const foreign = discord.addGuild({ botInstalled: false }).addChannel();

  discord.faults.inject({ match: { kind: 'edit-original' }, times: Infinity, do: { status: 503 } });
  discord.faults.inject({ match: { path: /unpaid\.jpg/ }, do: holdBack().fault });
  const unpaid = await ask({ channel: places.unpaid, image: { ...SMALL, filename: 'unpaid.jpg' } });
  const paid = await Promise.all([
    ask({ dm: true }),
    ask({ channel: places.paid }),
    ask({ channel: places.private, private: true }),
    ask({ channel: forbidden }),
    ask({ channel: foreign, person: bob }),
  ]);
  const stages = async () => (await world.unfinished()).map(({ request, stage }) => `${request.id} ${stage.name}`);
  const expected = [`${unpaid.id} acknowledged`, ...paid.map(({ id }) => `${id} called`)];
  await eventually(async () => expect((await stages()).sort()).toEqual(expected.sort()));
  await world.kill(bot);
  forbidden.setBotPermissions(0n);
  world.heal();
  const calls = endpoint.calls.length;
  world.clock.shift(16 * MINUTE);
  await using late = await world.startInProcess();

  await eventually(async () => expect(await world.unfinished()).toEqual([]));
  const inDm = ordinary(alice.dmChannel);
  expect(inDm).toHaveLength(1);
  expect(inDm[0]).toMatchObject({ content: '', embeds: [{ title: 'About 60 years old' }], pictures: [{}] });
  const inGuild = ordinary(places.paid);
  expect(inGuild).toHaveLength(1);
  expect(inGuild[0]).toMatchObject({ content: `<@${alice.user.id}>`, pictures: [{}] });
  const told = ordinary(places.unpaid);
  expect(told).toHaveLength(1);
  expect(told[0]?.pictures).toEqual([]);
  expect(told[0]?.content.startsWith(`<@${alice.user.id}> `)).toBe(true);
  expect(told[0]?.content.split('> ')[1]).toMatch(sentence('too_late'));
  const posts = discord.requests.filter(({ kind, method }) => kind === 'message' && method === 'POST');
  for (const { body } of posts) expect(body).toMatchObject({ allowed_mentions: { users: [alice.user.id] } });
  for (const silent of [places.private, forbidden, foreign]) expect(ordinary(silent)).toEqual([]);
  const lost = late.log.filter(({ msg }) => msg === 'Answer could not be delivered');
  expect(lost.map(({ request }) => request).sort()).toEqual(paid.slice(2).map(({ id }) => id));
  expect(endpoint.calls.length).toBe(calls);
});

nightly('a request with an uncertain acknowledgement and an expired token is removed', async () => {
  await using world = await startWorld({ withoutBot: true });
  const bot = await world.startProcess();
  world.discord.faults.inject({ match: { kind: 'callback' }, do: { drop: 'after' } });
  world.discord.faults.inject({ match: { kind: 'callback' }, do: { drop: 'before' } });
  world.discord.faults.inject({ match: { kind: 'edit-original' }, times: Infinity, do: { status: 503 } });
  const channel = world.newChannel();
  await world.ask({ channel });
  await world.until(() => world.discord.requests.some(({ kind }) => kind === 'edit-original'));
  await world.kill(bot);
  world.heal();
  world.clock.shift(16 * MINUTE);
  await using _late = await world.startInProcess();
  await eventually(async () => expect(await world.unfinished()).toEqual([]));
  expect(world.endpoint.calls).toEqual([]);
  expect(ordinary(channel)).toEqual([]);
});

const MIB = 1024 * 1024;
const tooLarge = { status: 413, body: { message: 'Request entity too large', code: 40_005 } };
const invalid = { status: 400, body: { message: 'Invalid Form Body', code: 50_035 } };
const mayNotAttach = { status: 403, body: { message: 'Missing Permissions', code: 50_013 } };

/** The reason of a late message, which starts with a mention of the person. */
function reasonIn(content: string): Reason | undefined {
  const reasons = ['result_too_heavy', 'upload_failed', 'cannot_attach'] as const;
  return reasons.find((reason) => sentence(reason).test(content.replace(/^<@\d+> /, '')));
}

/** Pictures that were paid for, and couldn't be posted before their tokens expired. */
async function missTokens(ask: (world: World) => Promise<Asked[]>) {
  const world = await startWorld({ withoutBot: true, env: { ENDPOINT_CONCURRENCY: '16', RESULT_MARK: 'off' } });
  const bot = await world.startProcess();
  world.discord.faults.inject({ match: { kind: 'edit-original' }, times: Infinity, do: { status: 503 } });
  const asked = await ask(world);
  const areCalled = async () =>
    expect((await world.unfinished()).filter(({ stage }) => stage.name === 'called')).toHaveLength(asked.length);
  await eventually(areCalled);
  await world.kill(bot);
  world.heal();
  world.clock.shift(16 * MINUTE);
  return world;
}

nightly.each(['a server', 'a direct message'])(
  "a late picture within only the person's own upload limit is posted smaller in %s",
  async (where) => {
    const places: Channel[] = [];
    await using world = await missTokens(async ({ alice, endpoint, newChannel }) => {
      endpoint.script(() => ({ result: 'large' }));
      const channel = where === 'a server' ? newChannel() : alice.dmChannel;
      places.push(channel);
      const options = { image: SMALL, age: 60 };
      return [await alice.slash({ channel, command: 'age', options, attachmentSizeLimit: 25 * MIB })];
    });
    await using late = await world.startInProcess();
    await eventually(async () => expect(await world.unfinished()).toEqual([]));
    const [message, ...more] = places.flatMap(ordinary);
    expect(more).toEqual([]);
    expect(message).toMatchObject({ embeds: [{ title: 'About 60 years old' }], pictures: [{}] });
    expect(message?.pictures[0]?.bytes.length).toBeLessThanOrEqual(10 * MIB);
    const posts = world.discord.requests.filter(({ kind, method }) => kind === 'message' && method === 'POST');
    expect(posts.map(({ status }) => status)).toEqual([200]);
    expect(late.log.filter(({ msg }) => msg === 'Answer could not be delivered')).toEqual([]);
  },
);

nightly('the reason why Discord refuses a late picture, but not the bot, is sent instead', async () => {
  const cases: [Fault, number, Reason | 'picture'][] = [
    [tooLarge, 1, 'picture'],
    [tooLarge, 2, 'result_too_heavy'],
    [invalid, 1, 'upload_failed'],
    [mayNotAttach, 1, 'cannot_attach'],
  ];
  const places: Channel[] = [];
  await using world = await missTokens(async ({ ask, newChannel }) => {
    places.push(...cases.map(() => newChannel()));
    return await Promise.all(places.map((channel) => ask({ channel })));
  });
  for (const [index, [fault, times]] of cases.entries()) {
    const path = `/channels/${places[index]?.id}/messages`;
    world.discord.faults.inject({ match: { method: 'POST', path }, times, do: fault });
  }
  await using late = await world.startInProcess();
  await eventually(async () => expect(await world.unfinished()).toEqual([]));
  const outcomes = places.map((place) =>
    ordinary(place).map(({ content, pictures }) => (pictures.length > 0 ? 'picture' : reasonIn(content))),
  );
  expect(outcomes).toEqual(cases.map(([, , expected]) => [expected]));
  expect(late.log.filter(({ msg }) => msg === 'Answer could not be delivered')).toEqual([]);
});

nightly('the next bot answers a link whose bot died while waiting for the preview', async () => {
  await using world = await startWorld({ withoutBot: true });
  const { alice, discord } = world;
  const bot = await world.startProcess();
  const sent = await alice.dm('60 https://example.com/me.jpg');
  await world.until(() => discord.requests.some(({ kind }) => kind === 'typing'));
  await world.kill(bot);
  expect(discord.requests.filter(({ kind }) => kind === 'get-message')).toEqual([]);
  world.clock.shift(MINUTE);
  await using _next = await world.startInProcess();
  const answer = await alice.dmChannel.until((messages) =>
    messages.find(({ data, content }) => data.referenced_message?.id === sent.id && !content.startsWith('I change')),
  );
  expect(answer.content).toMatch(sentence('dm_link'));
});
