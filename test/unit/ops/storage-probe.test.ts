import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { ExplainedError } from '../../../src/i18n/explained-error.ts';
import type { Events } from '../../../src/ops/events.ts';
import { createStorageProbe } from '../../../src/ops/health/storage-probe.ts';
import { anyRequest } from '../../support/fakes/any-request.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

function start() {
  const clock = createFakeClock();
  const events: Events = new EventEmitter();
  const checkStorage = vi.fn<() => Promise<void>>().mockResolvedValue(undefined);
  return { clock, events, checkStorage, probe: createStorageProbe({ clock, events, checkStorage }) };
}

test('however often the page is asked for, the database is written to once in 10 s', async () => {
  const { clock, checkStorage, probe } = start();
  for (let second = 0; second < 30; second += 1) {
    await Promise.all([probe(), probe(), probe()]);
    await clock.advance(1000);
  }
  expect(checkStorage).toHaveBeenCalledTimes(3);
});

test('a clock that is set back delays no check', async () => {
  const { clock, checkStorage, probe } = start();
  await probe();
  clock.setBack(3_600_000);
  await clock.advance(10_000);
  await probe();
  await clock.advance(10_000);
  await probe();
  expect(checkStorage.mock.calls.length).toBeGreaterThan(1);
});

test('a database that fails is checked again each time, so that its recovery is seen at once', async () => {
  const { checkStorage, probe } = start();
  checkStorage.mockRejectedValueOnce(new Error('full')).mockRejectedValueOnce(new Error('full'));
  await expect(probe()).rejects.toThrow('full');
  await expect(probe()).rejects.toThrow('full');
  await expect(probe()).resolves.toBeUndefined();
});

test('what a request finds out about the database is checked at once', async () => {
  const { events, checkStorage, probe } = start();
  await probe();
  checkStorage.mockRejectedValueOnce(new Error('full'));
  const error = new ExplainedError('storage_down');
  events.emit('request', { type: 'refused', request: anyRequest(), error });
  await expect(probe()).rejects.toThrow('full');
});
