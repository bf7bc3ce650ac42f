import { expect, test } from 'vitest';
import type { AgingEvent } from '../../../src/aging/request/ports.ts';
import { EndpointError } from '../../../src/endpoint/endpoint-error.ts';
import type { EndpointReason } from '../../../src/endpoint/reasons.ts';
import { createEndpointWatch } from '../../../src/ops/alerts/endpoint-watch.ts';
import { anyRequest } from '../../support/fakes/any-request.ts';

function setUp() {
  const told: string[] = [];
  let now = 0;
  const watch = createEndpointWatch(
    (message) => {
      told.push(message);
    },
    () => now,
  );
  const call = (userId: string, reason?: EndpointReason, code?: string): void => {
    const error = reason && new EndpointError(reason, { code });
    const request = anyRequest({ userId });
    const event: AgingEvent = { type: 'called', request, outcome: reason ?? 'ok', billed: false, durationMs: 1, error };
    watch(event);
  };
  return {
    told,
    call,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

test('an unknown code of a 403 is reported once an hour, for each code', () => {
  const { told, call, pass } = setUp();
  call('1', 'endpoint_forbidden', 'odd');
  call('2', 'endpoint_forbidden', 'odd');
  call('3', 'endpoint_forbidden', 'other');
  call('4', 'endpoint_forbidden');
  pass(60 * 60_000 - 1);
  call('1', 'endpoint_forbidden', 'odd');
  expect(told).toHaveLength(3);
  pass(1);
  call('1', 'endpoint_forbidden', 'odd');
  expect(told).toHaveLength(4);
});

test.each([undefined, 'no_face'] as const)('the count of mismatches starts again after %j', (between) => {
  const { told, call } = setUp();
  call('1', 'endpoint_mismatched');
  call('2', 'endpoint_mismatched');
  call('3', between);
  call('1', 'endpoint_mismatched');
  call('1', 'endpoint_mismatched');
  call('2', 'endpoint_mismatched');
  expect(told).toEqual([]);
  // Failures that aren't about the request don't count either way.
  call('9', 'rate_limited');
  call('9', 'endpoint_unreachable');
  call('3', 'endpoint_mismatched');
  expect(told).toHaveLength(1);
  for (const user of ['4', '5', '6', '7']) call(user, 'endpoint_mismatched');
  expect(told).toHaveLength(1);
});
