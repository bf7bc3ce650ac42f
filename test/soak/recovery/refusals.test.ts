import { expect, test } from 'vitest';
import type { LoggedRequest } from 'discord-simulator';
import { expectPicture } from '../../support/expectations.ts';
import { startWorld, type World } from '../../support/world.ts';

type Fault = Parameters<World['discord']['faults']['inject']>[0]['do'];

/** How Cloudflare, and other servers in front of Discord, refuse requests: without Retry-After, or with 0. */
const SHAPES: readonly Fault[] = [
  { status: 429, body: '<html>error code: 1015</html>', headers: { 'content-type': 'text/html' } },
  { status: 429, body: { message: '', retry_after: 0 }, headers: { 'retry-after': '0' } },
];

type Kind = LoggedRequest['kind'];

/** The times of requests of a kind since this was called. */
function watch({ discord }: World, kind: Kind): () => number[] {
  const from = discord.requests.length;
  return () => discord.requests.slice(from).flatMap((request) => (request.kind === kind ? [request.at] : []));
}

/** Each pause is twice as long as the previous one, starting at 1 s. */
function expectBackoff(times: readonly number[]): void {
  const pauses = times.slice(1).map((at, index) => at - (times[index] ?? 0));
  for (const [index, pause] of pauses.entries()) expect(pause).toBeGreaterThanOrEqual(1000 * 2 ** index);
}

/** Refuses all requests of these kinds until each has been made this often as a result of `act`. */
async function refuse<T>(world: World, fault: Fault, kinds: Partial<Record<Kind, number>>, act: () => Promise<T>) {
  const watched = Object.entries(kinds).map(([kind, tries]) => ({ tries, times: watch(world, kind as Kind) }));
  for (const kind of Object.keys(kinds) as Kind[]) {
    world.discord.faults.inject({ match: { kind }, times: Infinity, do: fault });
  }
  const done = await act();
  await world.until(() => watched.every(({ tries, times }) => times().length >= tries), { what: 'too few tries' });
  world.discord.faults.clear();
  for (const { times } of watched) expectBackoff(times());
  return done;
}

const NO_FACE = { answer: { status: 500, body: { error: { code: 'api_error', message: '未检测到人脸。' } } } } as const;

/** @param fault of each kind of request, in turn */
async function expectLongerWaits(fault: Fault): Promise<void> {
  await using world = await startWorld({ withoutBot: true });
  const { discord, endpoint } = world;
  const bot = await refuse(world, fault, { gateway: 3 }, () => world.launch());
  await refuse(world, fault, { commands: 2 }, () => bot.untilLogged('Ready'));
  await bot.untilLogged(/^Commands deployed/);

  const answered = await refuse(world, fault, { 'edit-original': 3 }, () => world.askInNewServer({ private: true }));
  await expectPicture(answered);

  endpoint.script([NO_FACE]);
  const removed = await refuse(world, fault, { 'delete-original': 2 }, () => world.askInNewServer());
  await world.until(() => removed.history.length === 3, { what: 'no sentence' });

  await refuse(world, fault, { message: 2 }, () => world.alice.dm('hello'));
  await world.until(() => world.alice.dmChannel.messages.length === 2, { what: 'no reply' });
  expect(discord.problems).toEqual([]);

  const said = bot.log.filter(({ msg }) => String(msg).startsWith('Discord is refusing requests'));
  expect(said).toHaveLength(1);
}

test('after a 429 that says nothing of a wait, the bot waits longer and longer, for every kind of request', async () => {
  // Side by side, since all that either does is wait.
  await Promise.all(SHAPES.map(expectLongerWaits));
});
