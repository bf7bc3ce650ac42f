import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Clock } from '../../../src/clock.ts';
import { AdoptedElsewhere, entrySchema, openJournal, type Journal } from '../../../src/aging/request/journal.ts';
import { openMemoryStorage } from '../../../src/storage/memory/memory-storage.ts';
import { StorageError, type Atomic, type Storage } from '../../../src/storage/storage.ts';
import { anyRequest } from '../../support/fakes/any-request.ts';

const STALE_MS = 5000;
const never = new AbortController().signal;

let now: number;
let storage: Storage;
let parts: AsyncDisposableStack;
const clock: Pick<Clock, 'now'> = { now: () => now };

beforeEach(() => {
  now = Date.UTC(2026, 0, 1);
  parts = new AsyncDisposableStack();
  storage = parts.use(openMemoryStorage({ clock: { ...clock, sleep: () => Promise.resolve() } }));
});
afterEach(async () => {
  await parts[Symbol.asyncDispose]();
});

/** A process whose heartbeat is controlled by the test. */
async function startProcess(atomic: Atomic = storage.atomic): Promise<Journal & { beat(): Promise<void> }> {
  const beats = new EventTarget();
  const sleep: Clock['sleep'] = (_ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) reject(signal.reason as Error);
      beats.addEventListener('beat', () => resolve(), { once: true });
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
  const table = storage.table('journal', entrySchema);
  const journal = parts.use(await openJournal({ table, atomic, clock: { ...clock, sleep }, staleAfterMs: STALE_MS }));
  const beat = async () => {
    beats.dispatchEvent(new Event('beat'));
    await new Promise((resolve) => setImmediate(resolve));
  };
  return Object.assign(journal, { beat });
}

const admitted = (id: string) => ({ request: anyRequest({ id, deadline: now + 870_000 }), receipts: [], startAt: now });
const adopted = async (journal: Journal) =>
  (await Array.fromAsync(journal.adopt())).map(({ request }) => request.id).sort();

describe('entries of another process', () => {
  test('are left alone while its heart beats', async () => {
    const [one, other] = [await startProcess(), await startProcess()];
    await one.open(admitted('a'));
    for (let beats = 0; beats < 5; beats += 1) {
      now += STALE_MS - 1;
      await one.beat();
      await other.beat();
      expect(await adopted(other)).toEqual([]);
    }
  });

  test('are taken over once it has been silent for long, by one process', async () => {
    const [one, other, third] = [await startProcess(), await startProcess(), await startProcess()];
    await one.open(admitted('a'));
    await one.open(admitted('b'));
    now += STALE_MS;
    await other.beat();
    await third.beat();
    const [first, second] = await Promise.all([adopted(other), adopted(third)]);
    expect([...first, ...second].sort()).toEqual(['a', 'b']);
    expect([await adopted(other), await adopted(third)]).toEqual([[], []]);
  });

  test('are taken over at once when it has ended in order', async () => {
    const [one, other] = [await startProcess(), await startProcess()];
    await one.open(admitted('a'));
    await one[Symbol.asyncDispose]();
    expect(await adopted(other)).toEqual(['a']);
  });

  test('are as far as they had come', async () => {
    const [one, other] = [await startProcess(), await startProcess()];
    const entry = await one.open(admitted('a'));
    await one.write({ ...entry, stage: { name: 'called', resultUrl: 'https://example.com/a.jpg' }, calls: 1 });
    now += STALE_MS;
    const [found] = await Array.fromAsync(other.adopt());
    expect(found).toMatchObject({ stage: { name: 'called', resultUrl: 'https://example.com/a.jpg' }, calls: 1 });
  });
});

describe('a process that was stopped for long', () => {
  test('no longer holds what another has taken over, nor can it bring it back', async () => {
    const [one, other] = [await startProcess(), await startProcess()];
    const entry = await one.open(admitted('a'));
    expect(await one.owns(entry, never)).toBe(true);
    now += STALE_MS;
    const [taken] = await Array.fromAsync(other.adopt());
    if (taken) await other.remove(taken);

    await expect(one.write({ ...entry, stage: { name: 'calling' } })).rejects.toThrow(AdoptedElsewhere);
    now += STALE_MS;
    // Its heartbeat works again before it checks. It still knows that it was late.
    await one.beat();
    expect(await one.owns(entry, never)).toBe(false);
    await expect(one.write(entry)).rejects.toThrow(AdoptedElsewhere);
    expect(await Array.fromAsync(storage.table('journal', entrySchema).entries())).toEqual([]);
  });

  test('goes on with what nobody has taken over', async () => {
    const one = await startProcess();
    const entry = await one.open(admitted('a'));
    now += 10 * STALE_MS;
    expect(await one.owns(entry, never)).toBe(true);
    await one.write({ ...entry, stage: { name: 'calling' } });
  });

  test('holds what it takes on afterwards', async () => {
    const [one, other] = [await startProcess(), await startProcess()];
    await one.open(admitted('a'));
    now += STALE_MS;
    expect(await adopted(other)).toEqual(['a']);
    now += STALE_MS;
    await one.beat();
    expect(await one.owns(await one.open(admitted('b')), never)).toBe(true);
  });
});

test('a process that never had a lease asks the store before it acts', async () => {
  let isDown = true;
  const lease: Atomic['lease'] = async (...given) => {
    if (isDown) throw new StorageError('down');
    return storage.atomic.lease(...given);
  };
  const one = await startProcess({ ...storage.atomic, lease });
  const other = await startProcess();
  const entry = await one.open(admitted('a'));
  expect(await adopted(other)).toEqual(['a']);
  isDown = false;
  now += STALE_MS;
  expect(await one.owns(entry, never)).toBe(false);
});

const noLease = () => Promise.reject(new StorageError('down'));

test('waiting for the store ends with the signal', async () => {
  const one = await startProcess({ ...storage.atomic, lease: noLease });
  const entry = await one.open(admitted('a'));
  const stop = new AbortController();
  const holding = one.owns(entry, stop.signal);
  stop.abort(new Error('stopped'));
  await expect(holding).rejects.toThrow('stopped');
});
