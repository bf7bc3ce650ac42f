import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { QuestionError } from '../../../src/aging/records/questions.ts';
import { referenceOf } from '../../../src/aging/request/reference.ts';
import { EndpointError } from '../../../src/endpoint/endpoint-error.ts';
import { createAgingWorld, requestIn, type AgingWorld, type Process } from '../../support/fakes/aging-world.ts';
import { TWO_FACES } from '../../support/fakes/fake-pictures.ts';
import { failing, never } from '../../support/fakes/script.ts';
import { settle } from '../../support/fake-clock.ts';

let world: AgingWorld;

beforeEach(() => {
  world = createAgingWorld();
});
afterEach(() => world[Symbol.asyncDispose]());

/** The result: what the person saw, how many calls were made, and how much of the budget is used. */
async function outcome() {
  expect(await world.unfinished()).toEqual([]);
  return [world.delivery.wordsOf('1'), world.endpoint.calls.length, await world.budgetUsed()];
}

/** The first process dies while it works on a request, and the next one adopts the request. */
async function dieAndRecover(prepare: (dying: Process) => void): Promise<Process> {
  const dying = await world.start();
  prepare(dying);
  void dying.aging.submit(requestIn(world));
  // Its photo is opened beside the acknowledgement, and lasts longer.
  await settle();
  await settle();
  const next = await world.start();
  await world.recover(next);
  return next;
}

/** A step of opening the photo that lasts longer than the acknowledgement, which is sent meanwhile. */
const afterAcknowledgement = (step: () => Promise<never>) => async (): Promise<never> => {
  await settle();
  expect(world.delivery.wordsOf('1')).toEqual(['waiting']);
  return await step();
};

