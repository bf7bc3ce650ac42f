import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { OpenedPicture } from '../../../src/aging/making/pictures.ts';
import { referenceOf } from '../../../src/aging/request/reference.ts';
import { EndpointError } from '../../../src/endpoint/endpoint-error.ts';
import { ExplainedError } from '../../../src/i18n/explained-error.ts';
import { StorageError } from '../../../src/storage/storage.ts';
import { createAgingWorld, requestIn, type AgingWorld } from '../../support/fakes/aging-world.ts';
import { failing, never } from '../../support/fakes/script.ts';
import { settle } from '../../support/fake-clock.ts';

let world: AgingWorld;

beforeEach(() => {
  world = createAgingWorld();
});
afterEach(() => world[Symbol.asyncDispose]());

/** The next photo takes memory, and is never opened. */
function holdUpOpening() {
  let signal: AbortSignal | undefined;
  world.pictures.scripts.open.next(async () => {
    const opening = world.pictures.openings.at(-1);
    signal = opening?.signal;
    await opening?.hold.reserve(1000, opening.signal);
    return await never();
  });
  return { isAborted: () => signal?.aborted };
}

describe('a request', () => {
  test('is stored, acknowledged, called once, answered and forgotten, and one call of the budget is used', async () => {
    const { aging, events } = await world.start();
    const stages: unknown[] = [];
    const record = async () => stages.push((await world.unfinished()).map(({ stage }) => stage.name));
    world.delivery.scripts.acknowledge.next(async (real) => {
      await record();
      return real();
    });
    world.endpoint.script.next(async (real) => {
      await record();
      return real();
    });
    world.delivery.scripts.answer.next(async (real) => {
      await record();
      return real();
    });
    await aging.submit(requestIn(world));
    expect(aging.active).toBe(1);
    await settle();
    expect(stages).toEqual([['admitted'], ['calling'], ['called']]);
    expect(world.delivery.wordsOf('1')).toEqual(['waiting', 'picture']);
    expect(world.endpoint.calls).toMatchObject([{ ages: [{ age: 60 }] }]);
    expect([await world.unfinished(), await world.budgetUsed(), aging.active]).toEqual([[], 1, 0]);
    expect(events.map(({ type }) => type)).toEqual(['seen', 'accepted', 'started', 'called', 'answered']);
  });

  test('whose photo is opened slowly holds no place in line', async () => {
    const { aging } = await world.start({ width: 2 });
    const slow = ['10', '11'];
    world.pictures.scripts.open.next(...slow.map(() => () => never<OpenedPicture>()));
    for (const id of slow) await aging.submit(requestIn(world, { id, userId: 'mallory' }));
    await aging.submit(requestIn(world, { id: '20', userId: 'alice' }));
    await world.clock.advance(2000);
    expect(world.delivery.wordsOf('20')).toEqual(['waiting', 'picture']);
    expect(aging.active).toBe(slow.length);
    expect((await world.unfinished()).map(({ request }) => request.id).toSorted()).toEqual(slow);
  });

  test('of several ages uses one call of the budget for each, and shows its progress', async () => {
    const { aging } = await world.start();
    await aging.submit(requestIn(world, { timeline: [20, 40, 60] }));
    await settle();
    expect(world.delivery.wordsOf('1')).toEqual(['waiting', 'step 0 of 3', 'picture']);
    expect([world.endpoint.calls.length, await world.budgetUsed()]).toEqual([3, 3]);
  });

  test('is answered only after its progress has been shown, so that a late notice replaces no answer', async () => {
    const { aging } = await world.start();
    const release = Promise.withResolvers<void>();
    world.delivery.scripts.step.next(async (real) => {
      await release.promise;
      real();
    });
    await aging.submit(requestIn(world, { timeline: [20, 40] }));
    await settle();
    expect(world.delivery.wordsOf('1')).toEqual(['waiting']);
    release.resolve();
    await settle();
    expect(world.delivery.wordsOf('1')).toEqual(['waiting', 'step 0 of 2', 'picture']);
  });

  test('is remembered for its buttons and for reports', async () => {
    const { aging, storage } = await world.start();
    await aging.submit(requestIn(world));
    await settle();
    const sealed = z.string();
    expect(await storage.table('answers', sealed).get('1')).toBeDefined();
    expect(await storage.table('references', sealed).get(referenceOf('1'))).toBeDefined();
  });

  test('is answered although it cannot be remembered', async () => {
    const { aging, storage } = await world.start();
    storage.breakOn(/^(answers|references)\.set$/);
    await aging.submit(requestIn(world));
    await settle();
    expect(world.delivery.wordsOf('1')).toEqual(['waiting', 'picture']);
  });

  test('that Discord sends twice is made once', async () => {
    const { aging, events } = await world.start();
    await Promise.all([aging.submit(requestIn(world)), aging.submit(requestIn(world))]);
    await settle();
    expect(world.delivery.wordsOf('1')).toEqual(['waiting', 'picture']);
    expect([world.endpoint.calls.length, await world.budgetUsed()]).toEqual([1, 1]);
    expect(events.map(({ type }) => type)).toContain('duplicate');
  });

  test('that is refused is neither stored nor counted', async () => {
    const { aging, events } = await world.start();
    await aging.submit(requestIn(world, { age: 9 }));
    expect(world.delivery.wordsOf('1')).toEqual(['refusal age_out_of_range']);
    expect([await world.unfinished(), await world.budgetUsed()]).toEqual([[], 0]);
    expect(events.map(({ type }) => type)).toEqual(['seen', 'refused']);
  });

  test('for which the budget has no call left is refused', async () => {
    const { aging } = await world.start({ limits: { dailyBudgetCalls: 1 } });
    await aging.submit(requestIn(world));
    await settle();
    await aging.submit(requestIn(world, { id: '2' }));
    expect(world.delivery.wordsOf('2')).toEqual(['refusal budget_spent']);
    expect(world.endpoint.calls).toHaveLength(1);
  });
});

