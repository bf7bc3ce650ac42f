import { mkdtemp } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startDiscord } from '../../../simulator/src/discord.ts';
import { startEndpoint } from '../../../simulator/src/endpoint/start-endpoint.ts';
import { nightly } from '../../support/cases.ts';
import { botEnvironment, startBot } from '../../support/world/bot.ts';
import { warningsIn } from '../../support/world/bot-log.ts';
import { eventually } from '../../support/eventually.ts';
import { freePort } from '../../support/free-port.ts';
import { removeFolder } from '../../support/remove-folder.ts';

/** A bot with a health page, in its own folder. */
async function prepare() {
  await using parts = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'face-age-bot-'));
  parts.defer(() => removeFolder(folder));
  const discord = parts.use(await startDiscord());
  const endpoint = parts.use(await startEndpoint());
  const port = await freePort();
  const env = {
    ...botEnvironment(discord, endpoint),
    PORT: String(port),
    STORAGE_URL: `sqlite://${join(folder, 'bot.db')}`,
  };
  const all = parts.move();
  return {
    discord,
    database: join(folder, 'bot.db'),
    start: async () => all.use(await startBot({ env, folder })),
    async page(path: string) {
      const response = await fetch(`http://127.0.0.1:${port}${path}`);
      return { status: response.status, body: await response.text() };
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

type Prepared = Awaited<ReturnType<typeof prepare>>;

async function expectMetrics({ page }: Prepared): Promise<void> {
  const { status, body } = await eventually(() => page('/metrics'));
  expect(status).toBe(200);
  expect(body).toMatch(/^face_age_queue_waiting 0$/m);
  expect(body).toMatch(/^face_age_requests_active 0$/m);
  expect(body).not.toMatch(/^face_age_gateway_latency_seconds\{/m);
}

/** The page of a bot that serves people. Which sandbox pictures are decoded in depends on the machine. */
const READY = /^ok\nshards: 0 of 1\npicture processes: (?:bwrap|landlock|permission) \(.+\)\n$/;

async function expectReadyAtLast({ page }: Prepared, bot: Awaited<ReturnType<Prepared['start']>>): Promise<void> {
  await bot.untilLogged('Ready');
  expect(await page('/readyz')).toEqual({ status: 200, body: expect.stringMatching(READY) as string });
  expect(await bot.stop()).toBe(0);
}

test('health and metrics are served while another process locks the database, and say what is missing', async () => {
  await using world = await prepare();
  using database = new DatabaseSync(world.database);
  database.exec('BEGIN EXCLUSIVE');
  const bot = await world.start();

  await expectMetrics(world);
  const ready = await world.page('/readyz');
  expect(ready).toEqual({
    status: 503,
    body: expect.stringMatching(/^gateway: not connected yet\nstorage: The database is not open yet\n/) as string,
  });
  expect(await world.page('/livez')).toEqual({ status: 200, body: 'ok\n' });
  expect(warningsIn(bot)).toEqual([]);

  database.exec('ROLLBACK');
  await expectReadyAtLast(world, bot);
});

nightly('health and metrics are served while Discord is unreachable, and say what is missing', async () => {
  await using world = await prepare();
  world.discord.faults.inject({ match: { kind: 'gateway' }, times: Infinity, do: { drop: 'before' } });
  const bot = await world.start();

  await bot.untilLogged(/^Cannot connect to Discord/);
  await expectMetrics(world);
  expect(await world.page('/readyz')).toEqual({
    status: 503,
    body: expect.stringMatching(/^gateway: not connected yet\n/) as string,
  });
  expect(await world.page('/livez')).toEqual({ status: 200, body: 'ok\n' });

  world.discord.faults.clear();
  await expectReadyAtLast(world, bot);
});
