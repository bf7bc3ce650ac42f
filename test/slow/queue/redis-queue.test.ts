import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { OwnedElsewhere } from '../../../src/aging/queue/work-queue.ts';
import type { RedisConnection } from '../../../src/storage/redis/connecting/redis-connection.ts';
import { nightly, someOf } from '../../support/cases.ts';
import { eventually } from '../../support/eventually.ts';
import { hasRedisServer, startRedisServer, type RedisServer } from '../../support/redis-server.ts';
import { connectTo, redisWorld, type Process, type QueueWorld } from './queue-world.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const idsOf = (...processes: readonly Process[]) =>
  processes.flatMap(({ runs }) => runs.map(({ entry }) => entry.request.id)).toSorted();

interface Place extends AsyncDisposable {
  /** Where Redis keeps its data. */
  readonly folder: string;
  readonly server: RedisServer;
  readonly url: string;
  readonly world: QueueWorld;
}

/** A Redis of the test's own that keeps what it's given, and processes on it. */
async function startPlace(): Promise<Place> {
  await using parts = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'queue-'));
  parts.defer(() => removeFolder(folder));
  const server = parts.use(await startRedisServer({ dir: folder, appendonly: 'yes' }));
  const url = server.freshUrl();
  const world = parts.use(redisWorld(url));
  const owned = parts.move();
  return { folder, server, url, world, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

const job = (id: string) => `face-age-bot:requests:r-${id}`;

// They mostly wait for leases to end, so they wait together.
describe.skipIf(!hasRedisServer).concurrent('processes on one Redis', () => {
  test('run each entry once, whoever received it', async () => {
    await using place = await startPlace();
    const { world } = place;
    const receiver = await world.start({ width: 0 });
    const workers = await Promise.all([world.start({ width: 2 }), world.start({ width: 2 })]);
    for (const { finishAll } of workers) finishAll();
    const ids = Array.from({ length: 40 }, (_, index) => `${index}`);
    await Promise.all(ids.map((id) => receiver.put({ id, guildId: `guild ${id}` })));
    await eventually(() => expect(idsOf(...workers)).toHaveLength(40));
    expect(idsOf(...workers)).toEqual(ids.toSorted());
    expect(receiver.runs).toEqual([]);
  });

  test('start a delayed entry whose receiver has ended before its turn', async () => {
    await using place = await startPlace();
    const { world } = place;
    const receiver = await world.start({ width: 0 });
    await receiver.put({ id: 'later' }, Date.now() + 500);
    await receiver.queue[Symbol.asyncDispose]();
    const worker = await world.start();
    await worker.ran('later');
    expect(worker.runs).toMatchObject([{ resumed: false }]);
    worker.finishAll();
  });

  nightly('rest after the connection has refused to look for work, in place of looking again without end', async () => {
    await using place = await startPlace();
    const { url, world } = place;
    const clients: RedisConnection['client'][] = [];
    const connect = async () => {
      const connection = await connectTo(url);
      clients.push(connection.client);
      return connection;
    };
    await using other = redisWorld(url, 1, connect);
    const one = await other.start();
    const [client] = clients;
    if (!client) throw new Error('It has connected');
    await one.put({ id: 'first' });
    await one.ran('first');
    let refused = 0;
    const send = vi.spyOn(client, 'sendCommand');
    // What a connection that is about to close does. After 1000 times it has shown enough.
    send.mockImplementation(async () => {
      refused += 1;
      if (refused >= 1000) send.mockRestore();
      throw new Error("Stream isn't writeable and enableOfflineQueue options is false");
    });
    one.finishAll();
    await sleep(1500);
    send.mockRestore();
    await (await world.start({ width: 0 })).put({ id: 'second' });
    await one.ran('second');
    expect(refused).toBeLessThan(20);
  });

  test('let a person cancel by way of any of them', async () => {
    await using place = await startPlace();
    const { world } = place;
    const [one, other] = [await world.start(), await world.start({ width: 0 })];
    await one.put({ id: 'running', userId: 'alice' });
    await one.ran('running');
    await one.put({ id: 'waiting', userId: 'alice' });
    expect(await other.queue.cancel('waiting', 'bob')).toBe('not_yours');
    expect(await other.queue.cancel('running', 'alice')).toBe('started');
    expect(await other.queue.cancel('waiting', 'alice')).toBe('cancelled');
    await eventually(() => expect(other.turnedAway).toEqual([{ id: 'waiting', reason: 'cancelled' }]));
  });

  test('count nobody as waiting who was refused, or came twice', async () => {
    await using place = await startPlace();
    const { world } = place;
    const [one, other] = [await world.start({ width: 0 }), await world.start({ width: 0 })];
    const { request } = await one.add({ id: 'a' });
    const again = await other.queue.enter(request);
    again.giveBack();
    const refused = await other.queue.enter({ ...request, id: 'b' });
    expect(refused.waiting).toBe(1);
    refused.giveBack();
    await eventually(async () => {
      const last = await one.queue.enter({ ...request, id: 'c' });
      last.giveBack();
      expect(last.waiting).toBe(1);
    });
  });

  test('begin at once with what one that stops has not finished', async () => {
    await using place = await startPlace();
    const { url, world } = place;
    const one = await world.start();
    await one.put({ id: 'a' });
    await one.ran('a');
    await using connection = await connectTo(url);
    expect(await connection.client.exists(`${job('a')}:lock`)).toBe(1);
    expect(await one.queue.stop()).toBe(1);
    // Otherwise another would wait for the end of its lock.
    expect(await connection.client.exists(`${job('a')}:lock`)).toBe(0);
    const other = await world.start();
    await other.ran('a');
    expect(other.runs).toMatchObject([{ resumed: true }]);
  });

  test('run what its receiver did not live to release', async () => {
    await using place = await startPlace();
    const { world } = place;
    const [receiver, worker] = [await world.start({ width: 0 }), await world.start()];
    await receiver.add({ id: 'a' });
    await worker.ran('a');
    expect(worker.runs).toMatchObject([{ entry: { stage: { name: 'admitted' } } }]);
  });

  test('do nothing more about an entry that another has', async () => {
    await using place = await startPlace();
    const { url, world } = place;
    const one = await world.start();
    const entry = await one.put({ id: 'a' });
    await one.ran('a');
    await using connection = await connectTo(url);
    await connection.client.set('face-age-bot:requests:r-a:lock', 'another');
    await expect(one.queue.write({ ...entry, stage: { name: 'calling' } })).rejects.toThrow(OwnedElsewhere);
    await expect(one.queue.mustOwn(entry, new AbortController().signal)).rejects.toThrow(OwnedElsewhere);
    await connection.client.set('face-age-bot:requests:r-a:lock', 'another', 'PX', 1);
    one.finish('a');
    // It has not removed it either, and would run it again.
    await one.queue.stop();
    const other = await world.start();
    await other.ran('a');
    expect(other.runs).toMatchObject([{ resumed: true, entry: { stage: { name: 'acknowledged' } } }]);
  });

  test('withdraw nothing that another has begun with, or ended', async () => {
    await using place = await startPlace();
    const { url, world } = place;
    const one = await world.start({ width: 2 });
    const [a, b] = [await one.put({ id: 'a' }), await one.put({ id: 'b' })];
    await Promise.all([one.ran('a'), one.ran('b')]);
    await using connection = await connectTo(url);
    const { client } = connection;
    const job = 'face-age-bot:requests:r-a';
    await client.set(`${job}:lock`, 'another');
    await expect(one.queue.withdraw(a)).rejects.toThrow(OwnedElsewhere);
    await client.del(`${job}:lock`);
    await client.hincrby(job, 'ats', 1);
    await expect(one.queue.withdraw(a)).rejects.toThrow(OwnedElsewhere);
    await one.queue.withdraw(b);
    expect(await client.exists('face-age-bot:requests:r-b')).toBe(0);
    await expect(one.queue.withdraw(b)).rejects.toThrow(OwnedElsewhere);
  });

  test('leave a call to a process that has lost its lock, but not to one that has died', async () => {
    await using place = await startPlace();
    const { url, world } = place;
    const connections: RedisConnection[] = [];
    await using doomed = redisWorld(url, 1, async () => {
      const connection = await connectTo(url);
      connections.push(connection);
      return connection;
    });
    const one = await doomed.start();
    const entry = await one.put({ id: 'a' });
    await one.ran('a');
    await one.queue.write({ ...entry, stage: { name: 'calling' } });
    const other = await world.start();
    await using connection = await connectTo(url);
    const { client } = connection;
    const job = 'face-age-bot:requests:r-a';
    // As when the process was stopped for longer than its lock lasts.
    const extend = vi.spyOn(connections[0]?.client ?? client, 'evalsha').mockRejectedValue(new Error('stopped'));
    await client.del(`${job}:lock`);
    await eventually(async () => expect(await client.hexists(job, 'adoptAt')).toBe(1));
    expect(other.runs).toEqual([]);
    extend.mockRestore();
    await one.queue.write({ ...entry, stage: { name: 'calling' } });
    await client.del(`${job}:lock`);
    await connections[0]?.[Symbol.asyncDispose]();
    await other.ran('a');
    expect(other.runs).toMatchObject([{ resumed: true, entry: { stage: { name: 'calling' } } }]);
    expect(one.runs).toHaveLength(1);
  });

  test('give up an entry whose lock may have ended when its call is about to be sent', async () => {
    await using place = await startPlace();
    const { world } = place;
    const one = await world.start();
    const entry = await one.put({ id: 'a' });
    await one.ran('a');
    one.queue.mustStillOwn(entry);
    const now = performance.now();
    const clock = vi.spyOn(performance, 'now').mockReturnValue(now + 16_000);
    expect(() => one.queue.mustStillOwn(entry)).toThrow(OwnedElsewhere);
    clock.mockRestore();
    await expect(one.queue.write({ ...entry, stage: { name: 'calling' } })).rejects.toThrow(OwnedElsewhere);
    one.leave('a');
    await one.ran('a', 2);
    expect(one.runs).toMatchObject([{ resumed: false }, { resumed: true }]);
  });

  test('hand over what they have not paid for when they stop, as if it had never been run', async () => {
    await using place = await startPlace();
    const { world } = place;
    const one = await world.start();
    const entry = await one.put({ id: 'a' });
    await one.ran('a');
    const drained = one.queue.drain();
    await expect(one.queue.mustOwn(entry, new AbortController().signal)).rejects.toThrow(OwnedElsewhere);
    one.leave('a');
    await drained;
    const other = await world.start();
    await other.ran('a');
    expect(other.runs).toMatchObject([{ resumed: false, entry: { stage: { name: 'acknowledged' } } }]);
    other.finishAll();
    await eventually(() => expect(other.queue.active).toBe(0));
  });

  nightly('go on after a crash of Redis of 8 s, and none of them runs what another does', async () => {
    await using place = await startPlace();
    const { server, world } = place;
    const [one, other] = [await world.start({ width: 2 }), await world.start({ width: 2 })];
    const entries = [];
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) entries.push(await one.put({ id, guildId: id }));
    await eventually(() => expect(idsOf(one, other)).toHaveLength(4));
    const running = idsOf(one, other);
    await server.kill();
    await sleep(8000);
    await server.start();
    for (const each of [one, other]) {
      for (const { entry } of each.runs) {
        await each.queue.mustOwn(entry, new AbortController().signal);
        await each.queue.write({ ...entry, stage: { name: 'calling' } });
      }
    }
    expect(idsOf(one, other)).toEqual(running);
    for (const { finishAll } of [one, other]) finishAll();
    await eventually(() => expect(idsOf(one, other)).toHaveLength(6));
    expect(idsOf(one, other)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    await eventually(() => expect([one.queue.active, other.queue.active]).toEqual([0, 0]));
    await sleep(6000);
    expect(idsOf(one, other)).toHaveLength(6);
    expect([...one.errors, ...other.errors]).toEqual([]);
  });

  nightly('go on after Redis was frozen for 12 s', async () => {
    await using place = await startPlace();
    const { server, world } = place;
    const one = await world.start({ width: 2 });
    const entry = await one.put({ id: 'a' });
    await one.ran('a');
    server.freeze();
    await sleep(12_000);
    server.thaw();
    await one.queue.mustOwn(entry, new AbortController().signal);
    await eventually(() => one.queue.write({ ...entry, stage: { name: 'calling' } }));
    await eventually(() => one.put({ id: 'b' }));
    await one.ran('b');
    one.finishAll();
    await eventually(() => expect(one.queue.active).toBe(0));
    expect(idsOf(one)).toEqual(['a', 'b']);
    expect(one.errors).toEqual([]);
  });

  nightly('do not run again what ended while Redis was away', async () => {
    await using place = await startPlace();
    const { server, world } = place;
    const one = await world.start();
    await one.put({ id: 'a' });
    await one.ran('a');
    await sleep(1500);
    await server.kill();
    one.finish('a');
    await eventually(() => expect(one.queue.active).toBe(0));
    await server.start();
    const other = await world.start();
    await eventually(() => other.put({ id: 'b' }));
    await eventually(() => expect(idsOf(one, other)).toContain('b'));
    // As long as its lock, and what it takes to notice that it has ended.
    await sleep(25_000);
    expect(idsOf(one, other)).toEqual(['a', 'b']);
  });

  test('bring back what a Redis that has lost everything does not know of', async () => {
    await using place = await startPlace();
    const { folder, server, world } = place;
    const [one, other] = [await world.start(), await world.start({ width: 0 })];
    const running = await one.put({ id: 'running' });
    await one.ran('running');
    await other.put({ id: 'waiting' });
    await server.kill();
    await rm(join(folder, 'appendonlydir'), { recursive: true });
    await server.start();
    await one.queue.mustOwn(running, new AbortController().signal);
    const called = { ...running, stage: { name: 'called', resultUrl: 'https://example.com/a.jpg' } } as const;
    await eventually(() => one.queue.write(called));
    await one.queue.stop();
    const next = await world.start({ width: 2 });
    await next.ran('running');
    await next.ran('waiting');
    expect(next.runs).toContainEqual(expect.objectContaining({ resumed: true, entry: called }));
  });

  nightly('that have nothing to do ask Redis for little', async () => {
    await using place = await startPlace();
    const { url, world } = place;
    await Promise.all([world.start(), world.start()]);
    await using connection = await connectTo(url);
    await sleep(3000);
    const before = await commandsOf(connection);
    const startedAt = performance.now();
    await sleep(10_000);
    const after = await commandsOf(connection);
    const seconds = (performance.now() - startedAt) / 1000;
    const spent = Object.fromEntries(Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)]));
    // Of two processes; what scripts do inside of Redis is counted by their own names.
    const asked = (spent['evalsha'] ?? 0) + (spent['bzpopmin'] ?? 0);
    expect(asked / seconds).toBeLessThanOrEqual(1.6);
    expect(spent['scan'] ?? 0).toBe(0);
  });

  nightly('take what they have received themselves, and wake no other for it', async () => {
    await using place = await startPlace();
    const { url, world } = place;
    const [one, ...others] = [await world.start({ width: 2 }), await world.start(), await world.start()];
    one.finishAll();
    await using connection = await connectTo(url);
    const before = await commandsOf(connection);
    const startedAt = performance.now();
    for (let index = 0; index < 30; index += 1) {
      await one.put({ id: `${index}` });
      await one.ran(`${index}`);
    }
    const after = await commandsOf(connection);
    const asked = ['evalsha', 'bzpopmin'].map((name) => (after[name] ?? 0) - (before[name] ?? 0));
    const sum = asked.reduce((all, count) => all + count, 0);
    // Each has a place, is added, released, taken and ended. Its addition wakes one worker for the time to look.
    const atRest = (3 * 4 * (performance.now() - startedAt)) / 5000;
    expect(sum - atRest).toBeLessThanOrEqual(30 * 6 + 10);
    expect(others.flatMap(({ runs }) => runs)).toEqual([]);
  });

  nightly('leave alone what was sealed with another key', async () => {
    await using place = await startPlace();
    const { url, world } = place;
    await using stranger = redisWorld(url, 2);
    const [one, strange] = [await world.start({ width: 0 }), await stranger.start()];
    await one.put({ id: 'a' });
    await eventually(() => expect(strange.errors).not.toEqual([]));
    expect(strange.runs).toEqual([]);
    await strange.queue.stop();
    const worker = await world.start();
    await worker.ran('a');
  });

  test('run no entry that was put in the place of another', async () => {
    await using place = await startPlace();
    const { url, world } = place;
    const receiver = await world.start({ width: 0 });
    for (const id of ['a', 'b', 'c']) await receiver.put({ id, guildId: `guild ${id}` });
    {
      await using connection = await connectTo(url);
      const [a, b] = await Promise.all(['a', 'b'].map((id) => connection.client.hget(job(id), 'data')));
      await connection.client.hset(job('a'), 'data', b ?? '');
      await connection.client.hset(job('b'), 'data', a ?? '');
    }
    expect(await receiver.queue.of('2')).toMatchObject([{ request: { id: 'c' } }]);
    const worker = await world.start();
    worker.finishAll();
    await worker.ran('c');
    await eventually(() => expect(worker.errors).toHaveLength(2));
    expect(worker.errors.map(String)).toEqual(Array(2).fill(expect.stringMatching(/A request cannot be read/)));
    expect(idsOf(worker)).toEqual(['c']);
  });
});

async function commandsOf({ client }: RedisConnection): Promise<Record<string, number>> {
  const lines = (await client.info('commandstats')).matchAll(/^cmdstat_(\S+?):calls=(\d+)/gm);
  return Object.fromEntries(Array.from(lines, ([, name = '', calls]) => [name, Number(calls)]));
}

describe.skipIf(!hasRedisServer)('processes on one Redis', () => {
  const clocks: [string, number][] = [
    ['an hour slow', -3_600_000],
    ['7 s fast', 7000],
  ];
  test.each(someOf(clocks, ['7 s fast']))(
    'start a delayed entry in its turn, though the clock is %s',
    async (_, ms) => {
      await using place = await startPlace();
      const { world } = place;
      const realNow = Date.now;
      const clock = vi.spyOn(Date, 'now').mockImplementation(() => realNow() + ms);
      try {
        const one = await world.start();
        const putAt = performance.now();
        await one.put({ id: 'later' }, Date.now() + 1500);
        await one.ran('later');
        expect(performance.now() - putAt).toBeGreaterThan(1450);
        one.finishAll();
      } finally {
        clock.mockRestore();
      }
    },
  );
});
