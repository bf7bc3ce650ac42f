import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  sectionsOf,
  TABLES_WITHOUT_PEOPLE,
  type PersonDataOptions,
} from '../../../../src/discord/commands/personal-data/person-data.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { openMemoryStorage } from '../../../../src/storage/memory/memory-storage.ts';

const SRC = join(import.meta.dirname, '../../../../src');
/** A call that makes a table, with its name. */
const TABLE = /(?:\.table|\.indexedTable|sealTable|sealIndexedTable)(?:<[^(]*>)?\(\s*(?:storage,\s*)?'([\w-]+)'/g;

test('"Show my data" searches every table of the bot, except those that name no person', async () => {
  const files = (await readdir(SRC, { recursive: true })).filter((name) => name.endsWith('.ts'));
  const sources = await Promise.all(files.map((name) => readFile(join(SRC, name), 'utf8')));
  const tables = new Set(sources.flatMap((source) => [...source.matchAll(TABLE)].map(([, name]) => name)));
  const storage = openMemoryStorage({ clock: createFakeClock() });
  const sections = Object.keys(sectionsOf({ storage } as unknown as PersonDataOptions));
  expect([...sections, ...TABLES_WITHOUT_PEOPLE].toSorted()).toEqual([...tables].toSorted());
});