describe('after a crash', () => {
  test('before the acknowledgement arrived, the request is dropped and refunded', async () => {
    const { events } = await dieAndRecover(({ die }) => world.delivery.scripts.acknowledge.next(die));
    expect(await outcome()).toEqual([[], 0, 0]);
    expect(events).toMatchObject([
      { type: 'recovered', stage: 'admitted' },
      { type: 'acknowledgement_lost', outcome: 'unknown' },
    ]);
  });

  test('after the acknowledgement arrived unheard, the request is made', async () => {
    await dieAndRecover(({ die }) =>
      world.delivery.scripts.acknowledge.next(async (real) => {
        real();
        return die();
      }),
    );
    expect(await outcome()).toEqual([['waiting', 'picture'], 1, 1]);
  });

  test('while the photo is opened, the request is made, and called once', async () => {
    await dieAndRecover(({ die }) => world.pictures.scripts.open.next(afterAcknowledgement(() => die())));
    expect(await outcome()).toEqual([['waiting', 'picture'], 1, 1]);
  });

  test('a photo that ends two processes in a row is not opened by a third, and its person is told', async () => {
    const dying = await world.start();
    world.pictures.scripts.open.next(afterAcknowledgement(() => dying.die()));
    void dying.aging.submit(requestIn(world));
    await settle();
    await settle();
    for (let turn = 0; turn < 1; turn += 1) {
      const next = await world.start();
      world.pictures.scripts.open.next(() => next.die());
      await world.recover(next);
      await settle();
    }
    await world.recover(await world.start());
    expect(await outcome()).toEqual([['waiting', 'sentence internal'], 0, 0]);
  });

  test(
    'processes that stop in order while a photo is opened are not taken for deaths',
    { timeout: 10_000 },
    async () => {
      let running = await world.start();
      for (let turn = 0; turn < 4; turn += 1) {
        const opening = Promise.withResolvers<never>();
        world.pictures.scripts.open.next(() => opening.promise);
        if (turn === 0) void running.aging.submit(requestIn(world));
        else await world.recover(running);
        await settle();
        await settle();
        const stopped = running.aging.stop(0);
        await world.clock.advance(1);
        opening.reject(new Error('The process has stopped'));
        await stopped;
        running = await world.start();
      }
      await world.recover(running);
      expect(await outcome()).toEqual([['waiting', 'picture'], 1, 1]);
    },
  );

  test('in the middle of a call, it is made again: nobody knows the result of the first', async () => {
    const { events } = await dieAndRecover(({ die }) => world.endpoint.script.next(die));
    expect(await outcome()).toEqual([['waiting', 'picture'], 2, 2]);
    expect(events[0]).toMatchObject({ type: 'recovered', stage: 'calling' });
  });

  test('after a call that is paid, its result is shown without another call', async () => {
    await dieAndRecover(({ die }) => world.pictures.scripts.fetchResult.next(die));
    expect(await outcome()).toEqual([['waiting', 'picture'], 1, 1]);
    expect(world.pictures.fetched).toEqual(['https://example.com/result-1']);
  });

  test('between two calls of a timeline, only the rest is called', async () => {
    const dying = await world.start();
    world.endpoint.script.next(
      (real) => real(),
      () => dying.die(),
    );
    void dying.aging.submit(requestIn(world, { timeline: [20, 40, 60] }));
    await settle();
    await world.recover(await world.start());
    expect(world.endpoint.calls.map(({ ages }) => ages[0]?.age)).toEqual([20, 40, 40, 60]);
    expect(world.delivery.wordsOf('1').at(-1)).toBe('picture');
    expect(await world.unfinished()).toEqual([]);
  });

  test('before the picture was posted, it is posted once', async () => {
    await dieAndRecover(({ die }) => world.delivery.scripts.answer.next(die));
    expect(await outcome()).toEqual([['waiting', 'picture'], 1, 1]);
  });

  test('after the picture was posted unheard, nothing more is sent, and its buttons work', async () => {
    const { storage } = await dieAndRecover(({ die }) =>
      world.delivery.scripts.answer.next(async (real) => {
        real();
        return die();
      }),
    );
    expect(await outcome()).toEqual([['waiting', 'picture'], 1, 1]);
    expect(world.pictures.fetched).toHaveLength(1);
    expect(await storage.table('answers', z.string()).get('1')).toBeDefined();
    expect(await storage.table('references', z.string()).get(referenceOf('1'))).toBeDefined();
  });

  test('before a sentence was sent, it is sent, without another try', async () => {
    const { events } = await dieAndRecover(({ die }) => {
      world.endpoint.script.next(failing(new EndpointError('no_face')));
      world.delivery.scripts.apologise.next(die);
    });
    expect(await outcome()).toEqual([['waiting', 'sentence no_face'], 1, 0]);
    expect(events.map(({ type }) => type)).toEqual(['recovered', 'failed']);
  });

  test('before a refund, it is lost rather than given twice', async () => {
    await dieAndRecover((dying) => {
      world.endpoint.script.next(async () => {
        dying.storage.breakOn(/^refund$/);
        throw new EndpointError('no_face');
      });
      world.delivery.scripts.apologise.next(() => dying.die());
    });
    expect(await outcome()).toEqual([['waiting', 'sentence no_face'], 1, 1]);
  });

  test('between the removal of a public answer and its private sentence, the sentence is sent', async () => {
    await dieAndRecover(({ die }) => {
      world.endpoint.script.next(failing(new EndpointError('no_face')));
      world.delivery.scripts.apologise.next(() => {
        world.delivery.delete('1');
        return die();
      });
    });
    expect(await outcome()).toEqual([['waiting', 'sentence no_face'], 1, 0]);
  });

  test('during which somebody deleted the answer, nothing is paid or sent, and the request is refunded', async () => {
    const { events } = await dieAndRecover(({ die }) =>
      world.pictures.scripts.open.next(
        afterAcknowledgement(() => {
          world.delivery.delete('1');
          return die();
        }),
      ),
    );
    expect(await outcome()).toEqual([['waiting'], 0, 0]);
    expect(events.at(-1)).toMatchObject({ type: 'abandoned', why: 'answer_gone' });
  });
});

/** A step at which the process dies, and all interaction tokens expire. */
const dieAsTokensEnd =
  ({ die }: Process) =>
  () => {
    world.delivery.expire();
    return die<never>();
  };

describe('once the token has ended', () => {
  test('a request that is not paid ends with a sentence and a refund', async () => {
    await dieAndRecover((dying) => world.pictures.scripts.open.next(afterAcknowledgement(dieAsTokensEnd(dying))));
    expect(await outcome()).toEqual([['waiting', 'sentence too_late'], 0, 0]);
  });

  test('a request that may be paid ends with a sentence and no refund', async () => {
    await dieAndRecover((dying) => world.endpoint.script.next(dieAsTokensEnd(dying)));
    expect(await outcome()).toEqual([['waiting', 'sentence too_late'], 1, 1]);
  });

  test('a picture that is paid has a minute to be downloaded', async () => {
    const dying = await world.start();
    world.pictures.scripts.fetchResult.next(dieAsTokensEnd(dying));
    const request = requestIn(world);
    void dying.aging.submit(request);
    await world.clock.advance(request.deadline - world.clock.now() + 60_000);
    world.pictures.scripts.fetchResult.next(async (real) => {
      await world.clock.sleep(59_999);
      return real();
    });
    await world.recover(await world.start());
    await world.clock.advance(59_999);
    expect(await outcome()).toEqual([['waiting', 'picture'], 1, 1]);
  });

  test('a picture that is paid is still sent', async () => {
    await dieAndRecover((dying) => world.pictures.scripts.fetchResult.next(dieAsTokensEnd(dying)));
    expect(await outcome()).toEqual([['waiting', 'picture'], 1, 1]);
  });
});