describe('a photo', () => {
  test('is opened during the acknowledgement, once, and only of a request that is admitted', async () => {
    const { aging, storage, warmUps } = await world.start();
    const confirmation = Promise.withResolvers<'confirmed'>();
    world.delivery.scripts.acknowledge.next(() => confirmation.promise);
    const submitted = aging.submit(requestIn(world));
    await settle();
    expect([warmUps(), world.pictures.openings.length]).toEqual([1, 1]);
    expect(world.endpoint.calls).toEqual([]);
    confirmation.resolve('confirmed');
    await submitted;
    await settle();
    expect([world.delivery.wordsOf('1').at(-1), world.pictures.openings.length]).toEqual(['picture', 1]);
    storage.breakOn(/^journal\.set$/, new StorageError('full'));
    await aging.submit(requestIn(world, { id: '2' }));
    expect([warmUps(), world.pictures.openings.length]).toEqual([1, 1]);
  });

  test('of a request that has to wait is opened only when its turn comes', async () => {
    const { aging, warmUps } = await world.start({ limits: { guildCooldownMs: 5000 } });
    await aging.submit(requestIn(world, { guildId: '3' }));
    await settle();
    await aging.submit(requestIn(world, { guildId: '3', id: '2' }));
    await settle();
    expect([warmUps(), world.pictures.openings.length]).toEqual([2, 1]);
    await world.clock.advance(5000);
    expect([world.delivery.wordsOf('2').at(-1), world.pictures.openings.length]).toEqual(['picture', 2]);
  });

  test('that turns out bad before the acknowledgement is confirmed is reported after it', async () => {
    const { aging, events } = await world.start();
    world.pictures.scripts.open.next(failing(new ExplainedError('picture_damaged')));
    await aging.submit(requestIn(world));
    await settle();
    expect(world.delivery.wordsOf('1')).toEqual(['waiting', 'sentence picture_damaged']);
    expect([await world.unfinished(), await world.budgetUsed()]).toEqual([[], 0]);
    expect(events.map(({ type }) => type)).toEqual(['seen', 'accepted', 'started', 'failed']);
  });

  test.each(['lost', 'unknown'] as const)('is dropped when the acknowledgement is %s', async (outcome) => {
    const { aging, memory } = await world.start();
    const opening = holdUpOpening();
    world.delivery.scripts.acknowledge.next(() => outcome);
    world.delivery.scripts.confirm.next(() => false);
    await aging.submit(requestIn(world));
    await settle();
    expect([opening.isAborted(), memory.usedBytes, aging.active]).toEqual([true, 0, 0]);
  });

  test('is dropped when its request is cancelled in the line', async () => {
    const { aging, queue, memory } = await world.start();
    const confirmation = Promise.withResolvers<'confirmed'>();
    world.delivery.scripts.acknowledge.next(() => confirmation.promise);
    const opening = holdUpOpening();
    const submitted = aging.submit(requestIn(world, { id: '1' }));
    world.endpoint.script.next(never);
    await aging.submit(requestIn(world, { id: '2' }));
    await settle();
    confirmation.resolve('confirmed');
    await submitted;
    await settle();
    expect([opening.isAborted(), memory.usedBytes > 0]).toEqual([false, true]);
    expect(await queue.cancel('1', '2')).toBe('cancelled');
    await settle();
    expect([opening.isAborted(), memory.usedBytes]).toEqual([true, 0]);
    expect(world.delivery.wordsOf('1').at(-1)).toBe('sentence cancelled');
  });

  test('is dropped when the bot stops', async () => {
    const { aging, memory } = await world.start();
    const opening = holdUpOpening();
    world.delivery.scripts.acknowledge.next(async (real) => {
      await world.clock.sleep(1);
      return real();
    });
    void aging.submit(requestIn(world));
    await settle();
    const stopped = aging.stop(0);
    await settle();
    expect([opening.isAborted(), memory.usedBytes]).toEqual([true, 0]);
    await world.clock.advance(1);
    await stopped;
  });
});

