import { expect, test } from 'vitest';
import { EndpointError } from '../../../src/endpoint/endpoint-error.ts';
import type { AlertLine } from '../../../src/ops/alerts/alerts.ts';
import { watchEndpointStatus } from '../../../src/ops/health/endpoint-status.ts';
import { createEvents } from '../../../src/ops/events.ts';

function setUp() {
  const events = createEvents();
  const alerts: (AlertLine & { readonly message: string })[] = [];
  const warnings: unknown[][] = [];
  const status = watchEndpointStatus(events, {
    alert: (message, line) => alerts.push({ message, ...line }),
    logger: { warn: (...line: unknown[]) => void warnings.push(line) },
  });
  return { events, alerts, warnings, status };
}

test('a pause of calls causes an alert and a note, until they resume', () => {
  const { events, alerts, status } = setUp();
  expect(status.note()).toBeUndefined();
  events.emit('endpointPaused', 'endpoint_unfunded', 'Please buy credit.');
  expect(status.note()).toBe('endpoint: calls are paused (endpoint_unfunded)');
  events.emit('endpointResumed', 'endpoint_unfunded');
  expect(status.note()).toBeUndefined();
  expect(alerts).toMatchObject([
    { level: 'error', fields: { reason: 'endpoint_unfunded' } },
    { level: 'info', fields: { reason: 'endpoint_unfunded' } },
  ]);
  expect(alerts[0]?.message).toMatch(/^Endpoint calls paused \(endpoint_unfunded\)\. .*Please buy credit\.$/);
  expect(alerts[1]?.message).toMatch(/^Endpoint calls resumed/);
});

test('a pause without advice says when the endpoint is checked again', () => {
  const { events, alerts } = setUp();
  events.emit('endpointPaused', 'endpoint_lost');
  expect(alerts[0]?.message).toMatch(/checked again every 30 seconds\.$/);
});

test("a key that couldn't be checked is only a warning in the log", () => {
  const { events, alerts, warnings } = setUp();
  events.emit('keyUnchecked', new EndpointError('endpoint_unreachable', { status: 503, advice: 'Check the network.' }));
  expect(warnings).toEqual([
    [
      expect.objectContaining({ reason: 'endpoint_unreachable', status: 503 }),
      expect.stringMatching(
        /^Endpoint key could not be checked at startup \(endpoint_unreachable\)\. Check the network\.$/,
      ),
    ],
  ]);
  expect(alerts).toEqual([]);
});
