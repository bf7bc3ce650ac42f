import { expect, test } from 'vitest';
import { alterEvents, type Payload } from '../../support/faults/alter-events.ts';
import {
  countCalls,
  expectPicture,
  expectRefusedAtOnce,
  expectSentence,
  nothingPaid,
} from '../../support/expectations.ts';
import { allowAnyAge } from '../../support/people/older-client.ts';
import { photos } from '../../support/pictures/photos.ts';
import { startWorld, useWorld } from '../../support/world.ts';

// The tests change the channels in the events themselves.
const world = useWorld({ env: { FACE_DETECTION: 'off' }, discord: { omit: { 'interaction.channel': 'never' } } });
const image = photos.marieCurie;
const hidden = { ...image, spoiler: true };

test("faces under 18 can't be made in an age-restricted channel, by any command", async () => {
  const { alice, ask, newChannel } = world();
  const channel = newChannel({ nsfw: true });
  const counted = countCalls(world());
  const refused = await ask({ channel, image, age: 17 });
  await expectSentence(refused, 'young_face_here');
  expectRefusedAtOnce(refused);
  const options = { image, ages: '17, 40' };
  await expectSentence(await alice.slash({ channel, command: 'age-timeline', options }), 'young_face_here');
  const message = await alice.post(channel, { uploads: [image] });
  const menu = await alice.messageMenu({ message, command: 'Age this photo' });
  await menu.modalShown();
  await expectSentence(await alice.submit(menu, { age: '12' }), 'young_face_here');
  expect(counted()).toEqual(nothingPaid);

  const answer = await expectPicture(await ask({ channel, image, age: 20 }), 20);
  const youngest = await expectPicture(await alice.press(answer, '2 years younger'), 18);
  await expect(alice.press(youngest, '10 years younger')).rejects.toThrow('disabled');
  await expectPicture(await ask({ channel: newChannel(), image, age: 12 }), 12);
});

test("a thread is as restricted as its channel, and counts as restricted if the bot can't find out", async () => {
  const { ask, discord, newChannel } = world();
  const restricted = newChannel({ nsfw: true }).addThread();
  await expectSentence(await ask({ channel: restricted, image, age: 17 }), 'young_face_here');
  await expectPicture(await ask({ channel: restricted, image, age: 18 }), 18);
  await expectPicture(await ask({ channel: newChannel().addThread(), image, age: 17 }), 17);

  discord.faults.inject({ match: { kind: 'get-channel' }, do: { status: 403, body: { message: 'no', code: 50_001 } } });
  await expectSentence(await ask({ channel: newChannel().addThread(), image, age: 17 }), 'young_face_here');
});

const unknown = { status: 403, body: { message: 'Missing Access', code: 50_001 } };
const guildLookUps = () => world().discord.requests.filter(({ kind }) => kind === 'get-guild').length;

test.each([
  [1, 'explicit'],
  [3, 'age-restricted'],
])("faces under 18 can't be made in a server of level %i (%s), by any command", async (nsfwLevel) => {
  const { alice, ask, discord } = world();
  const guild = discord.addGuild({ nsfwLevel });
  const channel = guild.addChannel();
  const counted = countCalls(world());
  const refused = await ask({ channel, image, age: 17 });
  await expectSentence(refused, 'young_face_here');
  expectRefusedAtOnce(refused);
  await expectSentence(await ask({ channel: guild.addChannel().addThread(), image, age: 17 }), 'young_face_here');
  const options = { image, ages: '40, 12' };
  await expectSentence(await alice.slash({ channel, command: 'age-timeline', options }), 'young_face_here');
  const message = await alice.post(channel, { uploads: [image] });
  const menu = await alice.messageMenu({ message, command: 'Age this photo' });
  await menu.modalShown();
  await expectSentence(await alice.submit(menu, { age: '17' }), 'young_face_here');
  expect(counted()).toEqual(nothingPaid);
  const answer = await expectPicture(await ask({ channel, image, age: 18 }), 18);
  await expectSentence(await alice.press(answer, '8 years younger'), 'young_face_here');
  const form = await alice.press(answer, 'Another age…');
  await form.modalShown();
  await expectSentence(await alice.submit(form, { age: '15' }), 'young_face_here');
});

