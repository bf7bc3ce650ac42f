import { describe, expect, test } from 'vitest';
import { startEndpoint, type Step } from 'discord-simulator/endpoint';
import { createAceDataEndpoint } from '../../../src/endpoint/acedata/client.ts';
import { createBreaker } from '../../../src/endpoint/breaker.ts';
import { checkKey } from '../../../src/endpoint/check-key.ts';
import { answers, envelope } from '../../support/faults/endpoint-steps.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

/** Checks the key of an endpoint that answers with this step, as the bot does at its start. */
async function check(step: Step, { signal = new AbortController().signal, baseUrl = '' } = {}) {
  await using endpoint = await startEndpoint({ probes: [step] });
  const options = { token: endpoint.token, timeoutMs: 60_000, connections: 1 };
  await using client = createAceDataEndpoint({ ...options, baseUrl: baseUrl || endpoint.url });
  const opened: unknown[] = [];
  const unchecked: string[] = [];
  using breaker = createBreaker({
    probe: (aborted) => client.probe(aborted),
    clock: createFakeClock(),
    onChange: (state, reason, advice) => opened.push(state, reason, advice),
  });
  await checkKey({ client, breaker, onUnchecked: ({ reason }) => unchecked.push(reason), signal });
  return { opened, unchecked, refusal: breaker.refusal?.reason, probes: endpoint.probes.length };
}

describe('a fault that only the operator can fix', () => {
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
  ] as const)('status %i with the code %s (%s) pauses the calls', async (status, code, message, reason, advice) => {
    expect(await check(answers(status, envelope(code, message)))).toEqual({
      opened: ['open', reason, expect.stringMatching(advice)],
      unchecked: [],
      refusal: reason,
      probes: 1,
    });
  });
});

describe('a failure that says nothing about the key', () => {
  test.each<[string, Step, string]>([
    ['a connection that breaks', { reset: 'before' }, 'endpoint_lost'],
    ['a 503', answers(503, ''), 'endpoint_unreachable'],
    ['a 500', answers(500, envelope('api_error', 'fetch failed')), 'endpoint_trouble'],
    ['a 429', answers(429, envelope('too_many_requests', '')), 'rate_limited'],
    ["a mismatch that isn't about the key", answers(400, envelope('token_mismatched', '')), 'endpoint_mismatched'],
    ['an unknown 403', answers(403, envelope('something_new', '')), 'endpoint_forbidden'],
  ])('%s is reported, and pauses nothing', async (_what, step, reason) => {
    const found = { opened: [], unchecked: [reason], refusal: undefined, probes: 1 };
    expect(await check(step)).toEqual(found);
  });

  test('an unreachable endpoint is reported, and pauses nothing', async () => {
    const found = { opened: [], unchecked: ['endpoint_unreachable'], refusal: undefined, probes: 0 };
    expect(await check({}, { baseUrl: 'http://127.0.0.1:1' })).toEqual(found);
  });
});

test('an aborted check reports nothing', async () => {
  const found = { opened: [], unchecked: [], refusal: undefined, probes: 0 };
  expect(await check({}, { signal: AbortSignal.abort() })).toEqual(found);
});
