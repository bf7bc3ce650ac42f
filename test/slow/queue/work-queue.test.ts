import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ExplainedError } from '../../../src/i18n/explained-error.ts';
import { eventually } from '../../support/eventually.ts';
import { hasRedisServer, startRedisServer, type RedisServer } from '../../support/redis-server.ts';
import { embeddedWorld, redisWorld, type Process, type QueueWorld } from './queue-world.ts';

let server: RedisServer | undefined;
beforeAll(async () => {
  server = hasRedisServer ? await startRedisServer() : undefined;
});
afterAll(() => server?.[Symbol.asyncDispose]());

const KINDS = [
  ['embedded', embeddedWorld],
  ...(hasRedisServer ? ([['on Redis', () => redisWorld(server?.freshUrl() ?? '')]] as const) : []),
] as const;

const idsOf = ({ runs }: Process) => runs.map(({ entry }) => entry.request.id);

describe.each(KINDS)('the queue %s', (_name, makeWorld) => {
  let world: QueueWorld;
  beforeEach(() => {
    world = makeWorld();
  });
  afterEach(() => world[Symbol.asyncDispose]());

  test('runs an entry once it is released, and forgets it when it has ended', async () => {
    const one = await world.start();
    const held = await one.add({ id: 'held' });
    await one.put({ id: 'released' });
    await one.ran('released');
    expect(one.runs).toMatchObject([{ resumed: false, entry: { stage: { name: 'acknowledged' }, calls: 0 } }]);
    one.finishAll();
    await one.put({ id: 'next' });
    await one.ran('next');
    await one.queue.end(held);
    await eventually(() => expect(one.queue.active).toBe(0));
    expect(await one.queue.stop()).toBe(0);

    const other = await world.start();
    await other.put({ id: 'last' });
    await other.ran('last');
    expect(idsOf(other)).toEqual(['last']);
  });

  test('keeps an entry as far as it has come, for the next process', async () => {
    const one = await world.start();
    const entry = await one.put({ id: 'a' });
    await one.ran('a');
    await one.queue.write({ ...entry, stage: { name: 'called', resultUrl: 'https://example.com/a.jpg' }, calls: 1 });
    await one.queue.mustOwn(entry, new AbortController().signal);
    expect(await one.queue.stop()).toBe(1);
    const other = await world.start();
    await other.ran('a');
    const stage = { name: 'called', resultUrl: 'https://example.com/a.jpg' };
    expect(other.runs).toMatchObject([{ resumed: true, entry: { stage, calls: 1 } }]);
  });

  test('lets another entry begin when one leaves its place, and no more than that', async () => {
    const one = await world.start();
    await one.put({ id: 'a' });
    await one.ran('a');
    await one.put({ id: 'b' });
    await one.put({ id: 'c' });
    expect(idsOf(one)).toEqual(['a']);
    one.runs[0]?.leavePlace();
    one.runs[0]?.leavePlace();
    await one.ran('b');
    // One may be without a place, in this test.
    one.runs[1]?.leavePlace();
    one.finish('a');
    const open = async () => (await one.queue.of('2')).map(({ request }) => request.id);
    await eventually(async () => expect((await open()).toSorted()).toEqual(['b', 'c']));
    expect(idsOf(one)).toEqual(['a', 'b']);
    one.finish('b');
    await one.ran('c');
    await one.put({ id: 'd' });
    expect(idsOf(one)).toEqual(['a', 'b', 'c']);
    one.finishAll();
    await one.ran('d');
  });

  test('lets an entry whose acknowledgement is unknown run too, as far as it has come', async () => {
    const one = await world.start();
    await one.queue.release(await one.add({ id: 'a' }));
    await one.ran('a');
    expect(one.runs).toMatchObject([{ entry: { stage: { name: 'admitted' } } }]);
  });

  test('leaves what comes while it stops to the next process', async () => {
    const one = await world.start();
    await one.put({ id: 'begun' });
    await one.ran('begun');
    const drained = one.queue.drain();
    await one.put({ id: 'late' });
    one.finish('begun');
    await drained;
    await one.queue.stop();
    expect(idsOf(one)).toEqual(['begun']);
    const other = await world.start();
    await other.ran('late');
    expect(idsOf(other)).toEqual(['late']);
  });

  test('runs the requests of one lane in order, and those of another before its many', async () => {
    const one = await world.start();
    await one.put({ id: 'busy', guildId: 'busy' });
    await one.ran('busy');
    for (let index = 0; index < 100; index += 1) await one.put({ id: `many ${index}`, guildId: 'many' });
    for (let index = 0; index < 20; index += 1) await one.put({ id: `few ${index}`, guildId: `few ${index}` });
    one.finishAll();
    await eventually(() => expect(one.runs).toHaveLength(121));
    const order = idsOf(one).slice(1);
    expect(order.findLastIndex((id) => id.startsWith('few'))).toBeLessThan(22);
    const many = order.filter((id) => id.startsWith('many'));
    expect(many).toEqual(Array.from({ length: 100 }, (_, index) => `many ${index}`));
  });

  test('a crowd of others does not keep a lane waiting for ever', async () => {
    const one = await world.start();
    await one.put({ id: 'busy', guildId: 'busy' });
    await one.ran('busy');
    for (let index = 0; index < 5; index += 1) await one.put({ id: `many ${index}`, guildId: 'many' });
    // Two more come for each that ends.
    let last = 'busy';
    for (let turn = 0; turn < 20; turn += 1) {
      for (const side of ['a', 'b']) await one.put({ id: `${side} ${turn}`, guildId: `${side} ${turn}` });
      one.finish(last);
      await eventually(() => expect(one.runs).toHaveLength(turn + 2));
      last = idsOf(one).at(-1) ?? '';
    }
    expect(idsOf(one).filter((id) => id.startsWith('many')).length).toBeGreaterThan(1);
  });

  test('does not start an entry before its turn', async () => {
    const one = await world.start();
    const startAt = Date.now() + 700;
    await one.put({ id: 'later' }, startAt);
    await one.put({ id: 'now' });
    await one.ran('now');
    one.finishAll();
    await one.ran('later');
    expect(Date.now()).toBeGreaterThanOrEqual(startAt);
  });

  test('tells who waits their place, and how many of a lane wait', async () => {
    const one = await world.start();
    await one.put({ id: 'busy', guildId: 'other' });
    await one.ran('busy');
    await one.put({ id: 'first' });
    await one.put({ id: 'second' });
    const outlook = await one.queue.enter({ ...(await one.add({ id: 'third' })).request, id: 'fourth' });
    expect(outlook.waiting).toBe(3);
    expect(outlook.startsAt).toBeGreaterThan(Date.now());
    await eventually(() => expect(one.places).toHaveLength(2));
    expect(one.places).toMatchObject([
      { id: 'first', position: 1 },
      { id: 'second', position: 2 },
    ]);
    expect(one.queue.waiting).toBeGreaterThanOrEqual(2);
  });

  test('finds the open requests of a person, wherever they are run', async () => {
    const [one, other] = [await world.start(), await world.start()];
    await one.put({ id: 'running', userId: 'alice' });
    await eventually(() => expect(one.runs.length + other.runs.length).toBe(1));
    await one.put({ id: 'hers', userId: 'alice' }, Date.now() + 60_000);
    await one.put({ id: 'his', userId: 'bob' }, Date.now() + 60_000);
    const idsOf = async (userId: string) => (await one.queue.of(userId)).map(({ request }) => request.id).toSorted();
    expect(await idsOf('alice')).toEqual(['hers', 'running']);
    expect(await idsOf('bob')).toEqual(['his']);
    expect(await idsOf('carol')).toEqual([]);
  });

  test('lets only the person who asked cancel, and only what has not started', async () => {
    const one = await world.start();
    await one.put({ id: 'running', userId: 'alice' });
    await one.ran('running');
    await one.put({ id: 'waiting', userId: 'alice' });
    await one.put({ id: 'later', userId: 'alice' }, Date.now() + 60_000);
    expect(await one.queue.cancel('running', 'alice')).toBe('started');
    expect(await one.queue.cancel('waiting', 'bob')).toBe('not_yours');
    expect(await one.queue.cancel('waiting', 'alice')).toBe('cancelled');
    expect(await one.queue.cancel('waiting', 'alice')).toBe('started');
    expect(await one.queue.cancel('later', 'alice')).toBe('cancelled');
    expect(await one.queue.cancel('unknown', 'alice')).toBe('started');
    await eventually(() => expect(one.turnedAway).toHaveLength(2));
    expect(one.turnedAway).toEqual([
      { id: 'waiting', reason: 'cancelled' },
      { id: 'later', reason: 'cancelled' },
    ]);
    one.finishAll();
    await one.put({ id: 'last' });
    await one.ran('last');
    expect(idsOf(one)).toEqual(['running', 'last']);
  });

  test('turns away all that wait, and nothing that runs', async () => {
    const one = await world.start();
    await one.put({ id: 'running' });
    await one.ran('running');
    await one.put({ id: 'waiting' });
    await one.put({ id: 'later' }, Date.now() + 60_000);
    one.queue.turnAway(() => new ExplainedError('endpoint_unfunded'));
    await eventually(() => expect(one.turnedAway).toHaveLength(2));
    expect(one.turnedAway.map(({ id, reason }) => `${id} ${reason}`).toSorted()).toEqual([
      'later endpoint_unfunded',
      'waiting endpoint_unfunded',
    ]);
    expect(idsOf(one)).toEqual(['running']);
  });
});
