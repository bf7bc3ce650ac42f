import { expect, test } from 'vitest';
import { nightly } from '../../support/cases.ts';
import { answers, envelope, held } from '../../support/faults/endpoint-steps.ts';
import {
  countCalls,
  expectPicture,
  expectRefusedAtOnce,
  expectSentence,
  nothingPaid,
} from '../../support/expectations.ts';
import { startWorld, type World } from '../../support/world.ts';
import { eventually } from '../../support/eventually.ts';

const told = ({ discord }: World): string[] => discord.owner.dmChannel.messages.map(({ content }) => content);

const aboutEndpoint = ({ bot }: World) =>
  bot.log.filter(({ msg }) => /^Endpoint (calls paused|calls resumed|key)/.test(String(msg)));

test('a wrong key is noticed at the start: the operator is told, and requests are refused unpaid', async () => {
  await using world = await startWorld({ env: { ACEDATACLOUD_API_TOKEN: 'not-the-key' } });
  await eventually(() => expect(told(world)).toEqual([expect.stringMatching(/ACEDATACLOUD_API_TOKEN/)]));
  const reason = 'endpoint_unauthorised';
  expect(aboutEndpoint(world)).toMatchObject([{ level: 'error', reason, msg: told(world)[0] }]);

  const counted = countCalls(world);
  const asked = await world.ask();
  await expectSentence(asked, reason);
  expectRefusedAtOnce(asked);
  expect(counted()).toEqual(nothingPaid);
  expect(world.endpoint.probes).toHaveLength(1);
});

nightly('a failure that says nothing about the key is only a warning in the log', async () => {
  const mismatch = answers(400, envelope('token_mismatched', ''));
  await using world = await startWorld({ endpoint: { probes: [mismatch] } });
  const warned = [{ level: 'warn', reason: 'endpoint_mismatched' }];
  await eventually(() => expect(aboutEndpoint(world)).toMatchObject(warned));
  await expectPicture(await world.ask());
  expect(told(world)).toEqual([]);
  expect(aboutEndpoint(world)).toHaveLength(1);
  expect(world.endpoint.probes).toHaveLength(1);
});

test('a slow endpoint delays neither the start, nor a picture, nor the stop', async () => {
  const { step, release } = held(answers(401, envelope('invalid_token', '')));
  await using world = await startWorld({ endpoint: { probes: [step] } });
  await eventually(() => expect(world.endpoint.probes).toHaveLength(1));
  await expectPicture(await world.ask());
  expect(await world.bot.stop()).toBe(0);
  expect(aboutEndpoint(world)).toEqual([]);
  expect(world.endpoint.probes).toHaveLength(1);
  release();
});

nightly('a valid key is checked once per start, without a charge or a log line', async () => {
  await using world = await startWorld();
  await eventually(() => expect(world.endpoint.probes).toHaveLength(1));
  await expectPicture(await world.ask());
  expect(world.endpoint.charged).toBe(1);
  await world.restart();
  await eventually(() => expect(world.endpoint.probes).toHaveLength(2));
  expect(aboutEndpoint(world)).toEqual([]);
  expect(told(world)).toEqual([]);
});
