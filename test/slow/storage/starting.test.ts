import { randomBytes } from 'node:crypto';
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { nightly } from '../../support/cases.ts';
import { expectSentence } from '../../support/expectations.ts';
import { optOut } from '../../support/people/privacy.ts';
import { photos } from '../../support/pictures/photos.ts';
import { hasRedisServer, startRedisServer } from '../../support/redis-server.ts';
import { lastSentence } from '../../support/last-sentence.ts';
import { runScript } from '../../support/run-script.ts';
import { startWorld, type World } from '../../support/world.ts';

const newKey = () => randomBytes(32).toString('base64');

/** Starts a bot that must end with 78. @returns its last line */
async function exitOf(world: World, env: Readonly<Record<string, string>>): Promise<string> {
  const bot = await world.launch(env);
  await world.expectExit(bot, 78);
  return lastSentence(bot.output);
}

/** The same inside this process. @returns what the process would say */
async function refusalOf(world: World, env: Readonly<Record<string, string>>): Promise<string> {
  const refused = await world.start(env).then(
    () => new Error('It has started'),
    (error: Error) => error,
  );
  return refused.message;
}

describe.runIf(hasRedisServer)('a bot and its store', () => {
  test('an opt-out goes along when the store is moved, and is not lost by a changed STORAGE_URL', async () => {
    await using redis = await startRedisServer();
    const STORAGE_URL = redis.freshUrl();
    await using world = await startWorld();
    const bob = world.discord.addUser({ name: 'Bob' });
    await optOut(bob);
    expect(await world.bot.stop()).toBe(0);
    const key = (await readFile(join(world.folder, 'data/face-age-bot.db.key'), 'utf8')).trim();

    expect(await exitOf(world, { STORAGE_URL, STORAGE_KEY: key })).toMatch(/^Redis at .* is empty, but .*npm run move/);
    const moved = await runScript('move', [STORAGE_URL], { cwd: world.folder, env: world.env });
    expect(moved).toMatchObject({ code: 0, stderr: '' });
    expect(moved.stdout).toContain('Also set STORAGE_KEY');
    expect(moved.stdout).not.toContain(key);
    expect(await refusalOf(world, {})).toMatch(/was moved to Redis at .*: set STORAGE_URL to that/);
    expect(await refusalOf(world, { STORAGE_URL, STORAGE_KEY: newKey() })).toMatch(
      /encrypted with a different key from STORAGE_KEY/,
    );

    await world.start({ STORAGE_URL, STORAGE_KEY: key });
    bob.setAvatar(photos.astronaut.bytes);
    const asked = await world.alice.userMenu({ channel: world.channel, user: bob, command: 'Age this avatar' });
    await expectSentence(asked, 'subject_opted_out');
  });
});

nightly(
  'a bot without its key, and one that is older than its database, say so and leave the database as it is',
  async () => {
    await using world = await startWorld();
    await world.askInNewServer();
    expect(await world.bot.stop()).toBe(0);
    const path = join(world.folder, 'data/face-age-bot.db');
    await rename(`${path}.key`, `${path}.key.away`);
    expect(await exitOf(world, {})).toMatch(/^The key file .*face-age-bot\.db\.key is missing, .*restore the file/);
    expect(await refusalOf(world, { STORAGE_KEY: newKey() })).toMatch(
      /^The database .* was encrypted with a different key/,
    );
    await rename(`${path}.key.away`, `${path}.key`);
    await world.start();
    expect(await world.bot.stop()).toBe(0);
    await rename(`${path}.key`, `${path}.key.lost`);
    const accepted = await runScript('move', ['--new-key'], { cwd: world.folder, env: world.env });
    expect(accepted).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^[1-9]\d* records .* were deleted/) as string,
    });
    await world.start();
    expect(await world.bot.stop()).toBe(0);

    {
      using db = new DatabaseSync(path);
      db.exec('PRAGMA user_version = 99');
    }
    const newer = await readFile(path);
    expect(await refusalOf(world, {})).toMatch(/^The database .* was used by a newer version of this bot/);
    expect(await readFile(path)).toEqual(newer);
  },
);
