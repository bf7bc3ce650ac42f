import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';

const lockSchema = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) });

test.each(['undici', '@discordjs/ws'])(
  'one copy of %s is installed, ours and that of discord.js: another costs a start 30 ms and 3 to 6 MiB',
  async (name) => {
    const lock = lockSchema.parse(JSON.parse(await readFile('package-lock.json', 'utf8')));
    const copies = Object.keys(lock.packages).filter((path) => path.endsWith(`node_modules/${name}`));
    expect(copies).toEqual([`node_modules/${name}`]);
  },
);
