import { expect, test } from 'vitest';
import { nightly } from '../../support/cases.ts';
import { expectPicture, expectSentence } from '../../support/expectations.ts';
import { startWorld } from '../../support/world.ts';
import { eventually } from '../../support/eventually.ts';
import { answers, envelope } from '../../support/faults/endpoint-steps.ts';

nightly('if key checks get a mismatch, the next request tests the endpoint', async () => {
  await using world = await startWorld({ withoutBot: true, env: { FACE_DETECTION: 'off' } });
  const { ask, endpoint } = world;
  endpoint.scriptProbes(({ index }) =>
    answers(400, envelope('token_mismatched', index % 2 ? 'age_infos is required' : '')),
  );
  await using _bot = await world.startInProcess();
  endpoint.script([answers(401, envelope('invalid_token', 'The specified token is invalid.'))]);
  await expectSentence(await ask(), 'endpoint_unauthorised');
  await expectSentence(await ask(), 'endpoint_unauthorised');
  expect(endpoint.calls).toHaveLength(1);
  const before = endpoint.probes.length;
  world.clock.shift(30_000);
  await eventually(() => expect(endpoint.probes.length).toBeGreaterThan(before));
  await eventually(async () => await expectPicture(await ask()));
  await expectPicture(await ask());
});

test('once the operator has fixed the problem, the endpoint is used again without a restart', async () => {
  await using world = await startWorld({ withoutBot: true, env: { FACE_DETECTION: 'off' } });
  const { ask, discord, endpoint } = world;
  const { url, channel: alerts } = discord.addWebhook();
  const written: string[] = [];
  const more = { OWNER_ALERT_WEBHOOK: url };
  await using bot = await world.startInProcess(more, (line) => written.push(line));
  const told = () => alerts.messages.map(({ content }) => content);
  // Each start checks the key once.
  await eventually(() => expect(endpoint.probes).toHaveLength(1));

  // A call without a photo shows that the key works again.
  endpoint.script([answers(401, envelope('invalid_token', 'The specified token is invalid.'))]);
  await expectSentence(await ask(), 'endpoint_unauthorised');
  await expectSentence(await ask(), 'endpoint_unauthorised');
  expect(endpoint.calls).toHaveLength(1);
  world.clock.shift(30_000);
  await eventually(() => expect(told()).toHaveLength(2));
  expect(endpoint.probes).toHaveLength(2);
  await expectPicture(await ask());

  // Only a call with a photo can show that there is credit again: that of the next request.
  const poor = answers(403, envelope('used_up', 'Your balance is not sufficient'));
  endpoint.script([poor, poor]);
  endpoint.scriptProbes([undefined, poor]);
  await expectSentence(await ask(), 'endpoint_unfunded');
  world.clock.shift(30_000);
  await eventually(() => expect(endpoint.probes).toHaveLength(3));
  await eventually(async () => {
    await expectSentence(await ask(), 'endpoint_unfunded');
    expect(endpoint.calls).toHaveLength(4);
  });
  await eventually(() => {
    world.clock.shift(60_000);
    expect(endpoint.probes.length).toBeGreaterThan(4);
  }, 500);
  await eventually(async () => await expectPicture(await ask()));
  await expectPicture(await ask());

  await eventually(() => expect(told()).toHaveLength(4));
  expect(told()).toEqual([
    expect.stringMatching(/^Endpoint calls paused \(endpoint_unauthorised\)/),
    expect.stringMatching(/^Endpoint calls resumed/),
    expect.stringMatching(/^Endpoint calls paused \(endpoint_unfunded\)/),
    expect.stringMatching(/^Endpoint calls resumed/),
  ]);
  const logged = bot.log.map(({ msg }) => String(msg)).filter((msg) => msg.startsWith('Endpoint calls '));
  expect(logged).toEqual(told());
  expect(endpoint.charged).toBe(3);
  expect(written.join('\n')).not.toContain(url.split('/').at(-1));
});