describe('a start', () => {
  test('continues what was left once, and leaves alone what it has added itself', async () => {
    const dying = await world.start();
    world.pictures.scripts.open.next(afterAcknowledgement(() => dying.die()));
    void dying.aging.submit(requestIn(world));
    await settle();
    const next = await world.start({ width: 2 });
    world.endpoint.script.next(() => never());
    await next.aging.submit(requestIn(world, { id: 'new' }));
    await world.recover(next);
    await world.recover(next);
    expect(next.events.filter(({ type }) => type === 'recovered')).toMatchObject([{ request: { id: '1' } }]);
  });

  test('continues nothing once the process stops', async () => {
    const dying = await world.start();
    world.pictures.scripts.open.next(afterAcknowledgement(() => dying.die()));
    void dying.aging.submit(requestIn(world));
    const next = await world.start();
    await next.aging.stop(0);
    await world.recover(next);
    expect(next.events).toEqual([]);
    expect(await world.unfinished()).toHaveLength(1);
  });
});

/** The error of the last sentence that the person saw. */
const sentence = () => {
  const last = world.delivery.shownOf('1').at(-1);
  return last?.what === 'sentence' ? last.error : undefined;
};

describe('a question about faces', () => {
  beforeEach(() => {
    world.pictures.faces = TWO_FACES;
  });

  test('ends the request without a call, and is refunded', async () => {
    const { aging } = await world.start();
    await aging.submit(requestIn(world));
    await settle();
    expect(await outcome()).toEqual([['waiting', 'sentence which_face'], 0, 0]);
    expect(sentence()).toBeInstanceOf(QuestionError);
    expect(sentence()).toMatchObject({ faces: TWO_FACES, width: 900, numbered: Uint8Array.of(7) });
  });

  test('that was not sent before a crash is sent with its choices', async () => {
    await dieAndRecover(({ die }) => world.delivery.scripts.apologise.next(die));
    expect(await outcome()).toEqual([['waiting', 'sentence which_face'], 0, 0]);
    expect(sentence()).toBeInstanceOf(QuestionError);
    expect(sentence()).toMatchObject({ faces: TWO_FACES, width: 700, numbered: undefined });
  });

  test('that is no longer known after a crash is sent without choices', async () => {
    const dying = await world.start();
    world.delivery.scripts.apologise.next(() => dying.die());
    void dying.aging.submit(requestIn(world));
    await settle();
    const next = await world.start();
    next.storage.breakOn(/^questions\.get$/);
    await world.recover(next);
    expect(await outcome()).toEqual([['waiting', 'sentence which_face'], 0, 0]);
    expect(sentence()).not.toBeInstanceOf(QuestionError);
  });
});

test('a stop while a recovered request is looked at leaves it in the journal', async () => {
  const dying = await world.start();
  world.delivery.scripts.acknowledge.next(() => dying.die());
  void dying.aging.submit(requestIn(world));
  // Its photo is opened beside the acknowledgement, and lasts longer.
  await settle();
  await settle();
  const next = await world.start();
  world.delivery.scripts.confirm.next(async () => {
    const aborted = next.aging.stop(0);
    await world.clock.advance(0);
    void aborted;
    throw new Error('aborted');
  });
  await world.recover(next);
  await world.clock.advance(0);
  expect(await world.unfinished()).toMatchObject([{ stage: { name: 'admitted' } }]);
  expect(world.delivery.wordsOf('1')).toEqual([]);
});

test('a sentence that is on its way when the bot stops is left to the next start', async () => {
  const stopped = await world.start();
  world.endpoint.script.next(failing(new EndpointError('no_face')));
  const aborted = Promise.withResolvers<never>();
  world.delivery.scripts.apologise.next(() => aborted.promise);
  await stopped.aging.submit(requestIn(world));
  await settle();
  const end = stopped.aging.stop(0);
  await settle();
  aborted.reject(new Error('aborted'));
  expect(await end).toBe(1);
  void stopped.die();
  expect(stopped.events.map(({ type }) => type)).not.toContain('abandoned');
  await world.recover(await world.start());
  expect(await outcome()).toEqual([['waiting', 'sentence no_face'], 1, 0]);
});
