import { expect, test } from 'vitest';
import { held } from '../../support/faults/endpoint-steps.ts';
import { expectOnePicture, isEnding } from '../../support/one-answer.ts';
import { startWorld } from '../../support/world.ts';

test('a bot that is told to stop finishes what is under way, and leaves what is new to the next start', async () => {
  await using world = await startWorld({ withoutBot: true });
  const bot = await world.start();
  const { step, release } = held();
  world.endpoint.script([step]);
  const underWay = await world.askInNewServer();
  await world.until(() => world.endpoint.calls.length === 1);
  bot.process.kill('SIGTERM');
  await bot.untilLogged('Stopping');
  const late = [await world.askInNewServer({ private: true }), await world.askInNewServer()];
  for (const asked of late) expect(await asked.acknowledged()).toMatchObject({ ephemeral: asked === late[0] });
  await bot.untilLogged('Request accepted');
  expect(underWay.answer?.thinking).toBe(true);
  release();
  await expectOnePicture(underWay);
  expect(await bot.exit).toBe(0);
  expect(bot.log.at(-1)).toMatchObject({ msg: 'Stopped', left: 2 });
  expect((await world.unfinished()).map(({ stage }) => stage.name)).toEqual(['acknowledged', 'acknowledged']);

  await world.start();
  const [privately, publicly] = await Promise.all(late.map((asked) => expectOnePicture(asked)));
  expect([privately?.ephemeral, publicly?.ephemeral]).toEqual([true, false]);
  expect(world.endpoint.charged).toBe(3);
});

test('what does not end in time is left to the next start', async () => {
  await using world = await startWorld({ withoutBot: true, env: { SHUTDOWN_SECONDS: '1', ENDPOINT_CONCURRENCY: '1' } });
  const bot = await world.start();
  world.endpoint.script([{ hang: 'before' }]);
  const [calling, waiting] = [await world.askInNewServer(), await world.askInNewServer()];
  await world.until(() => world.endpoint.calls.length === 1);
  await waiting.acknowledged();
  expect(await bot.stop()).toBe(0);
  expect(bot.log.at(-1)).toMatchObject({ msg: 'Stopped', left: 2 });
  expect([calling, waiting].map(({ answer }) => answer && isEnding(answer))).toEqual([false, false]);

  world.heal();
  await world.start();
  await expectOnePicture(calling);
  await expectOnePicture(waiting);
  expect(world.endpoint.charged).toBe(2);
});

test("a terminal's Ctrl-C, which comes twice, is one; another one later ends the bot at once", async () => {
  await using world = await startWorld({ withoutBot: true });
  const patient = await world.start();
  const { step, release } = held();
  world.endpoint.script([step]);
  const asked = await world.askInNewServer();
  await world.until(() => world.endpoint.calls.length === 1);
  patient.process.kill('SIGINT');
  patient.process.kill('SIGINT');
  await patient.untilLogged('Stopping');
  release();
  await expectOnePicture(asked);
  expect(await patient.exit).toBe(0);

  const hurried = await world.start();
  world.endpoint.script([{ hang: 'before' }]);
  const before = world.endpoint.calls.length;
  await world.askInNewServer();
  await world.until(() => world.endpoint.calls.length > before);
  const again = setInterval(() => hurried.process.kill('SIGINT'), 250);
  await world.expectExit(hurried, 130);
  clearInterval(again);
  expect(await world.unfinished()).toHaveLength(1);
});
