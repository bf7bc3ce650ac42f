import { describe, expect, test } from 'vitest';
import type { Step } from 'discord-simulator/endpoint';
import type { Reason } from '../../../src/i18n/explained-error.ts';
import { freePort } from '../../support/free-port.ts';
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

describe('a key that only the operator can fix', () => {
  test.each([
    [
      401,
      'invalid_token',
      'The specified token is invalid or wrong.',
      'endpoint_unauthorised',
      /ACEDATACLOUD_API_TOKEN/,
    ],
    [400, 'token_mismatched', 'The specified token is not matched with API.', 'endpoint_unauthorised', /valid key/],
    [403, 'used_up', 'Your balance is not sufficient for current request', 'endpoint_unfunded', /buy credit/],
    [403, 'disabled', 'The application is disabled.', 'endpoint_disabled', /enable it at/],
    [404, 'no_api', 'The API is not registered.', 'endpoint_missing', /ACEDATACLOUD_API_BASE_URL/],
  ] as const)('status %i with the code %s is noticed at the start', async (status, code, message, reason, advice) => {
    await using world = await startWorld({ endpoint: { probes: [answers(status, envelope(code, message))] } });
    await eventually(() => expect(told(world)).toEqual([expect.stringMatching(advice)]));
    expect(aboutEndpoint(world)).toMatchObject([{ level: 'error', reason, msg: told(world)[0] }]);

    const counted = countCalls(world);
    const asked = await world.ask();
    await expectSentence(asked, reason satisfies Reason);
    expectRefusedAtOnce(asked);
    expect(counted()).toEqual(nothingPaid);
    expect(world.endpoint.probes).toHaveLength(1);
  });
});

test('a wrong key, as the real endpoint answers it, is noticed at the start', async () => {
  await using world = await startWorld({ env: { ACEDATACLOUD_API_TOKEN: 'not-the-key' } });
  await eventually(() => expect(told(world)).toEqual([expect.stringMatching(/ACEDATACLOUD_API_TOKEN/)]));
  expectRefusedAtOnce(await world.ask().then(async (asked) => (await asked.acknowledged(), asked)));
  expect(world.endpoint.calls).toEqual([]);
});

describe('problems at the start that only cause a warning', () => {
  test.each<[string, Step, string]>([
    ['a connection that breaks', { reset: 'before' }, 'endpoint_lost'],
    ['a 503', answers(503, ''), 'endpoint_unreachable'],
    ['a 500', answers(500, envelope('api_error', 'fetch failed')), 'endpoint_trouble'],
    ['a 429', answers(429, envelope('too_many_requests', '')), 'rate_limited'],
    ["a mismatch that isn't about the key", answers(400, envelope('token_mismatched', '')), 'endpoint_mismatched'],
    ['an unknown 403', answers(403, envelope('something_new', '')), 'endpoint_forbidden'],
  ])('%s at the start is only a warning', async (_what, step, reason) => {
    await using world = await startWorld({ endpoint: { probes: [step] } });
    await eventually(() => expect(aboutEndpoint(world)).toMatchObject([{ level: 'warn', reason }]));
    await expectPicture(await world.ask());
    expect(told(world)).toEqual([]);
    expect(aboutEndpoint(world)).toHaveLength(1);
    expect(world.endpoint.probes).toHaveLength(1);
  });

  test('an unreachable endpoint says nothing about the key', async () => {
    const port = await freePort();
    await using world = await startWorld({ env: { ACEDATACLOUD_API_BASE_URL: `http://127.0.0.1:${port}` } });
    const warned = [{ level: 'warn', reason: 'endpoint_unreachable' }];
    await eventually(() => expect(aboutEndpoint(world)).toMatchObject(warned));
    expect(told(world)).toEqual([]);
  });
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

test('a valid key is checked once per start, without a charge or a log line', async () => {
  await using world = await startWorld();
  await eventually(() => expect(world.endpoint.probes).toHaveLength(1));
  await expectPicture(await world.ask());
  expect(world.endpoint.charged).toBe(1);
  await world.restart();
  await eventually(() => expect(world.endpoint.probes).toHaveLength(2));
  expect(aboutEndpoint(world)).toEqual([]);
  expect(told(world)).toEqual([]);
});
