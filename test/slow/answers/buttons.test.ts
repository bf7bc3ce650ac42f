import { PermissionFlagsBits } from 'discord-api-types/v10';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { type Asked, type Channel, holdBack, ordinaryPermissions, type Person } from 'discord-simulator';
import { nightly, someOf } from '../../support/cases.ts';
import {
  countCalls,
  expectNothingLeft,
  expectPicture,
  expectRefusedAtOnce,
  expectSentence,
  expectTakenBack,
  nothingPaid,
} from '../../support/expectations.ts';
import { deleteData } from '../../support/people/privacy.ts';
import { photos } from '../../support/pictures/photos.ts';
import { SMALL, startWorld, useWorld, type Question } from '../../support/world.ts';

const world = useWorld();
const CONTINUING = ['10 years older', '10 years younger', 'Another age…', 'Before/after'];

/** An answer of the bot, in its own channel. */
async function answered(question: Question = {}) {
  const channel = question.channel ?? world().newChannel();
  return { channel, answer: await expectPicture(await world().ask({ ...question, channel }), question.age) };
}

function stranger(name = 'Bob'): Person {
  return world().discord.addUser({ name });
}

async function expectDeleted(pressed: Asked, channel: Channel): Promise<void> {
  await world().discord.until(() => pressed.history.some(({ kind }) => kind === 'delete-original'));
  expectNothingLeft(channel);
}

test('every answer has six buttons with text', async () => {
  const { answer } = await answered();
  expect(answer.buttons.map(({ label, disabled }) => ({ label, disabled }))).toEqual(
    [...CONTINUING, 'Delete', 'Report'].map((label) => ({ label, disabled: false })),
  );
});

describe('continuing from an answer', () => {
  test('older and younger show the same photo ten years older or younger, for everyone', async () => {
    const { alice, endpoint } = world();
    const { answer, channel } = await answered({ age: 50 });
    const older = await expectPicture(await alice.press(answer, '10 years older'), 60);
    const younger = await expectPicture(await alice.press(older, '10 years younger'), 50);
    await expectPicture(await alice.press(younger, '10 years younger'), 40);
    expect(channel.messages).toHaveLength(4);
    const given = endpoint.calls.slice(-4).map(({ body }) => Reflect.get(Object(body), 'image_url') as string);
    expect(new Set(given.map((link) => new URL(link).pathname)).size).toBe(1);
  });

  nightly('older and younger stop at 80 and 10', async () => {
    const { alice } = world();
    const { answer } = await answered({ age: 75 });
    const oldest = await expectPicture(await alice.press(answer, '5 years older'), 80);
    await expect(alice.press(oldest, '10 years older')).rejects.toThrow('disabled');
    const { answer: young } = await answered({ age: 12 });
    const youngest = await expectPicture(await alice.press(young, '2 years younger'), 10);
    await expect(alice.press(youngest, '10 years younger')).rejects.toThrow('disabled');
  });

  nightly("younger stops at the server's minimum age", async () => {
    const { alice } = world();
    const { answer, channel } = await answered({ age: 25 });
    const admin = stranger('Admin');
    admin.state.permissions.set(channel.state.guild?.id ?? '', (1n << 64n) - 1n);
    const options = { years: 18 };
    await (await admin.slash({ channel, command: 'age-settings minimum-age', options })).final();
    const youngest = await expectPicture(await alice.press(answer, '10 years younger'), 18);
    await expect(alice.press(youngest, '10 years younger')).rejects.toThrow('disabled');
  });

  nightly('the form for another age suggests the current one', async () => {
    const { alice } = world();
    const { answer } = await answered({ age: 33 });
    const pressed = await alice.press(answer, 'Another age…');
    await pressed.modalShown();
    await expectPicture(await alice.submit(pressed, {}), 33);
    const again = await alice.press(answer, 'Another age…');
    await again.modalShown();
    await expectPicture(await alice.submit(again, { age: '21 years' }), 21);
  });

  nightly('the new answer is as private as the previous one', async () => {
    const { alice } = world();
    const { answer, channel } = await answered({ private: true });
    expect((await expectPicture(await alice.press(answer, '10 years older'), 70)).ephemeral).toBe(true);
    expectNothingLeft(channel);
  });

  nightly('the new answer still says whose picture it is', async () => {
    const { alice, newChannel } = world();
    const bob = stranger();
    bob.setAvatar(photos.astronaut.bytes);
    const asked = await alice.userMenu({ channel: newChannel(), user: bob, command: 'Age this avatar' });
    await asked.modalShown();
    const answer = await expectPicture(await alice.submit(asked, {}));
    const older = await expectPicture(await alice.press(answer, '10 years older'), 70);
    expect(older.embeds[0]?.description).toContain(`<@${bob.id}>`);
    expect(older.ephemeral).toBe(true);
  });

  nightly('the buttons work in direct messages', async () => {
    const { alice, ask } = world();
    const answer = await expectPicture(await ask({ dm: true }));
    await expectPicture(await alice.press(answer, '10 years older'), 70);
  });

  nightly('the buttons work in a server without the bot, without any follow-up', async () => {
    const { discord } = world();
    const carol = discord.addUser({ name: 'Carol', installed: true });
    const channel = discord.addGuild({ botInstalled: false }).addChannel();
    const { answer } = await answered({ person: carol, channel });
    const presses = [
      '10 years older',
      '10 years younger',
      '10 years older',
      '10 years younger',
      '10 years older',
      '10 years younger',
    ];
    for (const name of presses) {
      const pressed = await carol.press(answer, name);
      await expectPicture(pressed, name === '10 years older' ? 70 : 50);
      expect(pressed.history.map(({ kind }) => kind)).toEqual(['callback', 'edit-original']);
    }
  });

  test('the buttons work after a restart', async () => {
    const { alice } = world();
    const { answer } = await answered();
    const other = await answered({ private: true });
    await world().restart();
    await expectPicture(await alice.press(answer, '10 years younger'), 50);
    await expectDeleted(await alice.press(other.answer, 'Delete'), other.channel);
    const pressed = await alice.press(answer, 'Another age…');
    await pressed.modalShown();
    await world().restart();
    await expectPicture(await alice.submit(pressed, { age: '44' }), 44);
  });

  nightly('the bot asks for the photo again if Discord no longer has it', async () => {
    const { alice, discord } = world();
    const { answer } = await answered();
    discord.cdn.purgeEphemeral();
    const pressed = await alice.press(answer, '10 years older');
    await expectSentence(pressed, 'picture_gone');
    expectTakenBack(pressed);
    await expectSentence(await alice.press(answer, 'Before/after'), 'picture_gone');
  });

  nightly('the bot asks for the photo again if its record is gone', async () => {
    const bob = stranger();
    const { answer } = await answered({ person: bob });
    await deleteData(bob);
    for (const name of CONTINUING) await expectSentence(await bob.press(answer, name), 'answer_forgotten');
  });

  test.each(someOf(CONTINUING, ['10 years older']))("other people can't use the buttons: %s", async (name) => {
    const { answer } = await answered();
    const counted = countCalls(world());
    const pressed = await stranger().press(answer, name);
    await expectSentence(pressed, 'answer_not_yours');
    expectRefusedAtOnce(pressed);
    expect(counted()).toEqual(nothingPaid);
  });
});

