import { describe, expect, test } from 'vitest';
import type { Person, SeenMessage } from 'discord-simulator';
import { ended } from '../../support/expectations.ts';
import { photos } from '../../support/pictures/photos.ts';
import { useWorld } from '../../support/world.ts';

const world = useWorld({ discord: { omit: { 'interaction.guild': 'never', 'interaction.guild_locale': 'never' } } });
const german = (name = 'Lena') => world().discord.addUser({ name, locale: 'de' });

const titlesOf = ({ embeds }: Pick<SeenMessage, 'embeds'>) => embeds.map(({ title }) => title);

async function helpFor(person: Person) {
  return await (await person.slash({ dm: true, command: 'age-help' })).final();
}

/** The bot's answers to a direct message that isn't about a photo. */
async function answersTo(person: Person, words: string): Promise<string[]> {
  const sent = await person.dm(words);
  const { dmChannel } = person;
  const isReply = ({ data }: SeenMessage) => data.author.bot === true && data.referenced_message?.id === sent.id;
  await dmChannel.until(() => dmChannel.messages.findLast(isReply));
  return dmChannel.messages.filter(isReply).map(({ content }) => content);
}

describe('an answer that everyone can see', () => {
  test('it is in the language of the server, and a private one in that of the person', async () => {
    const { ask, alice, discord } = world();
    const newChannel = () => discord.addGuild({ locale: 'de' as never }).addChannel();
    const open = await ended(await ask({ channel: newChannel(), age: 70 }));
    expect(titlesOf(open)).toEqual(['Etwa 70 Jahre alt']);
    expect(open.buttons.map(({ label }) => label)).toContain('10 Jahre jünger');
    const hidden = await ended(await ask({ channel: newChannel(), age: 70, private: true }));
    expect(titlesOf(hidden)).toEqual(['About 70 years old']);
    const form = await (await alice.press(open, 'Anderes Alter …')).modalShown();
    expect(form.title).toBe('Change the age');
  });

  test('a refusal is in the language of the person', async () => {
    const { ask, discord } = world();
    const channel = discord.addGuild({ community: true }).addChannel();
    const lena = german();
    const open = await ended(await ask({ person: lena, channel, age: 70 }));
    expect(titlesOf(open)).toEqual(['About 70 years old']);
    const options = { image: photos.marieCurie, ages: '5' };
    const refused = await lena.slash({ channel, command: 'age-timeline', options });
    expect((await refused.final()).content).toMatch(/^Gib zwei bis fünf Zahlen von 10 bis 80 ein/);
  });

  test('where the server has no language, it is in that of the person who asked', async () => {
    const { askInNewServer } = world();
    expect(titlesOf(await ended(await askInNewServer({ person: german(), age: 70 })))).toEqual(['Etwa 70 Jahre alt']);
  });
});

describe('a direct message', () => {
  test('the bot remembers the language of the person, until they delete their data', async () => {
    const lena = german();
    await (await lena.slash({ dm: true, command: 'age-usage' })).final();
    const [greeting] = await answersTo(lena, 'hello');
    expect(greeting).toMatch(/^Ich ändere das Alter eines Gesichts\. .* `\/alter-datenschutz`\.$/);
    const sent = await lena.dm('60', [photos.marieCurie]);
    const { dmChannel } = lena;
    const answer = await dmChannel.until(() =>
      dmChannel.messages.find(({ data, pictures }) => data.referenced_message?.id === sent.id && pictures.length > 0),
    );
    expect(titlesOf(answer)).toEqual(['Etwa 60 Jahre alt']);

    const page = await (await lena.slash({ dm: true, command: 'age-privacy' })).final();
    const deletion = await lena.press(page, 'Meine Daten löschen');
    await deletion.final({
      until: ({ followUps }) => followUps.some(({ content }) => content.startsWith('Gelöscht:')),
    });
    expect((await answersTo(lena, 'hello'))[0]).toMatch(/^I change the age of a face\./);
  });

  test('a person of whom nothing is known reads English', async () => {
    expect((await answersTo(german('Nora'), 'hello'))[0]).toMatch(/^I change the age of a face\./);
  });
});

test('a person chooses another language in /age-help, and commands keep the names that their Discord shows', async () => {
  const { ask } = world();
  const lena = german();
  const help = await helpFor(lena);
  expect(help.content).toMatch(/^Ich ändere das Alter/);
  const chosen = await lena.choose(help, ['en']);
  await chosen.acknowledged();
  expect((await helpFor(lena)).content).toMatch(/^I change the age of the face[^]*`\/alter`: Change the age/);
  expect(titlesOf(await ended(await ask({ person: lena, private: true, age: 70 })))).toEqual(['About 70 years old']);
  expect((await answersTo(lena, 'hello'))[0]).toMatch(/^I change the age of a face\. .* `\/alter-datenschutz`\.$/);

  const back = await lena.choose(await helpFor(lena), ['discord']);
  await back.acknowledged();
  expect((await helpFor(lena)).content).toMatch(/^Ich ändere das Alter/);
});
