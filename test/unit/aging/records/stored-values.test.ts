import { mkdtemp, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { entrySchema, type Entry } from '../../../../src/aging/request/entry.ts';
import { systemClock } from '../../../../src/clock.ts';
import { openSqliteStorage } from '../../../../src/storage/sqlite/sqlite-storage.ts';
import { sealTable } from '../../../../src/storage/sealing/sealed-table.ts';
import type { Storage, Table } from '../../../../src/storage/storage.ts';
import { createVault } from '../../../../src/storage/sealing/vault.ts';
import { anyRequest } from '../../../support/fakes/any-request.ts';
import { anyText } from '../../../support/any-text.ts';

const vault = createVault([randomBytes(32)]);
const ODD = { namespace: 'journal', key: 'odd' };

let folder: string;
let storage: Storage;
let table: Table<Entry>;
let raw: DatabaseSync;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'journal-'));
  const path = join(folder, 'bot.db');
  storage = await openSqliteStorage(path, { clock: systemClock });
  table = sealTable(storage, 'journal', entrySchema, vault);
  raw = new DatabaseSync(path);
});
afterAll(async () => {
  raw.close();
  await storage[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});
beforeEach(() => table.clear());

const HOUR = 3_600_000;
const put = (key: string, value: string | Uint8Array) =>
  raw
    .prepare("INSERT OR REPLACE INTO entries (namespace, key, value, ends_at) VALUES ('journal', ?, ?, ?)")
    .run(key, value, Date.now() + HOUR);
const read = async () => (await Array.fromAsync(table.entries())).map(([, { request }]) => request.id);
const good = (): Entry => ({
  request: anyRequest({ id: 'good', deadline: Date.now() + HOUR }),
  receipts: [],
  startAt: Date.now(),
  stage: { name: 'acknowledged' },
  calls: 0,
});

/** Whatever else is stored, the one valid entry is found, and reading never throws. */
async function expectOnlyTheGood(): Promise<void> {
  await table.set('good', good(), HOUR);
  expect(await read()).toEqual(['good']);
  expect(await table.get('odd')).toBeUndefined();
}

test('the journal can be read whatever bytes are stored', async () => {
  const bytes = fc.uint8Array({ maxLength: 200 });
  const texts = anyText();
  await fc.assert(
    fc.asyncProperty(fc.oneof(bytes, texts, fc.json()), async (value) => {
      put('odd', value);
      await expectOnlyTheGood();
    }),
  );
});

test('the journal can be read whatever another version sealed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.json(), anyText()), async (value) => {
      put('odd', JSON.stringify(vault.seal(value, ODD)));
      await expectOnlyTheGood();
    }),
  );
});

test('an entry with any wrong value is skipped or accepted, never thrown', async () => {
  const fields = [
    ...Object.keys(good()).map((field) => [field] as const),
    ...Object.keys(anyRequest()).map((field) => ['request', field] as const),
    ['stage', 'name'] as const,
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...fields), fc.jsonValue(), async (field, value) => {
      const entry = good();
      const [outer, inner] = field;
      const part: unknown = inner === undefined ? value : { ...(Reflect.get(entry, outer) as object), [inner]: value };
      put('odd', JSON.stringify(vault.seal(JSON.stringify({ ...entry, [outer]: part }), ODD)));
      expect((await read()).length).toBeLessThanOrEqual(1);
      await table.get('odd');
    }),
  );
});

test('an unknown reason is not a reason, even if every object has a property of that name', () => {
  const stage = { name: 'failed', reason: 'toString', params: {} };
  expect(entrySchema.safeParse({ ...good(), stage }).success).toBe(false);
});
