import { describe, expect, test } from 'vitest';
import { createAccess, createPatientAccess } from '../../../src/limits/access.ts';
import { patiently } from '../../../src/storage/patiently.ts';
import { StorageError } from '../../../src/storage/storage.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

/** A store that fails for this long from now on. */
function failingFor(ms: number) {
  const clock = createFakeClock();
  const until = clock.now() + ms;
  let uses = 0;
  const use = async () => {
    uses += 1;
    if (clock.now() < until) throw new StorageError('away');
    return 'kept';
  };
  return { clock, use, uses: () => uses };
}

describe('patiently', () => {
  test('a store that fails for a few seconds is used once it works', async () => {
    const { clock, use } = failingFor(3_000);
    const used = patiently(use, clock);
    await clock.advance(3_500);
    expect(await used).toBe('kept');
  });

  test('a store that fails for long fails in the end', async () => {
    const { clock, use, uses } = failingFor(60_000);
    const used = patiently(use, clock).catch((error: unknown) => error);
    await clock.advance(6_000);
    expect(await used).toBeInstanceOf(StorageError);
    expect(uses()).toBeLessThanOrEqual(21);
  });

  test("other failures aren't retried", async () => {
    const clock = createFakeClock();
    const wrong = new RangeError('wrong');
    await expect(patiently(() => Promise.reject(wrong), clock)).rejects.toBe(wrong);
  });

  test('nothing is retried once the signal is aborted', async () => {
    const { clock, use, uses } = failingFor(60_000);
    const end = new AbortController();
    const used = patiently(use, clock, end.signal).catch((error: unknown) => error);
    await clock.advance(100);
    end.abort('stopped');
    expect(await used).toBe('stopped');
    expect(uses()).toBe(1);
  });

  test('access is checked again while the store fails, and a refusal applies at once', async () => {
    const clock = createFakeClock();
    let asked = 0;
    const has = async (id: string) => {
      asked += 1;
      if (asked <= 2) throw new StorageError('away');
      return id === 'opted out';
    };
    const blocks = { has: async () => false };
    const options = { allowedGuilds: undefined, directMessages: true, userInstall: true };
    const access = createPatientAccess(createAccess({ ...options, blocks, optOuts: { has } }), clock);
    const visit = { userId: '1', venue: { context: 'dm' as const }, subject: { userId: 'opted out' } };
    const refused = access(visit, new AbortController().signal).catch((error: unknown) => error);
    await clock.advance(1_000);
    expect(await refused).toMatchObject({ reason: 'subject_opted_out' });
    expect(asked).toBe(3);
  });
});
