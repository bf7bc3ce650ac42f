import { describe, expect, test } from 'vitest';
import type { Person, SeenMessage } from 'discord-simulator';
import { en } from '../../../src/i18n/en.ts';
import { nightly } from '../../support/cases.ts';
import { held } from '../../support/faults/endpoint-steps.ts';
import { countCalls, expectPicture, nothingPaid, sentence } from '../../support/expectations.ts';
import { photos } from '../../support/pictures/photos.ts';
import { startWorld, useWorld, type World } from '../../support/world.ts';

const GREETING = /^I change the age of a face.+Ace Data Cloud.+Tencent Cloud.+"stop"/s;

/** The bot's replies to a message, oldest first. */
function repliesTo(person: Person, { id }: SeenMessage): SeenMessage[] {
  const isReply = ({ data }: SeenMessage) => data.author.bot === true && data.referenced_message?.id === id;
  return person.dmChannel.messages.filter(isReply);
}

/** Waits for the bot's one reply; after a greeting, for the one after it. */
async function reply(person: Person, sent: SeenMessage, number = 1): Promise<SeenMessage> {
  return await person.dmChannel.until(() => repliesTo(person, sent)[number - 1]);
}

/** The name of the file that the endpoint fetched last. */
function lastFile({ discord, endpoint }: World): string | undefined {
  const link: unknown = Reflect.get(Object(endpoint.calls.at(-1)?.body), 'image_url');
  return discord.cdn.fileAt(String(link))?.filename;
}

async function expectAged(person: Person, sent: SeenMessage, age: number, number = 1): Promise<SeenMessage> {
  const answer = await reply(person, sent, number);
  expect(answer.text).toContain(`About ${age} years old`);
  expect(answer.pictures).toHaveLength(1);
  return answer;
}

async function expectWords(person: Person, sent: SeenMessage, words: RegExp | string): Promise<SeenMessage> {
  const answer = await reply(person, sent);
  expect(answer.content).toMatch(words);
  expect(answer.pictures).toEqual([]);
  return answer;
}

const labels = ({ buttons }: SeenMessage) => buttons.map(({ label }) => label);

