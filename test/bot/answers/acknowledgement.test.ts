import { describe, expect, test } from 'vitest';
import { holdBack, PATIENCE_MS } from 'discord-simulator';
import { FIRST_RESPONSE } from '../../../src/bounds.ts';
import { answers, envelope, held } from '../../support/faults/endpoint-steps.ts';
import { eventually } from '../../support/eventually.ts';
import {
  countCalls,
  expectNothingLeft,
  expectPicture,
  expectSentence,
  expectTakenBack,
  logOf,
  nothingPaid,
} from '../../support/expectations.ts';
import { startWorld, useWorld } from '../../support/world.ts';
import { TRANSPORT } from '../../support/world/bots.ts';

const world = useWorld({ env: { GUILD_COOLDOWN_SECONDS: '60', QUEUE_PATIENCE_SECONDS: '0' } });
const noFace = answers(500, envelope('api_error', 'FailedOperation.DetectNoFace'));

/** The routes and statuses of the callbacks since `from`. */
function callbacksSince(from: number) {
  return world()
    .discord.requests.slice(from)
    .filter(({ kind }) => kind === 'callback');
}

/** Resolves when the log says that this answer was lost. */
async function untilLost(id: string) {
  const { bot, discord } = world();
  const line = 'Discord did not accept the first response in time';
  await discord.until(() => bot.log.some(({ request, msg }) => request === id && msg === line));
}

// Over HTTP nothing calls back: see test/bot/answers/over-http.test.ts.
describe.skipIf(TRANSPORT === 'http')('over the gateway', () => {
  test('the acknowledgement comes before the call, and no answer contains the bot token', async () => {
    const { ask, discord, endpoint, newChannel } = world();
    const from = discord.requests.length;
    endpoint.script([noFace]);
    const refused = await ask({ channel: newChannel() });
    await expectSentence(refused, 'no_face');
    const asked = await ask({ channel: newChannel() });
    await expectPicture(asked);
    const { at } = await asked.acknowledged();
    expect(at).toBeLessThanOrEqual(endpoint.calls.at(-1)?.at ?? 0);

    const answering = discord.requests.slice(from).filter(({ kind }) => kind !== 'cdn');
    expect(answering.map(({ kind }) => kind)).toEqual([
      'callback',
      'delete-original',
      'follow-up',
      'callback',
      'edit-original',
    ]);
    expect(answering.filter(({ authorized }) => authorized)).toEqual([]);
  });

  test.each([
    ['before it arrived', 'before', [undefined, 204]],
    ['after it arrived, so that Discord says it has it already', 'after', [204, 400]],
  ] as const)('an acknowledgement whose connection broke %s is retried once', async (_when, drop, statuses) => {
    const { ask, discord, newChannel } = world();
    const from = discord.requests.length;
    discord.faults.inject({ match: { kind: 'callback' }, do: { drop } });
    const counted = countCalls(world());
    await expectPicture(await ask({ channel: newChannel() }));
    expect(callbacksSince(from).map(({ status }) => status)).toEqual(statuses);
    expect(counted()).toEqual({ calls: 1, charged: 1 });
  });

  test('an acknowledgement is sent again after a fault of Discord', async () => {
    const { ask, discord, newChannel } = world();
    discord.faults.inject({ match: { kind: 'callback' }, do: { status: 502, body: 'Bad gateway' } });
    await expectPicture(await ask({ channel: newChannel() }));
  });

  test('the bot waits for a slow acknowledgement', async () => {
    const { ask, discord, newChannel } = world();
    const from = discord.requests.length;
    discord.faults.inject({ match: { kind: 'callback' }, do: { delayMs: 1500 } });
    await expectPicture(await ask({ channel: newChannel() }));
    expect(callbacksSince(from)).toHaveLength(1);
  });

  test("an acknowledgement that comes too late is logged, isn't paid, and its cooldown is given back", async () => {
    const { ask, discord, newChannel } = world();
    const channel = newChannel();
    const counted = countCalls(world());
    discord.faults.inject({
      match: { kind: 'callback' },
      do: { status: 404, body: { message: 'Unknown interaction', code: 10_062 } },
    });
    const lost = await ask({ channel });
    await untilLost(lost.id);
    expect(logOf(world(), lost)).toMatchObject([{ level: 'warn', outcome: 'lost' }]);
    expect(counted()).toEqual(nothingPaid);
    expectNothingLeft(channel);
    await expectPicture(await ask({ channel }));
    expect(counted()).toEqual({ calls: 1, charged: 1 });
  });

  test("a request isn't paid if its acknowledgement took longer than Discord waits", async () => {
    const { ask, discord, newChannel } = world();
    const channel = newChannel();
    const counted = countCalls(world());
    const { fault, release } = holdBack();
    discord.faults.inject({ match: { kind: 'callback' }, do: fault });
    const lost = await ask({ channel });
    await discord.until(() => discord.requests.some(({ fault: met }) => met === fault));
    lost.giveUp();
    release();
    await untilLost(lost.id);
    await expect(lost.final()).rejects.toThrow('The application did not respond');
    expect(counted()).toEqual(nothingPaid);
    expectNothingLeft(channel);
    await expectPicture(await ask({ channel }));
  });

  test('a just timely acknowledgement leaves nobody waiting forever', async () => {
    const { sendMs } = FIRST_RESPONSE;
    await using own = await startWorld({ firstResponse: { sendMs, acceptMs: PATIENCE_MS } });
    const { ask, discord } = own;
    // Later than the bot waits, earlier than Discord gives up.
    const { fault, release } = holdBack();
    discord.faults.inject({ match: { kind: 'callback' }, do: fault });
    const asked = await ask();
    await discord.until(() => discord.requests.some(({ kind }) => kind === 'edit-original'));
    release();
    await expectPicture(asked);
  });

  test('an acknowledgement that never arrives is given up, and nothing is paid', async () => {
    await using own = await startWorld({ firstResponse: { acceptMs: 0 } });
    const { ask, discord, endpoint, bot } = own;
    discord.faults.inject({ match: { kind: 'callback' }, times: 2, do: { drop: 'before' } });
    const lost = await ask();
    const { outcome } = await bot.untilLogged('Discord did not accept the first response in time');
    expect(outcome).toBe('unknown');
    lost.giveUp();
    expect(endpoint.calls).toEqual([]);
    await eventually(async () => expect(await own.unfinished()).toEqual([]));
  });

  test('a refusal is sent although the connection broke', async () => {
    const { ask, discord, newChannel } = world();
    discord.faults.inject({ match: { kind: 'callback' }, do: { drop: 'before' } });
    const image = { bytes: Buffer.alloc(0), filename: 'photo.jpg' };
    await expectSentence(await ask({ channel: newChannel(), image }), 'picture_empty');
  });
});