describe('before and after', () => {
  test('the comparison is side by side, private and free', async () => {
    const { alice } = world();
    const { answer, channel } = await answered();
    const counted = countCalls(world());
    const shown = await (await alice.press(answer, 'Before/after')).final();
    const places = 'Left: the original. Right: about 60 years old.';
    const { title, color, footer } = answer.embeds[0] ?? {};
    expect(shown).toMatchObject({ ephemeral: true, content: '', followUps: [], buttons: [] });
    expect(shown.embeds).toMatchObject([{ title, color, footer, description: places }]);
    expect(title).toBe('About 60 years old');
    expect(shown.pictures.map(({ description }) => description)).toEqual([
      `Two pictures, one with the face altered by AI. ${places}`,
    ]);
    const one = await sharp(SMALL.bytes).metadata();
    const both = await sharp(shown.pictures[0]?.bytes).metadata();
    expect(both).toMatchObject({ format: 'jpeg', height: Math.min(one.height, 1080) });
    expect(both.width / both.height).toBeGreaterThan((1.9 * one.width) / one.height);
    expect(counted()).toEqual(nothingPaid);
    expect(channel.messages).toHaveLength(1);
  });

  nightly('landscape pictures are one above the other, which the message says, and from whom they are', async () => {
    const { alice } = world();
    const bob = stranger();
    bob.setAvatar(await sharp(photos.graceHopper.bytes).resize(512, 288).jpeg().toBuffer());
    const asked = await alice.userMenu({ channel: world().newChannel(), user: bob, command: 'Age this avatar' });
    await asked.modalShown();
    const answer = await expectPicture(await alice.submit(asked, {}));
    const shown = await (await alice.press(answer, 'Before/after')).final();
    const { description } = shown.embeds[0] ?? {};
    expect(description).toBe(`From <@${bob.id}>'s profile picture\nTop: the original. Bottom: about 60 years old.`);
    expect(shown.pictures).toHaveLength(1);
  });

  nightly('the comparison stays hidden if the photo was', async () => {
    const { alice } = world();
    const { answer } = await answered({ image: { ...photos.graceHopper, spoiler: true } });
    const shown = await (await alice.press(answer, 'Before/after')).final();
    expect(shown.pictures).toMatchObject([{ spoiler: true }]);
    expect(shown.embeds[0]).not.toHaveProperty('image');
  });
});