describe('nothing is paid', () => {
  test('before Discord has confirmed the acknowledgement', async () => {
    const { aging } = await world.start();
    const confirmation = Promise.withResolvers<'confirmed'>();
    world.delivery.scripts.acknowledge.next(() => confirmation.promise);
    const submitted = aging.submit(requestIn(world));
    await world.clock.advance(2000);
    expect(world.endpoint.calls).toEqual([]);
    confirmation.resolve('confirmed');
    await submitted;
    await settle();
    expect(world.endpoint.calls).toHaveLength(1);
  });

  test.each([
    ['is lost', () => 'lost' as const],
    ['has an unknown outcome and did not arrive', () => 'unknown' as const],
  ])('when the acknowledgement %s, and what was reserved is refunded', async (_what, step) => {
    const { aging, events } = await world.start();
    world.delivery.scripts.acknowledge.next(step);
    await aging.submit(requestIn(world));
    await settle();
    expect([world.endpoint.calls, world.delivery.wordsOf('1')]).toEqual([[], []]);
    expect([await world.unfinished(), await world.budgetUsed()]).toEqual([[], 0]);
    expect(events).toMatchObject([{ type: 'seen' }, { type: 'acknowledgement_lost', outcome: step() }]);
  });

  test('when the request cannot be stored: it is refused', async () => {
    const { aging, storage, queue } = await world.start({ limits: { guildCooldownMs: 5000 } });
    const inServer = { guildId: 'family' };
    await aging.submit(requestIn(world, inServer));
    await settle();
    storage.breakOn(/^journal\.set$/, new StorageError('full'));
    await aging.submit(requestIn(world, { ...inServer, id: 'second' }));
    expect(world.delivery.wordsOf('second')).toEqual(['refusal storage_down']);
    expect([world.endpoint.calls.length, await world.budgetUsed(), queue.waiting]).toEqual([1, 1, 0]);
  });

  test('when its acknowledgement cannot be stored: a sentence says so', async () => {
    const { aging, storage } = await world.start();
    world.delivery.scripts.acknowledge.next((real) => {
      storage.breakOn(/^journal\.set$/, new StorageError('full'));
      return real();
    });
    const submitted = aging.submit(requestIn(world));
    // The database is retried for five seconds.
    await world.clock.advance(6000);
    await submitted;
    await settle();
    expect(world.delivery.wordsOf('1')).toEqual(['waiting', 'sentence storage_down']);
    expect([world.endpoint.calls, await world.unfinished(), await world.budgetUsed()]).toEqual([[], [], 0]);
  });
});

test('an acknowledgement of unknown outcome that did arrive is answered', async () => {
  const { aging } = await world.start();
  world.delivery.scripts.acknowledge.next((real) => {
    real();
    return 'unknown';
  });
  await aging.submit(requestIn(world));
  await settle();
  expect(world.delivery.wordsOf('1')).toEqual(['waiting', 'picture']);
});

test('when Discord does not say whether the acknowledgement arrived, a sentence is sent, and nothing is paid', async () => {
  const { aging } = await world.start();
  world.delivery.scripts.acknowledge.next(() => 'unknown');
  world.delivery.scripts.confirm.next(failing(new Error('503')));
  await aging.submit(requestIn(world));
  await settle();
  expect(world.delivery.wordsOf('1')).toEqual(['sentence internal']);
  expect([world.endpoint.calls, await world.budgetUsed()]).toEqual([[], 0]);
});

