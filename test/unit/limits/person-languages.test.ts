import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createPersonLanguages } from '../../../src/limits/settings/person-languages.ts';
import { openMemoryStorage } from '../../../src/storage/memory/memory-storage.ts';
import { createVault } from '../../../src/storage/sealing/vault.ts';
import { StorageError, type Storage } from '../../../src/storage/storage.ts';
import { createFakeClock, settle } from '../../support/fake-clock.ts';

const DAY_MS = 86_400_000;
const LENA = '1';

function start(over: (storage: Storage) => Storage = (storage) => storage) {
  const clock = createFakeClock();
  const storage = openMemoryStorage({ clock });
  const languages = createPersonLanguages(over(storage), createVault([randomBytes(32)]), clock);
  const kept = async () => (await Array.fromAsync(storage.table('person-languages', z.string()).entries())).length;
  return { clock, languages, kept };
}

test("the language of a person's Discord is remembered for direct messages", async () => {
  const { languages } = start();
  expect(await languages.of(LENA)).toBe('en-US');
  expect(await languages.meet(LENA, 'de')).toBe('de');
  await settle();
  expect(await languages.of(LENA)).toBe('de');
  await languages.forget(LENA);
  expect(await languages.of(LENA)).toBe('en-US');
});

test('nothing is stored about people whose Discord is in English', async () => {
  const { languages, kept } = start();
  await languages.meet(LENA, 'en-GB');
  await settle();
  expect(await kept()).toBe(0);
  await languages.meet(LENA, 'de');
  await settle();
  expect(await kept()).toBe(1);
  await languages.meet(LENA, 'en-US');
  await settle();
  expect(await kept()).toBe(0);
});

test('a choice wins until the person takes it back, and survives a change of their Discord', async () => {
  const { languages } = start();
  expect(await languages.choose(LENA, 'de', 'en-US')).toBe('de/en-US');
  expect(await languages.meet(LENA, 'fr')).toBe('de/fr');
  await settle();
  expect(await languages.of(LENA)).toBe('de/fr');
  expect(await languages.choose(LENA, undefined, 'de/fr')).toBe('fr');
  expect(await languages.meet(LENA, 'fr')).toBe('fr');
});

test('a language is kept for 180 days after the person last used the bot', async () => {
  const { clock, languages } = start();
  await languages.meet(LENA, 'de');
  await settle();
  await clock.advance(100 * DAY_MS);
  await languages.meet(LENA, 'de');
  await settle();
  await clock.advance(100 * DAY_MS);
  expect(await languages.of(LENA)).toBe('de');
  await clock.advance(100 * DAY_MS);
  expect(await languages.of(LENA)).toBe('en-US');
});

test.each([
  ['fails', async () => await Promise.reject(new StorageError('disk full'))],
  ['never answers', async () => await new Promise<never>(() => undefined)],
])('a store that %s delays no answer for long', async (_what, get) => {
  const { languages } = start((storage) => ({
    ...storage,
    table: ((...given: Parameters<Storage['table']>) => ({ ...storage.table(...given), get })) as Storage['table'],
  }));
  expect(await languages.meet(LENA, 'de')).toBe('de');
  expect(await languages.of(LENA)).toBe('en-US');
});
