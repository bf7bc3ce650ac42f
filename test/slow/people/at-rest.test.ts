import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Asked } from 'discord-simulator';
import { freePort } from '../../support/free-port.ts';
import { startWorld, type World } from '../../support/world.ts';
import { hasRedisServer, startRedisServer, type RedisServer } from '../../support/redis-server.ts';
import { readDatabases, readFiles, readRedis } from '../../support/world/read-store.ts';
import { expectPicture, expectSentence } from '../../support/expectations.ts';
import { leaksIn, pictureLeaksIn } from '../../support/world/leaks.ts';
import { photos } from '../../support/pictures/photos.ts';
import { optOut } from '../../support/people/privacy.ts';

const key = () => randomBytes(32).toString('base64');
const { fourFaces, graceHopper, marieCurie } = photos;

/** Creates one of everything that is ever stored, in the middle of its life. */
async function fillStore(world: World): Promise<{ secrets: Record<string, string>; links: unknown[] }> {
  const { alice, ask, discord, endpoint } = world;
  const channel = world.newChannel();
  const bob = discord.addUser({ name: 'Bob' });
  const asked: Asked[] = [];
  const keep = (one: Asked) => {
    asked.push(one);
    return one;
  };
  const answer = await expectPicture(keep(await ask({ channel, image: graceHopper })));
  await keep(await ask({ channel: world.newChannel(), image: fourFaces })).final({
    until: ({ selects }) => selects.length > 0,
  });
  const message = await bob.post(channel, { uploads: [graceHopper] });
  await keep(await alice.messageMenu({ message, command: 'Age this photo' })).modalShown();
  await alice.dm('how old?', [marieCurie]);
  await alice.dmChannel.until((messages) => messages.some(({ buttons }) => buttons.length > 0));
  await optOut(bob);
  // A report that can't be sent to the operator yet.
  discord.faults.inject({ match: { kind: 'open-dm' }, times: Infinity, do: { status: 503 } });
  const report = keep(await bob.press(answer, 'Report'));
  await report.modalShown();
  await keep(await bob.submit(report, { reason: 'It is me in the picture.' })).final();
  // A request that is at the endpoint.
  const before = endpoint.calls.length;
  endpoint.script([{ hang: 'before' }]);
  await keep(await ask({ channel: world.newChannel(), image: graceHopper })).acknowledged();
  await world.until(() => endpoint.calls.length > before);
  const links = endpoint.calls.map(({ body }) => Reflect.get(Object(body), 'image_url') as unknown);
  const tokens = Object.fromEntries(asked.map(({ id, token }) => [`the token of ${id}`, token]));
  return { secrets: { ...tokens, 'the reason of a report': 'It is me in the picture' }, links };
}

/** The secrets that are stored unencrypted. */
function found(stored: string, { secrets, links }: Awaited<ReturnType<typeof fillStore>>): string[] {
  return [...leaksIn(stored, secrets, links), ...pictureLeaksIn(stored, [fourFaces, graceHopper, marieCurie])];
}

describe('stored data', () => {
  test('a database file contains ids and settings, but no unencrypted photo, link, token or words; nor do the metrics', async () => {
    const port = await freePort();
    await using world = await startWorld({
      withoutBot: true,
      env: { FACE_DETECTION: 'on', PORT: String(port), SHUTDOWN_SECONDS: '0' },
    });
    await world.start();
    const secret = await fillStore(world);
    const stored = await readDatabases(world.folder);
    expect(stored).toContain(world.alice.id);
    expect(stored).toContain('journal');
    expect(found(stored, secret)).toEqual([]);
    // In no other file either: nothing but the key is beside the database.
    expect(found(await readFiles(world.folder), secret)).toEqual([]);
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(metrics).toContain('face_age_requests_answered_total');
    expect(found(metrics, secret)).toEqual([]);
    expect(metrics).not.toContain(world.alice.id);
  });

  describe.runIf(hasRedisServer)(`in Redis${hasRedisServer ? '' : ' (there is no redis-server here)'}`, () => {
    let redis: RedisServer | undefined;
    beforeAll(async () => {
      redis = await startRedisServer();
    });
    afterAll(async () => {
      await redis?.[Symbol.asyncDispose]();
    });

    test('Redis contains ids, but no unencrypted photo, link, token or words', async () => {
      const url = redis?.freshUrl() ?? '';
      await using world = await startWorld({
        withoutBot: true,
        env: { FACE_DETECTION: 'on', STORAGE_URL: url, STORAGE_KEY: key(), SHUTDOWN_SECONDS: '0' },
      });
      await world.start();
      const secret = await fillStore(world);
      const stored = await readRedis(url);
      expect(stored).toContain(world.alice.id);
      expect(stored).toContain('requests:r-');
      expect(found(stored, secret)).toEqual([]);
    });
  });
});

test('keys can be rotated: the first seals, and all can open', async () => {
  await using world = await startWorld({ withoutBot: true });
  const [old, fresh] = [key(), key()];
  const { alice } = world;
  const start = async (STORAGE_KEY: string) => await world.start({ STORAGE_KEY });
  const first = await start(old);
  const answer = await expectPicture(await world.askInNewServer());
  await first.stop();
  const second = await start(`${fresh},${old}`);
  const newer = await expectPicture(await alice.press(answer, '10 years older'), 70);
  await second.stop();
  const third = await start(fresh);
  await expectSentence(await alice.press(answer, '10 years older'), 'unknown_control');
  await expectPicture(await alice.press(newer, '10 years younger'), 60);
  await third.stop();
  for (const { output } of [first, second, third]) {
    expect(output).not.toContain(old);
    expect(output).not.toContain(fresh);
  }
});

test('unsealed data would be found', () => {
  const bytes = graceHopper.bytes;
  expect(pictureLeaksIn('nothing', [graceHopper])).toEqual([]);
  expect(pictureLeaksIn(`..${bytes.toString('latin1')}..`, [graceHopper])).not.toEqual([]);
  expect(pictureLeaksIn(`"${bytes.toString('base64')}"`, [graceHopper])).not.toEqual([]);
  expect(pictureLeaksIn(`[${[...bytes].join(',')}]`, [graceHopper])).not.toEqual([]);
});
