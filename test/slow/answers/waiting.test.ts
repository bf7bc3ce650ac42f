import { InteractionResponseType } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { PATIENCE_MS, type Answer, type Asked, type Person } from 'discord-simulator';
import { en } from '../../../src/i18n/en.ts';
import { nightly } from '../../support/cases.ts';
import { held } from '../../support/faults/endpoint-steps.ts';
import {
  countCalls,
  ended,
  expectPicture,
  expectRefusedAtOnce,
  expectSentence,
  logOf,
} from '../../support/expectations.ts';
import { photos } from '../../support/pictures/photos.ts';
import { set, timeIn, usageOf } from '../../support/people/servers.ts';
import { useWorld, type Question } from '../../support/world.ts';

const CONCURRENCY = 2;
const world = useWorld({
  slowOpeningMs: PATIENCE_MS,
  env: {
    ENDPOINT_CONCURRENCY: String(CONCURRENCY),
    FACE_DETECTION: 'off',
    GUILD_COOLDOWN_SECONDS: '2',
    USER_COOLDOWN_SECONDS: '3600',
    DM_COOLDOWN_SECONDS: '1',
    QUEUE_PATIENCE_SECONDS: '600',
    GUILD_QUEUE_LIMIT: '3',
    // Requests still waiting at the end are left to the journal.
    SHUTDOWN_SECONDS: '1',
  },
});
const image = photos.marieCurie;
const DEFERRED = InteractionResponseType.DeferredChannelMessageWithSource;

function somebody(name = 'Bob', more: { installed?: boolean } = {}): Person {
  return world().discord.addUser({ name, ...more });
}

/** Asks, and waits until the request is in line, so that the next one comes after it. */
async function askInTurn(question: Question): Promise<Asked> {
  const asked = await world().ask(question);
  await world().discord.until(() => logOf(world(), asked).length > 0);
  return asked;
}

/** Resolves with the notice about a place in the line. */
async function place(asked: Asked): Promise<Answer> {
  return await asked.final({ until: isPlace });
}

function isPlace({ buttons }: Answer): boolean {
  return buttons.some(({ label }) => label === en.texts.button_cancel);
}

describe('servers', () => {
  test('one of six simultaneous requests is served, three wait and two are refused; cancelling costs nothing', async () => {
    const { ask, alice, newChannel } = world();
    const channel = newChannel();
    const counted = countCalls(world());
    await set(world(), channel, 'cooldown', { seconds: 100 });
    const people = Array.from({ length: 6 }, (_, index) => somebody(`Person ${index}`));
    const asked = await Promise.all(people.map((person) => ask({ person, channel, image })));

    const [served, ...others] = asked;
    if (!served) throw new Error('six have asked');
    await expectPicture(served);
    const waiting = others.slice(0, 3);
    const places = await Promise.all(waiting.map(place));
    const [first = 0] = places.map(({ content }) => timeIn(content));
    expect(places.map(({ content }) => content)).toEqual([
      `You're next. I'll start <t:${first}:R>.`,
      `You're number 2 in line. Estimated start: <t:${first + 100}:R>.`,
      `You're number 3 in line. Estimated start: <t:${first + 200}:R>.`,
    ]);
    expect(places.map(({ ephemeral }) => ephemeral)).toEqual([false, false, false]);
    for (const refused of others.slice(3)) {
      const { content } = await expectSentence(refused, 'cooldown');
      expectRefusedAtOnce(refused);
      expect(timeIn(content)).toBe(first + 300);
    }

    const [next] = places;
    if (!next) throw new Error('three wait');
    const pressed = await (await alice.press(next, 'Cancel')).final();
    expect(pressed).toMatchObject({ content: en.texts.cancel_not_yours, ephemeral: true });
    expect(await usageOf(people[3] ?? alice, { channel })).toContain("You've used 1 picture today.");
    // The last one first, so that every turn goes back to the line.
    for (const index of [2, 1, 0]) {
      const [person, question, notice] = [people[index + 1], waiting[index], places[index]];
      if (!person || !question || !notice) throw new Error('three wait');
      await person.press(notice, 'Cancel');
      await expectSentence(question, 'cancelled');
      expect(question.history.slice(-2).map(({ kind, ephemeral }) => ({ kind, ephemeral }))).toEqual([
        { kind: 'delete-original', ephemeral: false },
        { kind: 'follow-up', ephemeral: true },
      ]);
      expect(await usageOf(person, { channel })).toContain("You've used 0 pictures today.");
    }
    expect(channel.messages).toHaveLength(1);
    expect(counted()).toEqual({ calls: 1, charged: 1 });

    const again = await ask({ person: somebody(), channel, image, private: true });
    expect(await again.acknowledged()).toMatchObject({ type: DEFERRED, ephemeral: true });
  });

  nightly('a request that would wait too long is refused with the time', async () => {
    const { ask, newChannel } = world();
    const channel = newChannel();
    await set(world(), channel, 'cooldown', { seconds: 3600 });
    await expectPicture(await ask({ person: somebody(), channel, image }));
    const refused = await ask({ person: somebody(), channel, image });
    const { content } = await expectSentence(refused, 'cooldown');
    expectRefusedAtOnce(refused);
    expect(timeIn(content) * 1000).toBeGreaterThan(refused.state.createdAt + 2900 * 1000);
  });

  nightly('each person has their own cooldown, which affects nobody else', async () => {
    const { ask, newChannel } = world();
    const [channel, elsewhere] = [newChannel(), newChannel()];
    const [bob, carol] = [somebody(), somebody('Carol')];
    await expectPicture(await ask({ person: bob, channel, image }));
    const refused = await ask({ person: bob, channel, image });
    await expectSentence(refused, 'cooldown');
    expectRefusedAtOnce(refused);
    await expectPicture(await ask({ person: carol, channel, image }));
    await expectPicture(await ask({ person: bob, channel: elsewhere, image }));
  });
});