test('after a public deferral a failure is explained privately, even if deleting the deferral fails at first', async () => {
  const { ask, discord, endpoint, newChannel } = world();
  const channel = newChannel();
  endpoint.script([noFace]);
  discord.faults.inject({ match: { kind: 'delete-original' }, do: { drop: 'before' } });
  discord.faults.inject({ match: { kind: 'follow-up' }, do: { status: 503 } });
  const asked = await ask({ channel });
  await expectSentence(asked, 'no_face');
  expectTakenBack(asked);
  expectNothingLeft(channel);
});

test('a deletion counts as done although its answer was lost', async () => {
  const { ask, discord, endpoint, newChannel } = world();
  const channel = newChannel();
  endpoint.script([noFace]);
  discord.faults.inject({ match: { kind: 'delete-original' }, do: { drop: 'after' } });
  const asked = await ask({ channel });
  await expectSentence(asked, 'no_face');
  expectTakenBack(asked);
});

test("the sentence replaces a deferral that can't be deleted", async () => {
  const { ask, discord, endpoint, newChannel } = world();
  const channel = newChannel();
  endpoint.script([noFace]);
  discord.faults.inject({
    match: { kind: 'delete-original' },
    do: { status: 403, body: { message: 'Missing Access', code: 50_001 } },
  });
  const asked = await ask({ channel });
  const answer = await asked.final();
  expect(answer.content).toContain("I couldn't find a face in this photo.");
  expect(asked.history.map(({ kind }) => kind)).toEqual(['callback', 'edit-original']);
  expect(channel.messages.map(({ id }) => id)).toEqual([answer.id]);
});

test("an answer that a moderator has deleted isn't posted again", async () => {
  const { ask, discord, endpoint, newChannel } = world();
  const channel = newChannel();
  const { step, release } = held();
  endpoint.script([step]);
  const calls = endpoint.calls.length;
  const asked = await ask({ channel });
  await discord.until(() => endpoint.calls.length > calls);
  const deferral = await channel.until((messages) => messages[0]);
  channel.delete(deferral);
  release();
  await discord.until(() => logOf(world(), asked).some(({ msg }) => msg === 'Answer could not be delivered'));
  expectNothingLeft(channel);
  expect(channel.seenBy(world().alice)).toEqual([]);
});
