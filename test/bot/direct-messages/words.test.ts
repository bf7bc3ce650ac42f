import { describe, expect, test } from 'vitest';
import type { Person, SeenMessage } from 'discord-simulator';
import { en } from '../../../src/i18n/en.ts';
import { countCalls, ended, expectPicture, expectSentence, nothingPaid, sentence } from '../../support/expectations.ts';
import { someOf } from '../../support/cases.ts';
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
    const said = someOf(
      [
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
        'sesenta años',
        'sechzig',
        '六十歳',
      ],
      ['６０', '6️⃣0️⃣', '60 Jahre', '六十歳'],
    );
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
    const said = someOf(
      [
        'kuusikymmentä',
        'soixante-10',
        'sixty something',
        'one hundred',
        'twenty-twenty',
        '60.5',
        '6 0',
        '60-70',
        '60 or 70',
        '12/05',
        '½',
        '6²',
        '60+',
        '10 jaar jonger',
        '私より10歳若く',
        'example.com/60',
      ],
      ['kuusikymmentä', '60-70', '½', '10 jaar jonger', 'example.com/60'],
    );
    for (const words of said) {
      const answer = await answerTo(person, words);
      expect([words, answer.content]).toEqual([words, en.texts.dm_how_old]);
      expect(answer.buttons).not.toEqual([]);
    }
    // Also as an answer to the question about the age.
    for (const words of someOf(
      ['kuusikymmentä', 'zehn Jahre älter als ich', '20, 40', 'I am old', 'not again'],
      ['20, 40', 'not again'],
    )) {
      const { content } = await answerTo(person, words, []);
      expect([words, content]).toEqual([words, en.texts.dm_how_old]);
    }
    expect((await answerTo(person, '１９６０', [])).content).toMatch(sentence('age_out_of_range'));
    expect(counted()).toEqual(nothingPaid);
  });
});

describe('a few words in direct messages', () => {
  test('"again", times of life and a timeline are made from the photo that the conversation is about', async () => {
    const person = await greeted();
    expect((await answerTo(person, '60')).text).toContain('About 60 years old');
    expect((await answerTo(person, 'again', [])).text).toContain('About 60 years old');
    expect((await answerTo(person, 'make me a child', [])).text).toContain('About 12 years old');
    expect((await answerTo(person, 'mach mich alt', [])).text).toContain('About 75 years old');
    expect((await answerTo(person, 'timeline 20, 40', [])).text).toContain('From about 20 to about 40 years old');
    expect(agesAsked(5)).toEqual([60, 12, 75, 20, 40]);
    const compared = await answerTo(person, 'before and after', []);
    expect(compared.pictures.map(({ filename }) => filename)).toEqual([expect.stringContaining('before-after-')]);
  });

  test('words that ask for no picture get an answer, and nothing is paid', async () => {
    const person = await greeted();
    const counted = countCalls(world());
    await answerTo(person, '');
    expect((await answerTo(person, 'as a baby', [])).content).toMatch(/look younger than 10/);
    expect((await answerTo(person, 'thanks', [])).content).toBe(en.texts.dm_welcome);
    expect((await answerTo(person, 'Hallo', [])).content).toBe(en.texts.dm_hello);
    expect((await answerTo(person, 'before and after', [])).content).toBe(en.texts.dm_no_answer);
    const page = await answerTo(person, 'delete my data', []);
    expect(page.buttons.map(({ label }) => label)).toContain(en.texts.button_delete_data);
    // The photo is still known.
    expect((await answerTo(person, 'hmm', [])).content).toBe(en.texts.dm_how_old);
    expect(counted()).toEqual(nothingPaid);
  });

  test('of two photos that wait for an age, the bot asks which one it is for', async () => {
    const person = await greeted();
    const counted = countCalls(world());
    await answerTo(person, '');
    await answerTo(person, '');
    const which = await answerTo(person, '60', []);
    expect(which.content).toBe('Which of these 2 photos?');
    expect(counted()).toEqual(nothingPaid);
    await expectPicture(await person.press(which, '2'), 60);
  });
});

describe('the form', () => {
  test.each(
    someOf(
      [
        ['６０', 60],
        ['٦٠', 60],
        ['60歳', 60],
        ['sixty-five', 65],
      ] as const,
      ['٦٠', 'sixty-five'],
    ),
  )('the form accepts %j', async (words, age) => {
    await expectPicture(await typed(words), age);
  });

  test.each(someOf(['kuusikymmentä', '60.5', '60-70', '+60', '6²'], ['kuusikymmentä', '60-70']))(
    'the form refuses %j',
    async (words) => {
      await expectSentence(await typed(words), 'age_out_of_range');
    },
  );
});

describe('the ages of a timeline', () => {
  test.each(
    someOf(
      [
        ['２０、４０', [20, 40]],
        ['٢٠، ٤٠', [20, 40]],
        ['20歳，40歳', [20, 40]],
        ['20/40', [20, 40]],
        ['twenty and sixty-five', [20, 65]],
      ] as const,
      ['20歳，40歳', 'twenty and sixty-five'],
    ),
  )('a timeline accepts %j', async (ages, expected) => {
    const answer = await ended(await line(ages));
    expect(answer.pictures.length).toBeGreaterThan(0);
    expect(agesAsked(2)).toEqual(expected);
  });

  test.each(someOf(['20-40', '20 – 40', 'kaksi, kolme', '20², 40', '20.5, 40'], ['20-40', '20², 40']))(
    'a timeline refuses %j',
    async (ages) => {
      const counted = countCalls(world());
      await expectSentence(await line(ages), 'timeline_ages_wrong');
      expect(counted()).toEqual(nothingPaid);
    },
  );
});
