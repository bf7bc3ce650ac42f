import { describe, expect, test } from 'vitest';
import type { Asked } from 'discord-simulator';
import { en } from '../../../src/i18n/en.ts';
import {
  countCalls,
  ended,
  expectPicture,
  expectRefusedAtOnce,
  expectSentence,
  nothingPaid,
} from '../../support/expectations.ts';
import { useWorld } from '../../support/world.ts';

const world = useWorld({
  env: { USER_DAILY_QUOTA: '10', USER_ACTIONS_PER_MINUTE: '60', USER_COOLDOWN_SECONDS: '1', DM_COOLDOWN_SECONDS: '1' },
});

describe('a person who uses too much at once', () => {
  test('of forty comparisons at once, one is made, and everybody else is served', async () => {
    const { discord, askInNewServer } = world();
    const mallory = discord.addUser({ name: 'Mallory' });
    const answer = await expectPicture(await askInNewServer({ person: mallory }));
    // The first one lasts until all have come.
    const opened = Promise.withResolvers<void>();
    discord.faults.schedule(({ path }) => (path.includes('/aged-') ? { until: opened.promise } : undefined));
    const presses = await Promise.all(Array.from({ length: 40 }, () => mallory.press(answer, 'Before/after')));
    await expectPicture(await askInNewServer());
    opened.resolve();
    const shown = await Promise.all(presses.map((press) => press.final()));
    expect(shown.filter(({ pictures }) => pictures.length > 0)).toHaveLength(1);
    const said = Map.groupBy(shown, ({ content }) => content === en.reasons.one_at_a_time);
    // Twenty at once are heard, and one more each second, however long it takes to send them.
    const heard = said.get(true)?.length;
    expect(heard).toBeGreaterThanOrEqual(19);
    expect(heard).toBeLessThan(39);
    for (const press of presses) expect(press.history[0]).toMatchObject({ kind: 'callback', ephemeral: true });
  });

  test('five comparisons are made one after another, and the next one later', async () => {
    const { discord, askInNewServer } = world();
    const bob = discord.addUser({ name: 'Bob' });
    const answer = await expectPicture(await askInNewServer({ person: bob }));
    /** A moment after one was shown, it may not have ended yet. */
    const press = async (): Promise<Asked> => {
      const pressed = await bob.press(answer, 'Before/after');
      return (await pressed.final()).content === en.reasons.one_at_a_time ? await press() : pressed;
    };
    for (let times = 0; times < 5; times += 1) expect((await (await press()).final()).pictures).toHaveLength(1);
    const again = await press();
    await expectSentence(again, 'too_fast');
    expectRefusedAtOnce(again);
  });

  test('commands that only answer are slowed down, too', async () => {
    const { discord, newChannel } = world();
    const mallory = discord.addUser({ name: 'Mallory' });
    const channel = newChannel();
    const helps = await Promise.all(Array.from({ length: 60 }, () => mallory.slash({ channel, command: 'age-help' })));
    const said = await Promise.all(helps.map(async (help) => (await help.final()).content));
    expect(said.filter((content) => content.startsWith("That's too fast for me.")).length).toBeGreaterThan(20);
    expect(said.filter((content) => content.startsWith(en.texts.help_intro)).length).toBeGreaterThanOrEqual(20);
  });

  test('messages are slowed down, too, and the person is told once', async () => {
    const { discord, ask } = world();
    const mallory = discord.addUser({ name: 'Mallory' });
    for (let count = 0; count < 40; count += 1) await mallory.dm('hello');
    await expectPicture(await ask({ dm: true }));
    const answers = await mallory.dmChannel.until((messages) => {
      const own = messages.filter(({ author }) => author !== 'Mallory').map(({ content }) => content);
      return own.includes(en.reasons.too_fast_dm) && own.length >= 20 && own;
    });
    expect(answers.filter((content) => content === en.reasons.too_fast_dm)).toHaveLength(1);
  });
});

describe('a person whose files are no photos', () => {
  const damaged = {
    filename: 'photo.jpg',
    bytes: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(2000)]),
  };

  test('is paused after five of them, costs no quota, and nobody else is paused', async () => {
    const { discord, ask, newChannel } = world();
    const mallory = discord.addUser({ name: 'Mallory' });
    const channel = newChannel();
    const counted = countCalls(world());
    for (let times = 0; times < 5; times += 1) {
      await expectSentence(await ask({ person: mallory, channel, image: damaged }), 'picture_damaged');
    }
    const sixth = await ask({ person: mallory, channel: newChannel() });
    await expectSentence(sixth, 'paused');
    expectRefusedAtOnce(sixth);
    expect(counted()).toEqual(nothingPaid);
    await expectPicture(await ask({ channel }));
    const usage = await ended(await mallory.slash({ channel, command: 'age-usage' }));
    expect(usage.content).toContain("You've used 0 of 10 pictures today");
  });

  test('files that are refused at a glance pause nobody so soon', async () => {
    const { discord, ask, newChannel } = world();
    const bob = discord.addUser({ name: 'Bob' });
    const channel = newChannel();
    const text = { filename: 'photo.jpg', bytes: Buffer.from('not a photo at all') };
    for (let times = 0; times < 6; times += 1) {
      await expectSentence(await ask({ person: bob, channel, image: text }), 'picture_not_a_picture');
    }
    await expectPicture(await ask({ person: bob, channel }));
  });
});
