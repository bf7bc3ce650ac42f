import { EventEmitter } from 'node:events';
import { beforeEach, expect, test } from 'vitest';
import { watchRedis, type RedisHealth } from '../../../src/aging/queue/redis/redis-health.ts';
import { createScriptRunner } from '../../../src/storage/redis/script-runner.ts';
import type { RedisConnection } from '../../../src/storage/redis/connecting/redis-connection.ts';
import { StorageError } from '../../../src/storage/storage.ts';
import { createFakeClock, settle, type FakeClock } from '../../support/fake-clock.ts';

let clock: FakeClock;
let client: EventEmitter;
let runId: string;
let log: string[];
/** What making up for the outage does, each time. */
let backs: (() => Promise<void>)[];
let health: RedisHealth;

beforeEach(async () => {
  clock = createFakeClock();
  runId = 'first';
  log = [];
  backs = [];
  const info = async () => `run_id:${runId}\r\nuptime_in_seconds:100\r\n`;
  client = Object.assign(new EventEmitter(), { info });
  health = await watchRedis({
    connection: {
      client: client as unknown as RedisConnection['client'],
      name: 'any',
      backForMs: () => Infinity,
      timed: (command) => command(),
      scripts: createScriptRunner(client as unknown as RedisConnection['client'], (command) => command()),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    },
    clock,
    onLost: () => void log.push('lost'),
    async onBack(hasLostWrites) {
      log.push(hasLostWrites ? 'back, and has lost writes' : 'back');
      await backs.shift()?.();
    },
    onSteady: () => void log.push('steady'),
  });
  health.start();
});

/** Like the client: an error, then one notice for each try to connect. */
const lose = () => {
  client.emit('error', new Error('Socket closed'));
  client.emit('close');
  client.emit('close');
};

test('work goes on at once after an interruption', async () => {
  await health.mustBeSteady();
  lose();
  expect(health.isDown).toBe(true);
  await expect(health.mustBeSteady()).rejects.toThrow(StorageError);
  client.emit('ready');
  await settle();
  expect(log).toEqual(['lost', 'back', 'steady']);
  await health.mustBeSteady();
});

test('nobody takes work for 5 s after a restart, and what runs goes on', async () => {
  lose();
  runId = 'second';
  client.emit('ready');
  await settle();
  expect(log).toEqual(['lost', 'back, and has lost writes']);
  await health.mustBeSteady();
  await clock.advance(4999);
  expect(log).not.toContain('steady');
  await clock.advance(1);
  expect(log.at(-1)).toBe('steady');
});

test('a Redis that is back and does not answer yet is asked until it does', async () => {
  backs = [() => Promise.reject(new StorageError('LOADING')), () => Promise.reject(new StorageError('LOADING'))];
  lose();
  client.emit('ready');
  await clock.advance(500);
  expect(log).toEqual(['lost', 'back', 'back', 'back', 'steady']);
});

test('one that is lost again meanwhile is waited for again', async () => {
  lose();
  runId = 'second';
  client.emit('ready');
  await settle();
  await clock.advance(3000);
  lose();
  await clock.advance(10_000);
  expect(log).toEqual(['lost', 'back, and has lost writes', 'lost']);
  runId = 'third';
  client.emit('ready');
  await settle();
  await clock.advance(5000);
  expect(log.slice(3)).toEqual(['back, and has lost writes', 'steady']);
});

test('one that is lost for good before its losses are made up for still counts as having lost them', async () => {
  backs = [() => Promise.reject(new StorageError('gone'))];
  lose();
  runId = 'second';
  client.emit('ready');
  await settle();
  lose();
  client.emit('ready');
  await clock.advance(5000);
  expect(log).toEqual(['lost', 'back, and has lost writes', 'back, and has lost writes', 'steady']);
});

test('nothing is watched after the end', async () => {
  health[Symbol.dispose]();
  client.on('error', () => undefined);
  lose();
  client.emit('ready');
  await settle();
  expect(log).toEqual([]);
});
