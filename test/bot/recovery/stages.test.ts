import { expect, test } from 'vitest';
import { holdBack } from 'discord-simulator';
import { eventually } from '../../support/eventually.ts';
import { inTurn } from '../../support/faults/in-turn.ts';
import { expectPicture, expectSentence } from '../../support/expectations.ts';
import { SMALL, startWorld, type World } from '../../support/world.ts';

const NO_FACE = { answer: { status: 500, body: { error: { code: 'api_error', message: '未检测到人脸。' } } } } as const;
const DOWN = { status: 503 } as const;

/** Resolves when this plan has handled a request to Discord. */
function untilMet(world: World, plan: { readonly count: number }): Promise<true> {
  return world.until(() => plan.count > 0);
}

test('the next start finishes every request exactly once, at whatever stage the bot was killed', async () => {
  await using world = await startWorld({ withoutBot: true, env: { ENDPOINT_CONCURRENCY: '16' } });
  const { discord, endpoint, askInNewServer: ask, hold } = world;
  const bot = await world.start();
  const callsMade = (count: number) => world.until(() => endpoint.calls.length === count, { what: `${count} calls` });

  // Acknowledged: its photo is being downloaded.
  discord.faults.inject({ match: { path: /acknowledged\.jpg/ }, do: holdBack().fault });
  const acknowledged = await ask({ image: { ...SMALL, filename: 'acknowledged.jpg' } });
  await world.until(() => discord.requests.some(({ path }) => path.includes('acknowledged.jpg')));

  // At the endpoint: before it has made a picture; after; and with an answer that somebody deletes.
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

  // The result is known. Its upload hasn't arrived; or it has arrived, but the bot doesn't know.
  const called = await ask();
  const notYet = inTurn('edit-original', DOWN);
  hold(called, notYet);
  await untilMet(world, notYet);
  const delivered = await ask();
  hold(delivered, inTurn('edit-original', { drop: 'after' }, DOWN));
  await world.until(() => delivered.history.some(({ message }) => message?.pictures.length === 1));

  // Failed. The public deferral is deleted, but the private sentence isn't sent; or a private deferral is still there.
  endpoint.script([NO_FACE, NO_FACE]);
  const failed = await ask();
  const notSaid = inTurn('follow-up', DOWN);
  hold(failed, notSaid);
  await untilMet(world, notSaid);
  const failedPrivately = await ask({ private: true });
  const notEdited = inTurn('edit-original', DOWN);
  hold(failedPrivately, notEdited);
  await untilMet(world, notEdited);

  // Admitted. The acknowledgement has arrived, but the bot doesn't know; or it is still being sent.
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

  // A delivered answer isn't sent again. A paid call isn't made again, unless it was interrupted at the endpoint.
  expect(delivered.history.filter(({ message }) => message?.pictures.length === 1)).toHaveLength(1);
  const expectedCalls = [acknowledged, calling, paid, unconfirmed].length;
  expect(endpoint.calls.length - callsBefore).toBe(expectedCalls);
  expect(endpoint.charged - chargedBefore).toBe(expectedCalls);
  // Deleted: dropped without a message. Never acknowledged: nobody is waiting.
  expect(deleted.history.map(({ kind }) => kind)).toEqual(['callback']);
  expect(deleted.answer).toBeUndefined();
  expect(unacknowledged.history).toEqual([]);
});
