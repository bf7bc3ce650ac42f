import { expect } from 'vitest';
import { holdBack } from 'discord-simulator';
import { eventually } from '../eventually.ts';
import { inTurn } from './in-turn.ts';
import { expectPicture, expectSentence } from '../expectations.ts';
import { SMALL, type World } from '../world.ts';

const NO_FACE = { answer: { status: 500, body: { error: { code: 'api_error', message: '未检测到人脸。' } } } } as const;
const DOWN = { status: 503 } as const;

/** Resolves when Discord has met a request by this plan. */
function untilMet(world: World, plan: { readonly count: number }): Promise<true> {
  return world.until(() => plan.count > 0);
}

/**
 * Whatever a request was at when the bot was killed, the next one brings it to its one end.
 *
 * @param world without a bot, with room for 16 requests at once.
 */
export async function expectOneEndOfEachStage(world: World): Promise<void> {
  const { discord, endpoint, askInNewServer: ask, hold } = world;
  const bot = await world.startProcess();
  const callsMade = (count: number) => world.until(() => endpoint.calls.length === count, { what: `${count} calls` });

  // Acknowledged: its photo is being fetched.
  discord.faults.inject({ match: { path: /acknowledged\.jpg/ }, do: holdBack().fault });
  const acknowledged = await ask({ image: { ...SMALL, filename: 'acknowledged.jpg' } });
  await world.until(() => discord.requests.some(({ path }) => path.includes('acknowledged.jpg')));

  // Inside the endpoint, which has not made a picture yet; which has made one; whose answer somebody deletes.
  endpoint.script([{ hang: 'before' }]);
  const calling = await ask();
  await callsMade(1);
  endpoint.script([{ hang: 'after' }]);
  const paid = await ask();
  await world.until(() => endpoint.charged === 1);
  endpoint.script([{ hang: 'before' }]);
  const channel = world.newChannel();
  const deleted = await world.ask({ channel, image: SMALL });
  await callsMade(3);
  endpoint.script([]);

  // The result is known: its upload has not arrived; has arrived, which the bot was not told.
  const called = await ask();
  const notYet = inTurn('edit-original', DOWN);
  hold(called, notYet);
  await untilMet(world, notYet);
  const delivered = await ask();
  hold(delivered, inTurn('edit-original', { drop: 'after' }, DOWN));
  await world.until(() => delivered.history.some(({ message }) => message?.pictures.length === 1));

  // Failed: the public deferral is gone, the private sentence not said; a private deferral still stands.
  endpoint.script([NO_FACE, NO_FACE]);
  const failed = await ask();
  const notSaid = inTurn('follow-up', DOWN);
  hold(failed, notSaid);
  await untilMet(world, notSaid);
  const failedPrivately = await ask({ private: true });
  const notEdited = inTurn('edit-original', DOWN);
  hold(failedPrivately, notEdited);
  await untilMet(world, notEdited);

  // Admitted: the acknowledgement has arrived, which the bot was not told; is under way.
  const unconfirmed = await ask();
  const callbacks = inTurn('callback', { drop: 'after' }, { drop: 'before' });
  const confirming = inTurn('edit-original', DOWN);
  hold(unconfirmed, (target) => callbacks(target) ?? confirming(target));
  await untilMet(world, confirming);
  const unacknowledged = await ask();
  const late = inTurn('callback', holdBack().fault);
  hold(unacknowledged, late);
  await untilMet(world, late);

  await world.kill(bot);
  const stages = new Map((await world.unfinished()).map(({ request, stage }) => [request.id, stage.name]));
  const expected = { acknowledged, calling, paid, deleted, called, delivered, failed, failedPrivately, unconfirmed };
  expect(Object.fromEntries(Object.entries(expected).map(([name, { id }]) => [name, stages.get(id)]))).toEqual({
    acknowledged: 'acknowledged',
    calling: 'calling',
    paid: 'calling',
    deleted: 'calling',
    called: 'called',
    delivered: 'called',
    failed: 'failed',
    failedPrivately: 'failed',
    unconfirmed: 'admitted',
  });
  expect(stages.get(unacknowledged.id)).toBe('admitted');
  expect(stages.size).toBe(10);
  channel.delete(deleted.answer ?? { id: 'none' });
  const callsBefore = endpoint.calls.length;
  const chargedBefore = endpoint.charged;
  world.heal();
  const again = await world.start();

  for (const asked of [acknowledged, calling, paid, called, delivered, unconfirmed]) await expectPicture(asked);
  await expectSentence(failed, 'no_face');
  expect(failed.history.map(({ kind }) => kind)).toEqual(['callback', 'delete-original', 'follow-up']);
  await expectSentence(failedPrivately, 'no_face');
  await eventually(async () => expect(await world.unfinished()).toEqual([]));
  await world.until(() => again.log.some(({ msg, request }) => msg === 'Request answered' && request === paid.id));

  // An answer that had arrived is not sent again, and what was paid is not paid again unless it was inside the endpoint.
  expect(delivered.history.filter(({ message }) => message?.pictures.length === 1)).toHaveLength(1);
  const expectedCalls = [acknowledged, calling, paid, unconfirmed].length;
  expect(endpoint.calls.length - callsBefore).toBe(expectedCalls);
  expect(endpoint.charged - chargedBefore).toBe(expectedCalls);
  // Deleted: dropped quietly. Never acknowledged: nobody waits.
  expect(deleted.history.map(({ kind }) => kind)).toEqual(['callback']);
  expect(deleted.answer).toBeUndefined();
  expect(unacknowledged.history).toEqual([]);
}
