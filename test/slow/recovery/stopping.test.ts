import { expect, test } from 'vitest';
import { holdBack } from 'discord-simulator';
import { nightly } from '../../support/cases.ts';
import { held } from '../../support/faults/endpoint-steps.ts';
import { expectPicture, isFinal } from '../../support/expectations.ts';
import { startWorld } from '../../support/world.ts';

test('a stopping bot finishes its requests, and leaves new ones to the next start', async () => {
  await using world = await startWorld({ withoutBot: true });
  const bot = await world.startProcess();
  const { step, release } = held();
  world.endpoint.script([step]);
  const underWay = await world.askInNewServer();
  await world.until(() => world.endpoint.calls.length === 1);
  const callback = holdBack();
  world.discord.faults.inject({ match: { kind: 'callback' }, do: callback.fault });
  const beingAcknowledged = await world.askInNewServer();
  await world.until(() => world.discord.requests.some(({ fault }) => fault === callback.fault));
  bot.process.kill('SIGTERM');
  await bot.untilLogged('Stopping');
  const late = [await world.askInNewServer({ private: true }), await world.askInNewServer()];
  for (const asked of late) expect(await asked.acknowledged()).toMatchObject({ ephemeral: asked === late[0] });
  await bot.untilLogged('Request accepted');
  expect(underWay.answer?.thinking).toBe(true);
  callback.release();
  release();
  await expectPicture(underWay);
  await expectPicture(beingAcknowledged);
  expect(await bot.exit).toBe(0);
  expect(bot.log.at(-1)).toMatchObject({ msg: 'Stopped', left: 2 });
  expect((await world.unfinished()).map(({ stage }) => stage.name)).toEqual(['acknowledged', 'acknowledged']);

  await world.start();
  const [privately, publicly] = await Promise.all(late.map((asked) => expectPicture(asked)));
  expect([privately?.ephemeral, publicly?.ephemeral]).toEqual([true, false]);
  expect(world.endpoint.charged).toBe(4);
});

nightly("a request that doesn't end in time is left to the next start", async () => {
  await using world = await startWorld({ withoutBot: true, env: { SHUTDOWN_SECONDS: '1', ENDPOINT_CONCURRENCY: '1' } });
  const bot = await world.startProcess();
  world.endpoint.script([{ hang: 'before' }]);
  const [calling, waiting] = [await world.askInNewServer(), await world.askInNewServer()];
  await world.until(() => world.endpoint.calls.length === 1);
  await waiting.acknowledged();
  expect(await bot.stop()).toBe(0);
  expect(bot.log.at(-1)).toMatchObject({ msg: 'Stopped', left: 2 });
  expect([calling, waiting].map(({ answer }) => answer && isFinal(answer))).toEqual([false, false]);

  world.heal();
  await world.start();
  await expectPicture(calling);
  await expectPicture(waiting);
  expect(world.endpoint.charged).toBe(2);
});

nightly('a repeated Ctrl-C of a terminal counts once, and a later one ends the bot at once', async () => {
  await using world = await startWorld({ withoutBot: true });
  const patient = await world.startProcess();
  const { step, release } = held();
  world.endpoint.script([step]);
  const asked = await world.askInNewServer();
  await world.until(() => world.endpoint.calls.length === 1);
  patient.process.kill('SIGINT');
  patient.process.kill('SIGINT');
  await patient.untilLogged('Stopping');
  release();
  await expectPicture(asked);
  expect(await patient.exit).toBe(0);

  const hurried = await world.startProcess();
  world.endpoint.script([{ hang: 'before' }]);
  const before = world.endpoint.calls.length;
  await world.askInNewServer();
  await world.until(() => world.endpoint.calls.length > before);
  const again = setInterval(() => hurried.process.kill('SIGINT'), 250);
  await world.expectExit(hurried, 130);
  clearInterval(again);
  expect(await world.unfinished()).toHaveLength(1);
});