describe('what was reserved', () => {
  const outcomes = [
    ['refunded', 0, 'the photo has no face', new EndpointError('no_face')],
    ['refunded', 0, 'the endpoint has no balance', new EndpointError('endpoint_unfunded')],
    ['kept', 1, 'nobody knows whether the call was made', new EndpointError('endpoint_lost', { outcome: 'unknown' })],
    ['refunded', 0, 'the bot itself fails', new Error('a fault')],
  ] as const;

  test.each(outcomes)('is %s when %s%s', async (_what, budget, _why, error) => {
    const { aging, events } = await world.start();
    world.endpoint.script.next(failing(error));
    await aging.submit(requestIn(world));
    await settle();
    const reason = error instanceof ExplainedError ? error.reason : 'internal';
    expect(world.delivery.wordsOf('1')).toEqual(['waiting', `sentence ${reason}`]);
    expect([await world.unfinished(), await world.budgetUsed()]).toEqual([[], budget]);
    expect(events.at(-1)).toMatchObject({ type: 'failed', error: { reason }, calls: budget });
  });

  test('is kept when a paid picture cannot be downloaded', async () => {
    const { aging } = await world.start();
    world.pictures.scripts.fetchResult.next(failing(new ExplainedError('result_unavailable')));
    await aging.submit(requestIn(world));
    await settle();
    expect(world.delivery.wordsOf('1')).toEqual(['waiting', 'sentence result_unavailable']);
    expect(await world.budgetUsed()).toBe(1);
  });

  test('keeps its cooldown when the photo cannot be opened, and its person is paused after five of them', async () => {
    const { aging } = await world.start({ limits: { dmCooldownMs: 5000 } });
    const damaged = failing(new ExplainedError('picture_damaged'));
    for (let count = 0; count < 5; count += 1) {
      world.pictures.scripts.open.next(damaged);
      await aging.submit(requestIn(world, { id: `bad ${count}` }));
      await settle();
      expect(world.delivery.wordsOf(`bad ${count}`)).toContain('sentence picture_damaged');
      await aging.submit(requestIn(world, { id: `good ${count}` }));
      await settle();
      // The one that could not be opened has taken its turn.
      expect(world.delivery.wordsOf(`good ${count}`)).not.toContain('picture');
      await world.clock.advance(20_000);
    }
    await aging.submit(requestIn(world, { id: 'later' }));
    expect(world.delivery.wordsOf('later')).toEqual(['refusal paused']);
  });

  test('is refunded when the photo cannot be opened', async () => {
    const { aging } = await world.start();
    world.pictures.scripts.open.next(failing(new ExplainedError('picture_gone')));
    await aging.submit(requestIn(world));
    await settle();
    expect(world.delivery.wordsOf('1')).toEqual(['waiting', 'sentence picture_gone']);
    expect(await world.budgetUsed()).toBe(0);
  });
});

/** One request is being made, and another one from the same server waits. */
async function withOneWaiting() {
  const process = await world.start();
  const release = Promise.withResolvers<void>();
  world.endpoint.script.next(async (real) => {
    await release.promise;
    return real();
  });
  await process.aging.submit(requestIn(world, { id: 'first' }));
  await process.aging.submit(requestIn(world, { id: 'second' }));
  await settle();
  return { ...process, release: release.resolve };
}

describe('a request in line', () => {
  test('is told its place', async () => {
    await withOneWaiting();
    await world.clock.advance(2000);
    expect(world.delivery.wordsOf('second')).toEqual(['waiting', 'place 1']);
  });

  test('can be cancelled by the person who made it, and is refunded', async () => {
    const { queue, release } = await withOneWaiting();
    expect(await queue.cancel('second', 'somebody else')).toBe('not_yours');
    expect(await queue.cancel('first', '2')).toBe('started');
    expect(await queue.cancel('second', '2')).toBe('cancelled');
    expect(await queue.cancel('second', '2')).toBe('started');
    release();
    await settle();
    expect(world.delivery.wordsOf('first')).toEqual(['waiting', 'picture']);
    expect(world.delivery.wordsOf('second')).toEqual(['waiting', 'sentence cancelled']);
    expect([world.endpoint.calls.length, await world.budgetUsed()]).toEqual([1, 1]);
    expect(await world.unfinished()).toEqual([]);
  });

  test('is turned away and refunded when the endpoint can no longer serve it; a running one is not', async () => {
    const { queue, release } = await withOneWaiting();
    queue.turnAway(() => new ExplainedError('endpoint_unfunded'));
    await settle();
    release();
    await settle();
    expect(world.delivery.wordsOf('first')).toEqual(['waiting', 'picture']);
    expect(world.delivery.wordsOf('second')).toEqual(['waiting', 'sentence endpoint_unfunded']);
    expect([world.endpoint.calls.length, await world.budgetUsed()]).toEqual([1, 1]);
  });
});

