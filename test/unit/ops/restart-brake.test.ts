import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRestartBrake } from '../../../src/ops/restart-brake.ts';

const waits = vi.hoisted(() => [] as number[]);
vi.mock('node:timers/promises', async (original) => ({
  ...(await original<object>()),
  setTimeout: (ms: number, _value: unknown, { signal }: { signal: AbortSignal }) => {
    waits.push(ms);
    return signal.aborted ? Promise.reject(signal.reason as Error) : Promise.resolve();
  },
}));

const signal = new AbortController().signal;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'brake-'));
  waits.length = 0;
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true, force: true });
});

/** Each failure is in a new process. */
const fail = (identity = 'bot') => createRestartBrake(identity, folder).hold(signal);

test('each consecutive failure waits twice as long as the previous one, up to five minutes', async () => {
  for (let failures = 0; failures < 11; failures += 1) await fail();
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map((seconds) => seconds * 1000));
});

test('a successful start resets the count', async () => {
  await fail();
  await fail();
  await createRestartBrake('bot', folder).release();
  await fail();
  expect(waits).toEqual([1000, 2000, 1000]);
  await createRestartBrake('bot', folder).release();
  await createRestartBrake('bot', folder).release();
});

test("failures more than an hour apart aren't consecutive", async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  await fail();
  vi.setSystemTime(Date.now() + 60 * 60_000);
  await fail();
  vi.setSystemTime(Date.now() - 60 * 60_000);
  await fail();
  expect(waits).toEqual([1000, 1000, 1000]);
});

test("bots don't slow each other down, and no file name contains a secret", async () => {
  await fail('secret-one');
  await fail('secret-two');
  expect(waits).toEqual([1000, 1000]);
  expect((await readdir(folder)).join(' ')).not.toContain('secret');
});

test('a signal ends the wait, and the failure still counts', async () => {
  await createRestartBrake('bot', folder).hold(AbortSignal.abort());
  await fail();
  expect(waits).toEqual([1000, 2000]);
});

test('the brake also waits if no file can be written', async () => {
  await createRestartBrake('bot', join(folder, 'missing')).hold(signal);
  await createRestartBrake('bot', undefined).hold(signal);
  await createRestartBrake('bot', undefined).release();
  expect(waits).toEqual([1000, 1000]);
});