nightly('a long conversation works although Discord sends every event twice', async () => {
  await using world = await startWorld({ env: { FACE_DETECTION: 'off' } });
  const { alice, discord } = world;
  discord.gateway.duplicateEvents = true;
  const calls = countCalls(world);
  let made = 0;
  const say = alice.dm.bind(alice);
  const sayFor = async (words: string, age: number) => {
    const answer = await expectAged(alice, await say(words), age);
    made += 1;
    return answer;
  };

  // The very first message.
  const hello = await say('hello');
  await expectWords(alice, hello, GREETING);

  // A photo alone, and then an age in a sentence.
  const photo = await say('', [photos.graceHopper]);
  const question = await expectWords(alice, photo, en.texts.dm_how_old);
  expect(labels(question)).toEqual(['20', '40', '60', '80', 'Another age…']);
  await sayFor('make me 60 please', 60);
  expect(lastFile(world)).toBe('grace-hopper.jpg');

  // Repeatedly from the same original photo.
  await sayFor('70', 70);
  await sayFor('older', 80);
  await expectWords(alice, await say('older'), /^I can't make a face look older than 80/);
  await sayFor('10 years younger', 70);
  await sayFor('younger', 60);
  await sayFor('5 more', 65);
  await sayFor('now 25', 25);
  await sayFor('60 years', 60);
  await sayFor('99 less', 10);
  await expectWords(alice, await say('a bit younger'), /^I can't make a face look younger than 10/);
  expect(lastFile(world)).toBe('grace-hopper.jpg');

  // Impossible ages.
  await expectWords(alice, await say('100'), sentence('age_out_of_range'));
  await expectWords(alice, await say('make me 5'), sentence('age_out_of_range'));
  await expectWords(alice, await say('thanks'), en.texts.dm_welcome);
  await expectWords(
    alice,
    await say('60', [{ bytes: Buffer.from('milk'), filename: 'list.txt' }]),
    sentence('picture_not_a_picture'),
  );
  await expectWords(alice, await say('', [], { stickers: ['Wave'] }), sentence('dm_sticker'));
  expect(calls()).toEqual({ calls: made, charged: made });

  // With the buttons.
  await expectPicture(await alice.press(question, '40'), 40);
  await sayFor('older', 50);
  const form = await alice.press(question, 'Another age…');
  await form.modalShown();
  await expectPicture(await alice.submit(form, { age: '33' }), 33);
  await sayFor('10 more', 43);
  made += 2;

  // A caption with an age. A new photo starts a new topic.
  const second = await say('make me thirty', [photos.astronaut]);
  const aged = await expectAged(alice, second, 30);
  made += 1;
  expect(lastFile(world)).toBe('astronaut.png');
  await sayFor('older', 40);
  expect(lastFile(world)).toBe('astronaut.png');
  const third = await say('', [photos.marieCurie]);
  await expectWords(alice, third, en.texts.dm_how_old);
  await expectWords(alice, await say('older'), en.texts.dm_how_old);
  await sayFor('20', 20);
  expect(lastFile(world)).toBe('marie-curie-small.jpg');

  // Several photos.
  const several = await say('', [photos.graceHopper, photos.astronaut]);
  const which = await expectWords(alice, several, 'Which of these 2 photos?');
  expect(labels(which)).toEqual(['1', '2']);
  const chosen = await (await alice.press(which, '2')).final();
  expect(chosen.content).toBe(en.texts.dm_how_old);
  await expectPicture(await alice.press(chosen, '80'), 80);
  expect(lastFile(world)).toBe('astronaut.png');
  const at50 = await say('50 please', [photos.marieCurie, photos.graceHopper]);
  await expectPicture(await alice.press(await reply(alice, at50), '1'), 50);
  expect(lastFile(world)).toBe('marie-curie-small.jpg');
  await expectWords(alice, await say('', [photos.astronaut, photos.graceHopper]), /^Which/);
  await expectWords(alice, await say('45'), /^Which/);
  await sayFor('2', 45);
  expect(lastFile(world)).toBe('grace-hopper.jpg');
  made += 2;

  // Replies to older messages.
  await expectAged(alice, await say('30', [], { replyTo: third }), 30);
  expect(lastFile(world)).toBe('marie-curie-small.jpg');
  await expectWords(alice, await say('this one', [], { replyTo: photo }), en.texts.dm_how_old);
  await sayFor('75', 75);
  expect(lastFile(world)).toBe('grace-hopper.jpg');
  await expectAged(alice, await say('younger', [], { replyTo: aged }), 20);
  expect(lastFile(world)).toBe('astronaut.png');
  await expectAged(alice, await say('35', [], { replyTo: question }), 35);
  expect(lastFile(world)).toBe('grace-hopper.jpg');
  await expectWords(alice, await say('60', [], { replyTo: several }), 'Which of these 2 photos?');
  made += 3;

  // A forwarded photo.
  const bob = discord.addUser({ name: 'Bob' });
  const posted = await bob.post(world.channel, { content: 'me in 1999', uploads: [photos.graceHopper] });
  await expectWords(alice, await say('', [], { forward: posted }), en.texts.dm_how_old);
  await sayFor('62', 62);
  expect(lastFile(world)).toBe('grace-hopper.jpg');

  // The conversation continues after a restart.
  await world.restart();
  discord.gateway.duplicateEvents = true;
  await sayFor('older', 72);
  await expectPicture(await alice.press(question, '20'), 20);
  made += 1;

  // "Stop" deletes it.
  await expectWords(alice, await say('stop'), en.texts.dm_forgotten);
  await expectWords(alice, await say('60'), en.texts.dm_no_photo);

  expect(calls()).toEqual({ calls: made, charged: made });
  const sent = alice.dmChannel.messages.filter(({ author }) => author === 'Alice');
  const counts = sent.map((message) => [message.text, repliesTo(alice, message).length]);
  expect(counts).toEqual(sent.map(({ text }) => [text, 1]));
});

describe('direct messages', () => {
  const world = useWorld({ env: { SHUTDOWN_SECONDS: '0', FACE_DETECTION: 'off' } });
  const meet = (name: string): Person => world().discord.addUser({ name });

  test('the very first message may contain everything', async () => {
    const bea = meet('Bea');
    const sent = await bea.dm('60', [photos.graceHopper]);
    await expectAged(bea, sent, 60, 2);
    expect(repliesTo(bea, sent)[0]?.content).toMatch(GREETING);
    await expectAged(bea, await bea.dm('older'), 70);
  });

  nightly('the bot shows typing before it answers', async () => {
    const { discord } = world();
    const cem = meet('Cem');
    const sent = await cem.dm('60', [photos.graceHopper]);
    await expectAged(cem, sent, 60, 2);
    const there = discord.requests.filter(({ path }) => path.startsWith(`/channels/${cem.dmChannel.id}/`));
    // The greeting, then the picture. Typing is repeated during long work.
    const kinds = there.map(({ kind }) => kind).filter((kind, index, all) => kind !== all[index - 1]);
    expect(kinds).toEqual(['message', 'typing', 'message']);
  });

  nightly('messages that arrive at once are answered in order', async () => {
    const dan = meet('Dan');
    const photo = await dan.dm('', [photos.graceHopper]);
    const sixty = await dan.dm('60');
    const older = await dan.dm('older');
    await expectAged(dan, older, 70);
    await expectAged(dan, sixty, 60);
    expect((await reply(dan, photo, 2)).content).toBe(en.texts.dm_how_old);
  });

  nightly('a photo whose link has expired gets a fresh one, by words and by buttons', async () => {
    let ahead = 0;
    await using later = await startWorld({ discord: { clock: { now: () => Date.now() + ahead } } });
    const { alice, discord } = later;
    const photo = await alice.dm('', [photos.graceHopper]);
    const question = await reply(alice, photo, 2);
    const [link = ''] = photo.pictures.map(({ url }) => url);
    ahead = 25 * 3_600_000;
    expect((await fetch(link)).status).toBe(404);

    const aged = await expectAged(alice, await alice.dm('60'), 60);
    await expectPicture(await alice.press(question, '40'), 40);
    ahead *= 2;
    await expectPicture(await alice.press(aged, '10 years older'), 70);
    await expectAged(alice, await alice.dm('5 more'), 75);
    expect(discord.cdn.fileAt(link)?.filename).toBe(lastFile(later));
  });

  nightly("a reply to something that isn't a photo doesn't continue from another photo", async () => {
    const lea = meet('Lea');
    const list = await lea.dm('', [{ bytes: Buffer.from('milk'), filename: 'list.txt' }]);
    await expectAged(lea, await lea.dm('60', [photos.graceHopper]), 60);
    await expectWords(lea, await lea.dm('60', [], { replyTo: list }), sentence('picture_not_a_picture'));
    const { ask } = world();
    const answer = await expectPicture(await ask({ person: lea, dm: true, image: photos.astronaut, age: 40 }), 40);
    await expectWords(lea, await lea.dm('older', [], { replyTo: answer }), en.texts.dm_not_a_message);
  });

  nightly('the bot asks again for a deleted photo', async () => {
    const eva = meet('Eva');
    const photo = await eva.dm('', [photos.graceHopper]);
    const question = await reply(eva, photo, 2);
    eva.dmChannel.delete(photo);
    const calls = countCalls(world());
    await expectWords(eva, await eva.dm('60'), sentence('picture_gone'));
    const pressed = await (await eva.press(question, '40')).final();
    expect(pressed.content).toMatch(sentence('picture_gone'));
    expect(calls()).toEqual(nothingPaid);
  });

  test('the bot pays nothing for a person who has blocked it', async () => {
    const { bot, discord } = world();
    const calls = countCalls(world());
    for (const leave of ['block', 'leaveMutualGuilds'] as const) {
      const finn = meet('Finn');
      finn[leave]();
      const before = discord.requests.length;
      await finn.dm('60', [photos.graceHopper]);
      await discord.until(() =>
        bot.log.some(
          ({ msg, user }) => msg === 'This person does not accept direct messages from the bot' && user === finn.id,
        ),
      );
      const tried = discord.requests.slice(before).filter(({ kind }) => kind === 'message');
      expect(tried.map(({ status }) => status)).toEqual([403]);
      finn.unblock();
      await expectAged(finn, await finn.dm('60', [photos.graceHopper]), 60, 2);
    }
    expect(calls().calls).toBe(2);
  });

  nightly("the bot doesn't write again to a person who blocks it meanwhile", async () => {
    const { bot, discord, endpoint } = world();
    const gus = meet('Gus');
    await reply(gus, await gus.dm('hello'));
    const asked = countCalls(world());
    const { step, release } = held();
    endpoint.script([step]);
    const sent = await gus.dm('60', [photos.graceHopper]);
    await discord.until(() => asked().calls === 1);
    gus.block();
    release();
    await discord.until(() =>
      bot.log.some(({ msg, request }) => msg === 'Answer could not be delivered' && request === sent.id),
    );
    const refused = discord.requests.filter(({ status, path }) => status === 403 && path.includes(gus.dmChannel.id));
    expect(refused.filter(({ kind }) => kind === 'message')).toHaveLength(1);
  });

  test("an answer whose confirmation was lost isn't posted twice", async () => {
    const { discord } = world();
    const ida = meet('Ida');
    await reply(ida, await ida.dm('hello'));
    discord.faults.inject({ match: { kind: 'message' }, times: 2, do: { drop: 'after' } });
    const sent = await ida.dm('60', [photos.graceHopper]);
    await expectAged(ida, sent, 60);
    const again = await ida.dm('thanks');
    await expectWords(ida, again, en.texts.dm_welcome);
    expect(repliesTo(ida, sent)).toHaveLength(1);
  });

  test('messages left at a restart are answered after it', async () => {
    const { endpoint, discord, restart } = world();
    const jo = meet('Jo');
    await reply(jo, await jo.dm('hello'));
    const asked = countCalls(world());
    endpoint.script([{ hang: 'before' }]);
    const sent = await jo.dm('60', [photos.graceHopper]);
    await discord.until(() => asked().calls === 1);
    await restart();
    await expectAged(jo, sent, 60);
    await expectAged(jo, await jo.dm('younger'), 50);
    expect(repliesTo(jo, sent)).toHaveLength(1);
  });

  nightly('a prepared photo leaves nothing in the conversation', async () => {
    const { discord } = world();
    const kim = meet('Kim');
    await reply(kim, await kim.dm('hello'));
    const sent = await kim.dm('60', [photos.onItsSide]);
    const answer = await expectAged(kim, sent, 60);
    const isLeft = ({ data, id }: SeenMessage) =>
      data.author.bot === true && id !== answer.id && data.attachments.length > 0;
    await discord.until(() => !kim.dmChannel.messages.some(isLeft));
    expect(discord.requests.some(({ kind, status }) => kind === 'delete-message' && status === 204)).toBe(true);
  });
});
