import { EmbedType, GatewayIntentBits, type APIEmbed } from 'discord-api-types/v10';
import { beforeEach, expect, test } from 'vitest';
import type { Person, SeenMessage, Upload } from 'discord-simulator';
import { en } from '../../../src/i18n/en.ts';
import { nightly, someOf } from '../../support/cases.ts';
import { sentence, countCalls, nothingPaid } from '../../support/expectations.ts';
import { photos } from '../../support/pictures/photos.ts';
import { useWorld, type World } from '../../support/world.ts';

const world = useWorld({ env: { FACE_DETECTION: 'off', SHUTDOWN_SECONDS: '1' } });
const LINK = 'https://example.com/grace-hopper.jpg';

let alice: Person;
beforeEach(async () => {
  alice = world().discord.addUser({ name: 'Alice' });
  await answerTo(alice, await alice.dm('hello'));
});

/** The bot's only answer to a message, not counting the greeting. */
async function answerTo(person: Person, { id }: SeenMessage): Promise<SeenMessage> {
  const isAnswer = ({ data }: SeenMessage) => data.author.bot === true && data.referenced_message?.id === id;
  return await person.dmChannel.until((messages) => messages.findLast(isAnswer));
}

const answersTo = (person: Person, { id }: SeenMessage) =>
  person.dmChannel.messages.filter(({ data }) => data.author.bot === true && data.referenced_message?.id === id);

/** The embeds that Discord makes from a link to this picture. */
async function embedsOf({ discord }: World, upload: Upload): Promise<APIEmbed[]> {
  const channel = discord.addGuild().addChannel();
  const thumbnail = { url: `attachment://${upload.filename}` };
  const embeds = [{ type: 'image', url: LINK, thumbnail }] as unknown as APIEmbed[];
  const posted = await discord.addUser({ name: 'Bob' }).post(channel, { embeds, inside: [upload] });
  return posted.data.embeds;
}

/** Discord has made the previews of a message, and sends an event about it unless `silently`. */
function fillIn(sent: SeenMessage, embeds: APIEmbed[], how: 'in part' | 'as a whole' | 'silently' = 'in part'): void {
  const { discord } = world();
  const stored = alice.dmChannel.state.messages.find(({ data }) => data.id === sent.id);
  if (!stored) throw new Error('there is no such message');
  stored.data.embeds = embeds;
  if (how === 'silently') return;
  const part = { id: sent.id, channel_id: sent.channelId, embeds };
  const d = how === 'in part' ? part : { ...structuredClone(stored.data), channel_type: 1 };
  const event = { t: 'MESSAGE_UPDATE', d } as unknown as Parameters<typeof discord.gateway.dispatch>[0];
  discord.gateway.dispatch(event, undefined, GatewayIntentBits.DirectMessages);
}

const isTyping = (since: number) =>
  world()
    .discord.requests.slice(since)
    .some(({ kind, path }) => kind === 'typing' && path.includes(alice.dmChannel.id));

async function untilTyping(since: number): Promise<void> {
  await world().discord.until(() => isTyping(since));
}

test.each(someOf(['in part', 'as a whole'] as const, ['in part']))(
  'a link with an age is aged once, after its preview has come by an update %s',
  async (how) => {
    const { discord } = world();
    const counted = countCalls(world());
    discord.gateway.duplicateEvents = true;
    const embeds = await embedsOf(world(), photos.graceHopper);
    const before = discord.requests.length;
    const sent = await alice.dm(`60 ${LINK}`);
    await untilTyping(before);
    fillIn(sent, embeds, how);
    fillIn(sent, embeds, how);
    const answer = await answerTo(alice, sent);
    expect(answer.text).toContain('About 60 years old');
    fillIn(sent, embeds, how);
    const next = await answerTo(alice, await alice.dm('thanks'));
    expect(next.content).toBe(en.texts.dm_welcome);
    discord.gateway.duplicateEvents = false;
    expect(answersTo(alice, sent)).toHaveLength(1);
    expect(counted()).toEqual({ calls: 1, charged: 1 });
  },
);

nightly('an age that follows a link at once waits for the preview too', async () => {
  const { discord } = world();
  const embeds = await embedsOf(world(), photos.astronaut);
  const before = discord.requests.length;
  const sent = await alice.dm(LINK);
  const age = await alice.dm('44');
  await untilTyping(before);
  fillIn(sent, embeds);
  expect((await answerTo(alice, age)).text).toContain('About 44 years old');
  expect((await answerTo(alice, sent)).content).toBe(en.texts.dm_how_old);
  expect((await answerTo(alice, await alice.dm('older'))).text).toContain('About 54 years old');
});

nightly('the bot counts the previews of several links', async () => {
  const embeds = [...(await embedsOf(world(), photos.graceHopper)), ...(await embedsOf(world(), photos.astronaut))];
  const before = world().discord.requests.length;
  const sent = await alice.dm(`${LINK} https://example.com/astronaut.png`);
  await untilTyping(before);
  fillIn(sent, embeds.slice(0, 1));
  fillIn(sent, embeds);
  expect((await answerTo(alice, sent)).content).toBe('Which of these 2 photos?');
});

test('a preview without an event is found by reading the message again', async () => {
  const embeds = await embedsOf(world(), photos.graceHopper);
  const sent = await alice.dm(`61 ${LINK}`);
  fillIn(sent, embeds, 'silently');
  expect((await answerTo(alice, sent)).text).toContain('About 61 years old');
});

nightly("a link without a picture gets a sentence, and the previous photo isn't aged instead", async () => {
  const aged = await alice.dm('50', [photos.graceHopper]);
  expect((await answerTo(alice, aged)).pictures).toHaveLength(1);
  const counted = countCalls(world());
  const silent = await alice.dm(`60 https://example.com/nothing`);
  const article = await alice.dm(`60 https://example.com/article`);
  expect((await answerTo(alice, silent)).content).toMatch(sentence('dm_link'));
  fillIn(article, [{ type: EmbedType.Article, url: LINK, title: 'An article' }]);
  expect((await answerTo(alice, article)).content).toMatch(sentence('dm_link'));
  expect(counted()).toEqual(nothingPaid);
});

nightly('an edit of an older message starts nothing', async () => {
  const sent = await alice.dm('thanks');
  expect((await answerTo(alice, sent)).content).toBe(en.texts.dm_welcome);
  const counted = countCalls(world());
  fillIn(sent, await embedsOf(world(), photos.graceHopper), 'as a whole');
  expect((await answerTo(alice, await alice.dm('thanks'))).content).toBe(en.texts.dm_welcome);
  expect(answersTo(alice, sent)).toHaveLength(1);
  expect(counted()).toEqual(nothingPaid);
});

nightly('a link whose preview comes during a restart is aged afterwards', async () => {
  const { discord, restart } = world();
  const embeds = await embedsOf(world(), photos.graceHopper);
  const before = discord.requests.length;
  const sent = await alice.dm(`62 ${LINK}`);
  await untilTyping(before);
  const restarted = restart();
  fillIn(sent, embeds, 'silently');
  await restarted;
  expect((await answerTo(alice, sent)).text).toContain('About 62 years old');
  expect(answersTo(alice, sent)).toHaveLength(1);
});
