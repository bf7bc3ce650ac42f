import { expect, test } from 'vitest';
import { createAlerts } from '../../../src/ops/alerts.ts';
import { createLogger } from '../../../src/ops/logger.ts';
import { settle } from '../../support/fake-clock.ts';

/** Alerts whose operator can be told while `tell` says so. */
function makeWorld(tell: (message: string, signal: AbortSignal) => Promise<'told' | 'refused'>) {
  const lines: string[] = [];
  const logger = createLogger('info', { write: (line) => lines.push(line) });
  const alerts = createAlerts({ tell: (message, { signal }) => tell(message, signal), logger });
  return { ...alerts, alerts, logged: () => lines.map((line) => (JSON.parse(line) as { alert: string }).alert) };
}

test('alerts are told in their order, one after the other', async () => {
  const told: string[] = [];
  const turns: (() => void)[] = [];
  const { alert, logged } = makeWorld(async (message) => {
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
  expect(logged()).toEqual([]);
});

test('what cannot be told, or is refused, is in the log word for word', async () => {
  const { alert, logged } = makeWorld((message) =>
    message === 'one' ? Promise.reject(new Error('no such webhook')) : Promise.resolve('refused'),
  );
  alert('one');
  alert('two');
  await settle();
  expect(logged()).toEqual(['one', 'two']);
});

test('of too many that wait the oldest go to the log', async () => {
  const told: string[] = [];
  const { alert, logged } = makeWorld((message) => {
    told.push(message);
    return new Promise(() => undefined);
  });
  for (let number = 0; number < 60; number += 1) alert(`alert ${number}`);
  expect(told).toEqual(['alert 0']);
  expect(logged()).toEqual(Array.from({ length: 10 }, (_, index) => `alert ${index + 1}`));
});

test('at the end all that still wait go to the log', async () => {
  const { alert, alerts, logged } = makeWorld(
    (_message, signal) =>
      new Promise((_resolve, reject) => {
        if (signal.aborted) reject(signal.reason as Error);
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      }),
  );
  alert('one');
  alert('two');
  await alerts[Symbol.asyncDispose]();
  expect(logged()).toEqual(['one', 'two']);
});
