import { expect, test } from 'vitest';
import { expectPicture } from '../../support/expectations.ts';
import { warningsIn } from '../../support/world/bot-log.ts';
import { startWorld } from '../../support/world.ts';

const MINUTE_MS = 60_000;

test('a restart goes on with the session: it takes no identify, and what people did meanwhile is answered', async () => {
  await using world = await startWorld({ withoutBot: true });
  const { discord, alice } = world;
  // What people do is a minute younger for the bot than it is, however busy the machine is.
  world.clock.shift(MINUTE_MS);
  const first = await world.start();
  expect(first.log.some(({ msg }) => msg === 'Session started')).toBe(true);
  await expectPicture(await world.askInNewServer());
  expect(await first.stop()).toBe(0);

  const asked = await world.askInNewServer({ age: 70 });
  const sent = await alice.dm('hello');
  const second = await world.startProcess();
  expect(await second.untilLogged('Session resumed')).toMatchObject({ shard: 0 });
  await expectPicture(asked, 70);
  await alice.dmChannel.until((messages) => messages.find(({ data }) => data.referenced_message?.id === sent.id));
  await expectPicture(await world.askInNewServer());
  expect(discord.gateway.counts).toEqual({ identifies: 1, resumes: 1 });

  // After a power cut, what came last comes again, and isn't made again.
  await world.kill(second);
  const calls = world.endpoint.calls.length;
  const later = await world.askInNewServer({ age: 50 });
  const third = await world.start();
  await expectPicture(later, 50);
  await third.untilLogged('Request answered');
  expect(world.endpoint.calls).toHaveLength(calls + 1);
  expect(discord.gateway.counts).toEqual({ identifies: 1, resumes: 2 });
});

test('an interaction that is too old to be answered is dropped, and a session that is no longer valid started anew', async () => {
  // For the bot, whatever people do is a minute older than it is; what comes while it's connected is answered all the same.
  const clock = { now: () => Date.now() - MINUTE_MS };
  await using world = await startWorld({ withoutBot: true, discord: { clock } });
  const { gateway } = world.discord;
  gateway.identifyWindowMs = 0;
  const first = await world.start();
  expect(await first.stop()).toBe(0);
  const old = await world.askInNewServer();
  const second = await world.start();
  await expectPicture(await world.askInNewServer());
  expect(old.history).toEqual([]);
  expect(second.output).not.toContain('first response');
  expect(gateway.counts).toEqual({ identifies: 1, resumes: 1 });

  expect(await second.stop()).toBe(0);
  gateway.invalidate({ resumable: false });
  const third = await world.start();
  await expectPicture(await world.askInNewServer());
  expect(gateway.counts).toEqual({ identifies: 2, resumes: 1 });
  expect(warningsIn(third)).toEqual([]);
});

test('a Discord that serves no account gets a new session at each start, which says who the bot is', async () => {
  await using world = await startWorld({ withoutBot: true });
  const { discord } = world;
  const hasAccount = /^\/(?:api\/)?(?:v10\/)?(?:users|applications)\/@me$/;
  discord.faults.schedule(({ path }) => (hasAccount.test(path) ? { status: 404 } : undefined));
  const first = await world.start();
  await expectPicture(await world.askInNewServer());
  await expectPicture(await world.ask({ dm: true }));
  expect(await first.stop()).toBe(0);
  await world.start();
  await expectPicture(await world.askInNewServer());
  expect(discord.gateway.counts).toEqual({ identifies: 2, resumes: 0 });
});
