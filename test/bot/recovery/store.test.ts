import { DatabaseSync } from 'node:sqlite';
import { InteractionResponseType } from 'discord-api-types/v10';
import { beforeEach, expect, test, vi } from 'vitest';
import type { openDatabase } from '../../../src/storage/sqlite/sqlite-database.ts';
import { held } from '../../support/faults/endpoint-steps.ts';
import { eventually } from '../../support/eventually.ts';
import { freePort } from '../../support/free-port.ts';
import { ended, expectPicture, expectSentence } from '../../support/expectations.ts';
import { SMALL, startWorld, type World } from '../../support/world.ts';

// Read-only and full databases can only be simulated on the bot's own connection.
const opened = vi.hoisted(() => ({ databases: [] as { exec(sql: string): void; prepare(sql: string): unknown }[] }));
vi.mock('../../../src/storage/sqlite/sqlite-database.ts', async (original) => {
  const real = await original<{ openDatabase: typeof openDatabase }>();
  const open: typeof openDatabase = async (path) => {
    const database = await real.openDatabase(path);
    opened.databases.push(database);
    return database;
  };
  return { ...real, openDatabase: open };
});

beforeEach(() => {
  opened.databases.length = 0;
});

const readiness = async (port: number) => {
  const response = await fetch(`http://127.0.0.1:${port}/readyz`);
  return { status: response.status, body: await response.text() };
};

/**
 * Asks in one server after another until the first response is a refusal.
 * @returns that request
 */
async function askUntilRefused(world: World) {
  for (;;) {
    const channel = world.newChannel();
    const calls = world.endpoint.calls.length;
    const asked = await world.ask({ channel });
    await ended(asked);
    if (asked.history.length === 1 && asked.history[0]?.type === InteractionResponseType.ChannelMessageWithSource) {
      return { asked, channel, calls };
    }
  }
}

test.each([
  ['read-only', 'PRAGMA query_only = ON', 'PRAGMA query_only = OFF', /readonly|read-only/],
  ['full', 'PRAGMA max_page_count = 1', 'PRAGMA max_page_count = 1000000', /full/],
])('with a %s database, requests are refused with a sentence until it works again', async (_what, harm, mend, why) => {
  await using world = await startWorld({ withoutBot: true, env: { GUILD_COOLDOWN_SECONDS: '600' } });
  const port = await freePort();
  await using bot = await world.startInProcess({ PORT: String(port) });
  await eventually(async () => expect(await readiness(port)).toMatchObject({ status: 200 }));

  const database = opened.databases[0];
  // Leaves few free pages inside the file.
  database?.exec('VACUUM');
  database?.exec(harm);
  // One or two requests may still fit into a nearly full database, even after one that didn't.
  const { asked, channel, calls } = await askUntilRefused(world);
  await expectSentence(asked, 'storage_down');
  expect(world.endpoint.calls.length).toBe(calls);
  // The log line is written a moment after the person gets the answer.
  const line = await eventually(() => {
    const found = bot.log.findLast(({ msg }) => msg === 'Request refused');
    expect(found).toMatchObject({ level: 'error', reason: 'storage_down', request: asked.id });
    return found;
  });
  expect(JSON.stringify(line)).toMatch(why);
  const sick = await readiness(port);
  expect(sick.status).toBe(503);
  expect(sick.body).toMatch(/^storage: /);
  expect(sick.body).toMatch(why);

  database?.exec(mend);
  // A refused request doesn't start a cooldown.
  await expectPicture(await world.ask({ channel, image: SMALL }));
  expect(await readiness(port)).toMatchObject({ status: 200 });
});

test('requests are refused with a sentence while another process locks the database', async () => {
  await using world = await startWorld({ withoutBot: true });
  const bot = await world.start();
  const other = new DatabaseSync(world.env['STORAGE_URL']?.replace('sqlite://', '') ?? '');
  other.exec('BEGIN IMMEDIATE');
  await expectSentence(await world.askInNewServer(), 'storage_down');
  expect(await bot.untilLogged('Request refused')).toMatchObject({ reason: 'storage_down' });
  other.exec('ROLLBACK');
  other.close();
  await expectPicture(await world.askInNewServer());
  expect(world.endpoint.calls).toHaveLength(1);
});

test('a paid picture is delivered although the store fails meanwhile', async () => {
  await using world = await startWorld({ withoutBot: true });
  await using bot = await world.startInProcess();
  const database = opened.databases[0];
  const { step, release } = held();
  world.endpoint.script([step]);
  const asked = await world.askInNewServer();
  await world.until(() => world.endpoint.calls.length === 1);
  database?.exec('PRAGMA query_only = ON');
  release();
  await expectPicture(asked);
  await eventually(() => expect(bot.log).toContainEqual(expect.objectContaining({ msg: 'Request answered' })));
  database?.exec('PRAGMA query_only = OFF');
  // Not removed, but marked as answered, so another process that adopts it leaves it alone.
  expect((await world.unfinished()).map(({ request }) => request.id)).toEqual([asked.id]);
});
