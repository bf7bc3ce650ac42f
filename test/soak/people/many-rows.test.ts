import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAnswers } from '../../../src/aging/records/answers.ts';
import { createQuestions } from '../../../src/aging/records/questions.ts';
import { systemClock } from '../../../src/clock.ts';
import { createForgetPerson } from '../../../src/discord/commands/personal-data/forget-person.ts';
import { openStorage } from '../../../src/storage/open-storage.ts';
import { createVault, type Vault } from '../../../src/storage/sealing/vault.ts';
import type { Storage } from '../../../src/storage/storage.ts';
import { anyRequest } from '../../support/fakes/any-request.ts';
import { ONE_FACE } from '../../support/fakes/fake-pictures.ts';

const PEOPLE = 1000;
const ROWS_EACH = 20;

let folder: string;
let storage: Storage;
let unsealed = 0;
const { open, ...rest } = createVault([randomBytes(32)]);
/** Counts what is decrypted. */
const vault: Vault = { ...rest, open: (text, place) => ((unsealed += 1), open(text, place)) };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'many-rows-'));
  storage = await openStorage(`sqlite://${join(folder, 'rows.db')}`, { clock: systemClock });
  const answers = createAnswers(storage, vault);
  for (let row = 0; row < PEOPLE * ROWS_EACH; row += 1) {
    await answers.remember(anyRequest({ id: String(1e6 + row), userId: `person ${row % PEOPLE}` }));
  }
});
afterAll(async () => {
  await storage[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

test('among 20,000 rows, what is deleted for a person is found without decrypting those of others', async () => {
  const [answers, questions] = [createAnswers(storage, vault), createQuestions(storage, vault)];
  await questions.remember(anyRequest({ id: '5', userId: 'person 7' }), ONE_FACE);
  // The first search looks for rows of versions without an index.
  await answers.forget('nobody');
  await questions.forget('nobody');
  unsealed = 0;
  await answers.forget('person 7');
  await questions.forget('person 7');
  expect(unsealed).toBeGreaterThanOrEqual(ROWS_EACH);
  expect(unsealed).toBeLessThanOrEqual(4 * ROWS_EACH);
  expect(await answers.find(String(1e6 + 7))).toBeUndefined();
  expect(await answers.find(String(1e6 + 8))).toBeDefined();

  const nobody = { forget: () => Promise.resolve() };
  const forget = createForgetPerson({ storage, vault, limits: nobody, languages: nobody });
  await forget('nobody');
  unsealed = 0;
  await forget('person 9');
  expect(unsealed).toBeLessThanOrEqual(4 * ROWS_EACH);
});
