import { expect, test } from 'vitest';
import { sentence } from '../end-to-end/expectations.ts';
import { holdBack } from '../simulator/faults.ts';
import type { Channel } from '../simulator/places.ts';
import { eventually } from '../support/eventually.ts';
import { startInProcess } from './in-process.ts';
import { createShiftingClock } from './shifting-clock.ts';
import { kill, SMALL, startWorld } from './world.ts';

const MINUTE = 60_000;

/** What the bot wrote by itself, not as an answer. */
const ordinary = (channel: Channel) => channel.messages.filter(({ data }) => data.interaction_metadata === undefined);

test('what missed its token finds its way as an ordinary message, or ends in the log', async () => {
  const clock = createShiftingClock();
  await using world = await startWorld({ discord: { clock }, env: { ENDPOINT_CONCURRENCY: '16' } });
  const { discord, endpoint, alice, ask } = world;
  const bot = await world.start();
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
  await kill(bot);
  forbidden.setBotPermissions(0n);
  world.heal();
  const calls = endpoint.calls.length;
  clock.shift(16 * MINUTE);
  await using late = await startInProcess(world, clock);

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

test('an acknowledgement of unknown outcome whose token has died is struck', async () => {
  const clock = createShiftingClock();
  await using world = await startWorld({ discord: { clock } });
  const bot = await world.start();
  world.discord.faults.inject({ match: { kind: 'callback' }, do: { drop: 'after' } });
  world.discord.faults.inject({ match: { kind: 'callback' }, do: { drop: 'before' } });
  world.discord.faults.inject({ match: { kind: 'edit-original' }, times: Infinity, do: { status: 503 } });
  const channel = world.newChannel();
  await world.ask({ channel });
  await world.until(() => world.discord.requests.some(({ kind }) => kind === 'edit-original'));
  await kill(bot);
  world.heal();
  clock.shift(16 * MINUTE);
  await using _late = await startInProcess(world, clock);
  await eventually(async () => expect(await world.unfinished()).toEqual([]));
  expect(world.endpoint.calls).toEqual([]);
  expect(ordinary(channel)).toEqual([]);
});