test('the bot asks about a server once for many faces under 18, and never for others', async () => {
  const { ask, discord, newChannel } = world();
  const before = guildLookUps();
  const channel = newChannel();
  await expectPicture(await ask({ channel, image, age: 18 }), 18);
  expect(guildLookUps()).toBe(before);
  const asked = await Promise.all([17, 16, 15].map((age) => ask({ channel, image, age })));
  await Promise.all(asked.map((each, index) => expectPicture(each, 17 - index)));
  await expectPicture(await ask({ channel: discord.addGuild({ nsfwLevel: 2 }).addChannel(), image, age: 12 }), 12);
  expect(guildLookUps()).toBe(before + 2);
});

test("a server that can't be asked counts as age-restricted after at most 3 s", async () => {
  const { ask, discord, newChannel } = world();
  discord.faults.inject({ match: { kind: 'get-guild' }, do: unknown });
  await expectSentence(await ask({ channel: newChannel(), image, age: 17 }), 'young_face_here');
  discord.faults.inject({ match: { kind: 'get-guild' }, do: { delayMs: 20_000 } });
  await expectSentence(await ask({ channel: newChannel(), image, age: 17 }), 'young_face_here');
  discord.faults.inject({ match: { kind: 'get-guild' }, do: { status: 200, body: { id: '1' } } });
  await expectSentence(await ask({ channel: newChannel(), image, age: 17 }), 'young_face_here');
  const bob = discord.addUser({ name: 'Bob', installed: true });
  const foreign = discord.addGuild({ botInstalled: false }).addChannel();
  await expectSentence(await ask({ person: bob, channel: foreign, image, age: 17 }), 'young_face_here');
  await expectPicture(await ask({ person: bob, channel: foreign, image, age: 18 }), 18);
});

test.each<[string, (payload: Payload) => void]>([
  ['has no channel', (payload) => delete payload['channel']],
  ['has a channel without an age restriction field', ({ channel }) => delete (channel as Payload)['nsfw']],
])('the channel of an event that %s is looked up', async (_what, alter) => {
  const { ask, discord, newChannel } = world();
  using _altered = alterEvents(discord, 'INTERACTION_CREATE', alter);
  const forAll = newChannel();
  const forAdults = newChannel({ nsfw: true });
  await expectSentence(await ask({ channel: forAdults, image, age: 17 }), 'young_face_here');
  await expectPicture(await ask({ channel: forAdults, image, age: 18 }), 18);
  await expectSentence(await ask({ channel: forAdults.addThread(), image, age: 17 }), 'young_face_here');
  await expectPicture(await ask({ channel: forAll, image, age: 17 }), 17);
  await expectPicture(await ask({ dm: true, image, age: 17 }), 17);
  discord.faults.inject({ match: { kind: 'get-channel' }, do: unknown });
  await expectSentence(await ask({ channel: newChannel(), image, age: 17 }), 'young_face_here');
});

test("faces under 18 can't be made from a spoiler, not even in direct messages", async () => {
  const { alice, ask, newChannel } = world();
  const counted = countCalls(world());
  await expectSentence(await ask({ channel: newChannel(), image: hidden, age: 17 }), 'young_face_here');
  const message = await alice.dm('17', [hidden]);
  const said = await alice.dmChannel.until((messages) =>
    messages.find(({ data }) => data.referenced_message?.id === message.id && /18/.test(data.content)),
  );
  expect(said.pictures).toEqual([]);
  expect(counted()).toEqual(nothingPaid);
  await expectPicture(await ask({ channel: newChannel(), image: hidden, age: 18 }), 18);
});

test('MIN_AGE is at least 10', async () => {
  await using own = await startWorld({ env: { FACE_DETECTION: 'off', MIN_AGE: '16' } });
  allowAnyAge(own.discord);
  await expectSentence(await own.ask({ image, age: 15 }), 'age_out_of_range');
  await expectPicture(await own.ask({ image, age: 16 }), 16);
});