test('a call that takes too long is given up while the person can still be told', async () => {
  const { aging, events } = await world.start();
  world.endpoint.script.next(never);
  const request = requestIn(world);
  await aging.submit(request);
  await world.clock.advance(request.deadline - world.clock.now() - 20_001);
  expect(world.delivery.wordsOf('1')).toEqual(['waiting']);
  await world.clock.advance(1);
  expect(world.delivery.wordsOf('1')).toEqual(['waiting', 'sentence too_late']);
  // The endpoint may still charge for the call.
  expect([await world.unfinished(), await world.budgetUsed()]).toEqual([[], 1]);
  expect(events.at(-1)).toMatchObject({ type: 'failed', timings: { totalMs: 850_000, endpointMs: 850_000 } });
});

describe('a stop', () => {
  test('lets work in progress end', async () => {
    const { aging } = await world.start();
    const release = Promise.withResolvers<void>();
    world.endpoint.script.next(async (real) => {
      await release.promise;
      return real();
    });
    await aging.submit(requestIn(world));
    const stopped = aging.stop(10_000);
    await world.clock.advance(9999);
    release.resolve();
    expect(await stopped).toBe(0);
    expect(world.delivery.wordsOf('1')).toEqual(['waiting', 'picture']);
  });

  test('leaves what is not done in time to the next start, and tells nobody of an error', async () => {
    const { aging } = await world.start();
    world.endpoint.script.next(never);
    await aging.submit(requestIn(world, { id: 'called' }));
    await aging.submit(requestIn(world, { id: 'waiting' }));
    await settle();
    const stopped = aging.stop(10_000);
    await world.clock.advance(10_000);
    expect(await stopped).toBe(2);
    expect((await world.unfinished()).map(({ request, stage }) => [request.id, stage.name]).sort()).toEqual([
      ['called', 'calling'],
      ['waiting', 'acknowledged'],
    ]);
    expect([world.delivery.wordsOf('called').at(-1), world.delivery.wordsOf('waiting').at(-1)]).not.toContain(
      expect.stringContaining('sentence'),
    );
  });

  test('still acknowledges what comes, and leaves it to the next start', async () => {
    const { aging } = await world.start();
    world.endpoint.script.next(never);
    await aging.submit(requestIn(world, { id: 'calling' }));
    await settle();
    const stopped = aging.stop(10_000);
    await aging.submit(requestIn(world, { id: 'draining' }));
    await world.clock.advance(10_000);
    expect(await stopped).toBe(2);
    await aging.submit(requestIn(world, { id: 'last' }));
    await aging[Symbol.asyncDispose]();
    expect(['draining', 'last'].map(world.delivery.wordsOf)).toEqual([['waiting'], ['waiting']]);

    await world.recover(await world.start());
    expect(['draining', 'last'].map(world.delivery.wordsOf)).toEqual([
      ['waiting', 'picture'],
      ['waiting', 'picture'],
    ]);
    expect([await world.unfinished(), world.endpoint.calls.length]).toEqual([[], 4]);
  });

  test('in the middle of an acknowledgement leaves the request to the next start', async () => {
    const { aging } = await world.start();
    const confirmation = Promise.withResolvers<'confirmed'>();
    world.delivery.scripts.acknowledge.next(() => confirmation.promise);
    void aging.submit(requestIn(world));
    await settle();
    const stopped = aging.stop(1000);
    await world.clock.advance(1000);
    confirmation.resolve('confirmed');
    expect(await stopped).toBe(1);
    await aging[Symbol.asyncDispose]();
    expect(await world.unfinished()).toMatchObject([{ stage: { name: 'acknowledged' } }]);
    expect(world.endpoint.calls).toEqual([]);
  });
});

describe('an answer that was deleted', () => {
  test('is not sent again, and the request ends', async () => {
    const { aging, events } = await world.start();
    world.endpoint.script.next((real) => {
      world.delivery.delete('1');
      return real();
    });
    await aging.submit(requestIn(world));
    await settle();
    expect(world.delivery.wordsOf('1')).toEqual(['waiting']);
    expect(events.at(-1)).toMatchObject({ type: 'abandoned', why: 'answer_gone' });
    expect([await world.unfinished(), await world.budgetUsed()]).toEqual([[], 1]);
  });
});

describe('a sentence that Discord does not take', () => {
  test('is reported, and the request stays in the journal', async () => {
    const { aging, events } = await world.start();
    world.endpoint.script.next(failing(new EndpointError('no_face')));
    world.delivery.scripts.apologise.next(failing(new Error('503')));
    await aging.submit(requestIn(world));
    await settle();
    expect(events.at(-1)).toMatchObject({ type: 'abandoned', why: 'unreachable', error: { reason: 'no_face' } });
    expect(await world.unfinished()).toMatchObject([{ stage: { name: 'failed', reason: 'no_face' }, receipts: [] }]);
  });
});
