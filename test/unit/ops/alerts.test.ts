import { expect, test } from 'vitest';
import { createAlerts } from '../../../src/ops/alerts/alerts.ts';
import { createLogger } from '../../../src/ops/log/logger.ts';
import { settle } from '../../support/fake-clock.ts';

/** Alerts that reach the operator if `tell` succeeds. */
function makeWorld(tell: (message: string, signal: AbortSignal) => Promise<'told' | 'refused'>) {
  const lines: string[] = [];
  const logger = createLogger('info', { write: (line) => lines.push(line) });
  const alerts = createAlerts({ tell: (message, { signal }) => tell(message, signal), logger });
  const read = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return {
    ...alerts,
    alerts,
    lines: read,
    /** Alerts that couldn't be sent. */
    unsent: () => read().flatMap(({ alert }) => alert ?? []),
  };
}

test('alerts are sent one at a time, in order', async () => {
  const told: string[] = [];
  const turns: (() => void)[] = [];
  const { alert, unsent } = makeWorld(async (message) => {
    told.push(message);
    await new Promise<void>((resolve) => turns.push(resolve));
    return 'told';
  });
  for (const message of ['one', 'two', 'three']) alert(message);
  for (const expected of [['one'], ['one', 'two'], ['one', 'two', 'three']]) {
    await settle();
    expect(told).toEqual(expected);
    turns.shift()?.();
  }
  await settle();
  alert('four');
  expect(told).toEqual(['one', 'two', 'three', 'four']);
  expect(unsent()).toEqual([]);
});

test("an alert that can't be sent, or is refused, is in the log word for word", async () => {
  const { alert, unsent } = makeWorld((message) =>
    message === 'one' ? Promise.reject(new Error('no such webhook')) : Promise.resolve('refused'),
  );
  alert('one');
  alert('two');
  await settle();
  expect(unsent()).toEqual(['one', 'two']);
});

test('the oldest of too many waiting alerts are only logged', async () => {
  const told: string[] = [];
  const { alert, unsent } = makeWorld((message) => {
    told.push(message);
    return new Promise(() => undefined);
  });
  for (let number = 0; number < 60; number += 1) alert(`alert ${number}`);
  expect(told).toEqual(['alert 0']);
  expect(unsent()).toEqual(Array.from({ length: 10 }, (_, index) => `alert ${index + 1}`));
});

test('alerts that are still waiting at the end are logged', async () => {
  const { alert, alerts, unsent } = makeWorld(
    (_message, signal) =>
      new Promise((_resolve, reject) => {
        if (signal.aborted) reject(signal.reason as Error);
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      }),
  );
  alert('one');
  alert('two');
  await alerts[Symbol.asyncDispose]();
  expect(unsent()).toEqual(['one', 'two']);
});

test('each alert is in the log word for word with its fields, whether or not it can be sent', () => {
  const { alert, lines } = makeWorld(() => new Promise(() => undefined));
  alert('4 of 5 calls are used', { fields: { used: 4 } });
  alert('calls paused', { level: 'error', fields: { reason: 'endpoint_unfunded' } });
  expect(lines()).toMatchObject([
    { level: 'warn', msg: '4 of 5 calls are used', used: 4 },
    { level: 'error', msg: 'calls paused', reason: 'endpoint_unfunded' },
  ]);
});
