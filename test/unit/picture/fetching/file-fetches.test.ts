import { afterAll, expect, test } from 'vitest';
import { createFileFetches } from '../../../../src/picture/fetching/file-fetches.ts';

const files = createFileFetches({
  discordApiUrl: 'https://discord.com/api',
  discordIsPublic: true,
  trustedResultHosts: new Set(['api.acedata.cloud:443']),
});
afterAll(() => files[Symbol.asyncDispose]());

test.each([
  'https://example.com/a.png',
  'https://discord.com/api/users/@me',
  'https://cdn.discordapp.com.example.com/a.png',
  'https://images-ext-3.discordapp.net/a.png',
  'https://api.acedata.cloud/a.png',
  'http://cdn.discordapp.com/a.png',
  'https://127.0.0.1/a.png',
])('photos are fetched from the file hosts of Discord only: %s', async (url) => {
  await expect(files.discord.fetchBytes(url)).rejects.toMatchObject({ kind: 'refused' });
});

test.each(['https://127.0.0.1/a.png', 'https://10.0.0.1/a.png', 'https://[::1]/a.png', 'http://example.com/a.png'])(
  'results are fetched from public addresses over TLS only: %s',
  async (url) => {
    await expect(files.results.fetchBytes(url)).rejects.toMatchObject({ kind: 'refused' });
  },
);
