import { expect, onTestFinished, test } from 'vitest';
import type { SessionInfo } from '@discordjs/ws';
import { createSessions } from '../../../../src/discord/gateway/shard/sessions.ts';
import { createVault } from '../../../../src/storage/sealing/vault.ts';
import { createSharedStorage } from '../../../support/fakes/fake-storage.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { z } from 'zod';

const SESSION_ID = 'a-session-id-that-is-a-secret';
const session = (sequence: number, more: Partial<SessionInfo> = {}): SessionInfo => ({
  sessionId: SESSION_ID,
  sequence,
  shardId: 0,
  shardCount: 1,
  resumeURL: 'wss://resume.example',
  ...more,
});

function makeWorld() {
  const clock = createFakeClock();
  const storage = createSharedStorage(clock);
  const vault = createVault([Buffer.alloc(32, 1)]);
  const begin = ({ token = 'token', intents = 4096, key = vault } = {}) => {
    const connection = storage.connect();
    const warnings: string[] = [];
    const logger = { warn: (_: unknown, line?: string) => warnings.push(String(line)) };
    const sessions = createSessions({ storage: connection, vault: key, token, intents, clock, logger });
    onTestFinished(() => sessions[Symbol.dispose]());
    return { ...sessions, connection, warnings };
  };
  const stored = async () => (await begin().open(0, 1)).current?.sequence;
  return { clock, storage, begin, stored };
}

test('a process finds the session of the one before it, with its exact sequence number after a stop', async () => {
  const world = makeWorld();
  const before = await world.begin().open(0, 1);
  expect(before.current).toBeNull();
  before.update(session(1));
  for (let sequence = 2; sequence <= 50; sequence += 1) before.update(session(sequence));
  await before.close(true);
  const after = await world.begin().open(0, 1);
  expect(after.current).toEqual(session(50));
});

test('a crash loses only sequence numbers of the last two seconds, so that what came last comes again', async () => {
  const world = makeWorld();
  const running = await world.begin().open(0, 1);
  running.update(session(1));
  await world.clock.advance(1500);
  running.update(session(2));
  await world.clock.advance(600);
  expect(await world.stored()).toBe(1);
  await world.clock.advance(1500);
  expect(await world.stored()).toBe(2);
});

test('events are written once a second at most, and a session without events not at all', async () => {
  const world = makeWorld();
  const { connection, ...sessions } = world.begin();
  const writes: unknown[] = [];
  const watched = connection.table('gateway-session', z.string());
  const running = await sessions.open(0, 1);
  running.update(session(1));
  let last: string | undefined;
  for (let step = 0; step < 100; step += 1) {
    running.update(session(step + 2));
    await world.clock.advance(100);
    const now = await watched.get('0');
    if (now !== last) writes.push(now);
    last = now;
  }
  expect(writes.length).toBeLessThanOrEqual(11);
  await world.clock.advance(3000);
  const quiet = await watched.get('0');
  await world.clock.advance(3_600_000);
  expect(await watched.get('0')).toBe(quiet);
  // It doesn't expire either.
  await world.clock.advance(2 * 86_400_000);
  expect(await world.stored()).toBe(101);
});

test.each([
  ['another token', { token: 'other' }, 1],
  ['other intents', { intents: 1 }, 1],
  ['another key', { key: createVault([Buffer.alloc(32, 2)]) }, 1],
  ['another total number of shards', {}, 2],
])('a session is not resumed with %s', async (_what, options, total) => {
  const world = makeWorld();
  const before = await world.begin().open(0, 1);
  before.update(session(5));
  await before.close(true);
  expect((await world.begin(options).open(0, total)).current).toBeNull();
  expect(await world.stored()).toBe(5);
});

test('a session that was put in the place of another shard is not resumed', async () => {
  const world = makeWorld();
  const { connection, ...sessions } = world.begin();
  const running = await sessions.open(0, 2);
  running.update(session(5, { shardCount: 2 }));
  await running.close(true);
  const raw = connection.table('gateway-session', z.string());
  await raw.set('1', (await raw.get('0')) ?? '', 3_600_000);
  expect((await world.begin().open(1, 2)).current).toBeNull();
  expect((await world.begin().open(0, 2)).current?.sequence).toBe(5);
});

test('the session, its address and the token are stored encrypted', async () => {
  const world = makeWorld();
  const { connection, ...sessions } = world.begin();
  const running = await sessions.open(0, 1);
  running.update(session(5));
  await running.close(true);
  const sealed = await connection.table('gateway-session', z.string()).get('0');
  expect(sealed).toMatch(/^v2\./);
  expect(sealed).not.toContain(SESSION_ID);
});

test('a session that has ended is forgotten; one that another process runs by now is left alone', async () => {
  const world = makeWorld();
  const running = await world.begin().open(0, 1);
  running.update(session(5));
  running.update(null);
  await running.close(true);
  expect(await world.stored()).toBeUndefined();

  const lost = await world.begin().open(0, 1);
  lost.update(session(7));
  await world.clock.advance(3000);
  const other = await world.begin().open(0, 1);
  other.update(session(9));
  await other.close(true);
  lost.update(session(8));
  await lost.close(false);
  expect(await world.stored()).toBe(9);
});

test('without the store a shard starts anew, and its session is stored when the store is back', async () => {
  const world = makeWorld();
  const { connection, warnings, ...sessions } = world.begin();
  connection.breakOn(/gateway-session/);
  const opening = sessions.open(0, 1);
  await world.clock.advance(10_000);
  const running = await opening;
  expect(running.current).toBeNull();
  running.update(session(1));
  await world.clock.advance(5000);
  expect(warnings).toHaveLength(1);
  connection.breakOn(undefined);
  await world.clock.advance(2000);
  expect(await world.stored()).toBe(1);
});