test('the bot finishes a comparison before it stops', async () => {
  await using own = await startWorld({ withoutBot: true });
  await using bot = await own.startInProcess();
  const answer = await expectPicture(await own.ask());
  // A stop waits for it for a second, in which a busy machine may not make it, so the bot's time stands still.
  const { clock } = own;
  const stoodStillAt = clock.now();
  using parts = new DisposableStack();
  parts.adopt(
    setInterval(() => clock.shift(stoodStillAt - clock.now()), 50),
    clearInterval,
  );
  const { fault, release } = holdBack();
  own.discord.faults.inject({ match: { kind: 'cdn' }, do: fault });
  const pressed = await own.alice.press(answer, 'Before/after');
  await own.discord.until(() => own.discord.requests.some(({ fault: met }) => met === fault));
  const stopped = bot.stop();
  await bot.untilLogged('Stopping');
  release();
  expect(await stopped).toBe(0);
  expect((await pressed.final()).pictures).toHaveLength(1);
});

describe('deleting an answer', () => {
  test('the requester can delete an answer', async () => {
    const { alice } = world();
    const { answer, channel } = await answered();
    await expectDeleted(await alice.press(answer, 'Delete'), channel);
  });

  nightly('the requester can delete a private answer too', async () => {
    const { alice } = world();
    const { answer, channel } = await answered({ private: true });
    await expectDeleted(await alice.press(answer, 'Delete'), channel);
    expect(channel.seenBy(alice)).toEqual([]);
  });

  nightly('the requester can delete an answer in direct messages', async () => {
    const { alice, ask } = world();
    const answer = await expectPicture(await ask({ dm: true }));
    const pressed = await alice.press(answer, 'Delete');
    await world().discord.until(() => pressed.history.some(({ kind }) => kind === 'delete-original'));
    expect(alice.dmChannel.messages.map(({ id }) => id)).not.toContain(answer.id);
  });

  nightly("the author of the photo's message can delete the answer", async () => {
    const { alice } = world();
    const bob = stranger();
    const { channel } = await answeredFrom(bob);
    const [, answer] = channel.messages;
    if (!answer) throw new Error('there is no answer');
    await expectSentence(await stranger('Carol').press(answer, 'Delete'), 'answer_not_yours_to_delete');
    const pressed = await bob.press(answer, 'Delete');
    await world().discord.until(() => pressed.history.some(({ kind }) => kind === 'delete-original'));
    expect(channel.messages.map(({ author }) => author)).toEqual(['Bob']);
    expect(channel.seenBy(alice)).toHaveLength(1);
  });

  test('moderators can delete an answer', async () => {
    const { answer, channel } = await answered();
    const moderator = stranger('Moderator');
    const permissions = ordinaryPermissions | PermissionFlagsBits.ManageMessages;
    moderator.state.permissions.set(channel.state.guild?.id ?? '', permissions);
    await expectDeleted(await moderator.press(answer, 'Delete'), channel);
  });

  test('nobody else can delete an answer', async () => {
    const { answer, channel } = await answered();
    await expectSentence(await stranger().press(answer, 'Delete'), 'answer_not_yours_to_delete');
    expect(channel.messages).toHaveLength(1);
  });

  nightly('an answer is deleted in spite of a fault of Discord', async () => {
    const { alice, discord } = world();
    const { answer, channel } = await answered();
    discord.faults.inject({ match: { kind: 'delete-original' }, do: { status: 503 } });
    await expectDeleted(await alice.press(answer, 'Delete'), channel);
  });

  nightly("the person gets a sentence if Discord doesn't delete the answer", async () => {
    const { alice, discord } = world();
    const { answer, channel } = await answered();
    const missing = { status: 403, body: { message: 'Missing Permissions', code: 50_013 } };
    discord.faults.inject({ match: { kind: 'delete-original' }, do: missing });
    const pressed = await alice.press(answer, 'Delete');
    await discord.until(() => pressed.history.some(({ kind }) => kind === 'follow-up'));
    expect(channel.messages).toHaveLength(1);
  });
});

/** Alice's answer to Bob's message, in a server where such answers are public. */
async function answeredFrom(bob: Person) {
  const { alice, newChannel } = world();
  const channel = newChannel();
  const admin = stranger('Admin');
  admin.state.permissions.set(channel.state.guild?.id ?? '', (1n << 64n) - 1n);
  await (await admin.slash({ channel, command: 'age-settings others-public', options: { on: true } })).final();
  const message = await bob.post(channel, { uploads: [photos.graceHopper] });
  const asked = await alice.messageMenu({ message, command: 'Age this photo' });
  await asked.modalShown();
  await expectPicture(await alice.submit(asked, {}));
  return { channel };
}
