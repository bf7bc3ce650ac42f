import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';

const lockSchema = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) });

test('one copy of undici is installed for the bot and discord.js: each copy costs 30 ms and 6 MiB at the start', async () => {
  const lock = lockSchema.parse(JSON.parse(await readFile('package-lock.json', 'utf8')));
  const copies = Object.keys(lock.packages).filter((path) => path.endsWith('node_modules/undici'));
  expect(copies).toEqual(['node_modules/undici']);
});