nightly('a short rest of a cooldown is waited for, in servers and elsewhere', async () => {
  const { ask, discord, newChannel } = world();
  const channel = newChannel();
  const bob = somebody('Bob', { installed: true });
  const foreign = discord.addGuild({ botInstalled: false }).addChannel();
  const asked = [
    await ask({ person: somebody(), channel, image }),
    await ask({ person: bob, dm: true, image }),
    await ask({ person: bob, dm: true, image }),
    await ask({ person: bob, channel: foreign, image }),
    await ask({ person: somebody(), channel, image, private: true }),
  ];
  const answers = await Promise.all(asked.map((each) => expectPicture(each)));
  expect(answers.map(({ ephemeral }) => ephemeral)).toEqual([false, false, false, false, true]);
});

describe('while the endpoint is busy', () => {
  test('a waiting person can cancel until the picture is being made', async () => {
    const { ask, discord, endpoint, newChannel } = world();
    const [bob, carol, dave] = [somebody(), somebody('Carol'), somebody('Dave')];
    const [busy, later] = [held(), held()];
    endpoint.script([busy.step, busy.step, later.step]);
    const counted = countCalls(world());
    const first = [await ask({ channel: newChannel(), image }), await ask({ dm: true, image })];
    await discord.until(() => counted().calls === CONCURRENCY);
    const second = await askInTurn({ person: bob, channel: newChannel(), image });
    const third = await askInTurn({ person: carol, dm: true, image });
    const fourth = await askInTurn({ person: dave, channel: newChannel(), image, private: true });
    const notices = await Promise.all([second, third, fourth].map(place));
    expect(notices.map(({ content }) => content.replace(/<.*>/, 'then'))).toEqual([
      "You're next. I'll start then.",
      "You're number 2 in line. Estimated start: then.",
      "You're number 3 in line. Estimated start: then.",
    ]);
    for (const { content } of notices) expect(timeIn(content) * 1000).toBeGreaterThan(second.state.createdAt);

    const [forBob, forCarol, forDave] = notices;
    if (!forBob || !forCarol || !forDave) throw new Error('three wait');
    await carol.press(forCarol, 'Cancel');
    expect(await ended(third)).toMatchObject({ content: en.reasons.cancelled });
    await dave.press(forDave, 'Cancel');
    await expectSentence(fourth, 'cancelled');

    busy.release();
    await discord.until(() => counted().calls === CONCURRENCY + 1);
    const pressed = await (await bob.press(forBob, 'Cancel')).final();
    expect(pressed).toMatchObject({ content: en.texts.cancel_started, ephemeral: true });
    later.release();
    for (const each of [...first, second]) await expectPicture(each);
    expect(counted()).toEqual({ calls: 3, charged: 3 });
  });
});
