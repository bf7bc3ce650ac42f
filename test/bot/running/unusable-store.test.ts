import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { startDiscord } from '../../../simulator/src/discord.ts';
import { startEndpoint } from '../../../simulator/src/endpoint/start-endpoint.ts';
import { botEnvironment, startBot } from '../../support/world/bot.ts';
import { removeFolder } from '../../support/remove-folder.ts';

test('a bot that must not use its store says so and ends, though Discord cannot be reached either', async () => {
  await using parts = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'face-age-bot-'));
  parts.defer(() => removeFolder(folder));
  const discord = parts.use(await startDiscord());
  const endpoint = parts.use(await startEndpoint());
  discord.faults.inject({ match: { kind: 'gateway' }, times: Infinity, do: { drop: 'before' } });
  await mkdir(join(folder, 'data'));
  const store = join(folder, 'data/face-age-bot.db');
  {
    using db = new DatabaseSync(store);
    db.exec('PRAGMA user_version = 99');
  }
  const env = { ...botEnvironment(discord, endpoint), STORAGE_URL: `sqlite://${store}` };
  await using bot = await startBot({ env, folder });
  expect(await bot.exit).toBe(78);
  expect(bot.output).toMatch(/^The database .* was used by a newer version of this bot/m);
});
