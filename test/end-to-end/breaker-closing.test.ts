import { expect, test } from 'vitest';
import { startInProcess } from '../recovery/in-process.ts';
import { expectOnePicture, expectOneSentence } from '../recovery/outcomes.ts';
import { createShiftingClock } from '../recovery/shifting-clock.ts';
import { startWorld } from '../recovery/world.ts';
import { eventually } from '../support/eventually.ts';
import { answers, envelope } from './endpoint-steps.ts';

test('once the operator has mended it, the endpoint is asked again without a restart', async () => {
  const clock = createShiftingClock();
  await using world = await startWorld({ discord: { clock }, env: { FACE_DETECTION: 'off' } });
  const { ask, discord, endpoint } = world;
  const { url, channel: alerts } = discord.addWebhook();
  const written: string[] = [];
  const more = { OWNER_ALERT_WEBHOOK: url };
  await using bot = await startInProcess(world, clock, more, (line) => written.push(line));
  const told = () => alerts.messages.map(({ content }) => content);
  const probes = () => endpoint.calls.filter(({ body }) => !('age_infos' in Object(body)));

  // A key that is good again shows in a call without a photo.
  endpoint.script([answers(401, envelope('invalid_token', 'The specified token is invalid.'))]);
  await expectOneSentence(await ask(), 'endpoint_unauthorised');
  await expectOneSentence(await ask(), 'endpoint_unauthorised');
  expect(endpoint.calls).toHaveLength(1);
  clock.shift(30_000);
  await eventually(() => expect(told()).toHaveLength(2));
  expect(probes()).toHaveLength(1);
  await expectOnePicture(await ask());

  // Whether there is credit again shows only with a photo: that of the first who asks then.
  const poor = answers(403, envelope('used_up', 'Your balance is not sufficient'));
  endpoint.script(({ index }) => (index < 5 ? poor : {}));
  await expectOneSentence(await ask(), 'endpoint_unfunded');
  clock.shift(30_000);
  await eventually(() => expect(probes()).toHaveLength(2));
  await expectOneSentence(await ask(), 'endpoint_unfunded');
  expect(endpoint.calls).toHaveLength(5);
  await eventually(() => {
    clock.shift(60_000);
    expect(probes().length).toBeGreaterThan(2);
  }, 500);
  await eventually(async () => await expectOnePicture(await ask()));
  await expectOnePicture(await ask());

  await eventually(() => expect(told()).toHaveLength(4));
  expect(told()).toEqual([
    expect.stringMatching(/^The endpoint is not asked any more \(endpoint_unauthorised\)/),
    expect.stringMatching(/^The endpoint is asked again/),
    expect.stringMatching(/^The endpoint is not asked any more \(endpoint_unfunded\)/),
    expect.stringMatching(/^The endpoint is asked again/),
  ]);
  const logged = bot.log.map(({ msg }) => String(msg)).filter((msg) => msg.startsWith('The endpoint is '));
  expect(logged).toEqual(told());
  expect(endpoint.charged).toBe(3);
  expect(written.join('\n')).not.toContain(url.split('/').at(-1));
});
