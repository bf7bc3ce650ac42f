import { describe, expect, test } from 'vitest';
import type { Person, SeenMessage } from 'discord-simulator';
import { en } from '../../../src/i18n/en.ts';
import { countCalls, ended, expectPicture, expectSentence, nothingPaid, sentence } from '../../support/expectations.ts';
import { photos } from '../../support/pictures/photos.ts';
import { useWorld } from '../../support/world.ts';

const world = useWorld();

/** The bot's answer to a direct message with these words and a photo, from a person who was greeted before. */
async function answerTo(person: Person, words: string, uploads = [photos.marieCurie]): Promise<SeenMessage> {
  const sent = await person.dm(words, uploads);
  const isReply = ({ data }: SeenMessage) => data.author.bot === true && data.referenced_message?.id === sent.id;
  return await person.dmChannel.until(() => person.dmChannel.messages.find(isReply));
}

async function greeted(): Promise<Person> {
  const person = world().discord.addUser({ name: 'Ida' });
  await answerTo(person, 'hello', []);
  return person;
}

const agesAsked = (count: number): unknown[] =>
  world()
    .endpoint.calls.slice(-count)
    .map(({ body }) => (body as { age_infos: { age: number }[] }).age_infos[0]?.age);

/** Submits the form of the "Another age…" button with this age. */
async function typed(age: string) {
  const { ask, alice } = world();
  const answer = await expectPicture(await ask({ age: 30 }), 30);
  const form = await alice.press(answer, 'Another age…');
  await form.modalShown();
  return await alice.submit(form, { age });
}

const line = (ages: string) =>
  world().alice.slash({
    channel: world().newChannel(),
    command: 'age-timeline',
    options: { image: photos.marieCurie, ages },
  });

describe('direct messages', () => {
  test('digits of every script, units of other languages and English number words are understood', async () => {
    const person = await greeted();
    const said = [
      '６０',
      '٦٠',
      '६०',
      '๖๐',
      '6️⃣0️⃣',
      '60歳',
      '60岁',
      '60세',
      '60 Jahre',
      'make me sixty please',
      '60 лет',
    ];
    for (const words of said) {
      const answer = await answerTo(person, words);
      expect([words, answer.text]).toEqual([words, expect.stringContaining('About 60 years old')]);
      expect(agesAsked(1)).toEqual([60]);
    }
    expect((await answerTo(person, 'sixty-five', [])).text).toContain('About 65 years old');
    expect((await answerTo(person, '１０ years younger', [])).text).toContain('About 55 years old');
  });

  test("the bot asks if it doesn't understand a whole message, and pays nothing", async () => {
    const person = await greeted();
    const counted = countCalls(world());
    const said = [
      'quatre-vingt-dix',
      'treinta y cinco',
      'soixante-10',
      'sixty something',
      'one hundred',
      'twenty-twenty',
    ];
    said.push(
      '60.5',
      '6 0',
      '60-70',
      '60 or 70',
      '12/05',
      '½',
      '6²',
      '60+',
      '10 jaar jonger',
      '10歳若く',
      'example.com/60',
    );
    for (const words of said) {
      const answer = await answerTo(person, words);
      expect([words, answer.content]).toEqual([words, en.texts.dm_how_old]);
      expect(answer.buttons).not.toEqual([]);
    }
    // Also as an answer to the question about the age.
    for (const words of ['quatre-vingt-dix', 'treinta y cinco', 'zehn Jahre älter', '20, 40']) {
      const { content } = await answerTo(person, words, []);
      expect([words, content]).toEqual([words, en.texts.dm_how_old]);
    }
    expect((await answerTo(person, '１９６０', [])).content).toMatch(sentence('age_out_of_range'));
    expect(counted()).toEqual(nothingPaid);
  });
});

describe('the form', () => {
  test.each([
    ['６０', 60],
    ['٦٠', 60],
    ['60歳', 60],
    ['sixty-five', 65],
  ])('the form accepts %j', async (words, age) => {
    await expectPicture(await typed(words), age);
  });

  test.each(['quatre-vingt-dix', '60.5', '60-70', '+60', '6²'])('the form refuses %j', async (words) => {
    await expectSentence(await typed(words), 'age_out_of_range');
  });
});

describe('the ages of a timeline', () => {
  test.each([
    ['２０、４０', [20, 40]],
    ['٢٠، ٤٠', [20, 40]],
    ['20歳，40歳', [20, 40]],
    ['20/40', [20, 40]],
    ['twenty and sixty-five', [20, 65]],
  ])('a timeline accepts %j', async (ages, expected) => {
    const answer = await ended(await line(ages));
    expect(answer.pictures.length).toBeGreaterThan(0);
    expect(agesAsked(2)).toEqual(expected);
  });

  test.each(['20-40', '20 – 40', 'vingt, trente', '20², 40', '20.5, 40'])('a timeline refuses %j', async (ages) => {
    const counted = countCalls(world());
    await expectSentence(await line(ages), 'timeline_ages_wrong');
    expect(counted()).toEqual(nothingPaid);
  });
});
