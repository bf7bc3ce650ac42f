import { expect, test } from 'vitest';
import { countCalls, expectPicture, expectRefusedAtOnce, expectSentence, nothingPaid } from './expectations.ts';
import { photos } from './photos.ts';
import { ownWorld, useWorld } from './world.ts';

const world = useWorld({ env: { FACE_DETECTION: 'off' } });
const image = photos.marieCurie;
const hidden = { ...image, spoiler: true };

test('under 18 nothing is made in an age-restricted channel, by whichever way', async () => {
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
  await expectSentence(await alice.press(answer, 'Younger'), 'young_face_here');
  await expectPicture(await ask({ channel: newChannel(), image, age: 12 }), 12);
});

test('a thread is as restricted as its channel; one that the bot cannot ask counts as restricted', async () => {
  const { ask, discord, newChannel } = world();
  const restricted = newChannel({ nsfw: true }).addThread();
  await expectSentence(await ask({ channel: restricted, image, age: 17 }), 'young_face_here');
  await expectPicture(await ask({ channel: restricted, image, age: 18 }), 18);
  await expectPicture(await ask({ channel: newChannel().addThread(), image, age: 17 }), 17);

  discord.faults.inject({ match: { kind: 'get-channel' }, do: { status: 403, body: { message: 'no', code: 50_001 } } });
  await expectSentence(await ask({ channel: newChannel().addThread(), image, age: 17 }), 'young_face_here');
});

test('under 18 nothing is made of a photo behind a spoiler, in direct messages neither', async () => {
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

test('MIN_AGE is never lower than 10', async () => {
  await using own = await ownWorld({ env: { FACE_DETECTION: 'off', MIN_AGE: '16' } });
  await expectSentence(await own.ask({ image, age: 15 }), 'age_out_of_range');
  await expectPicture(await own.ask({ image, age: 16 }), 16);
});
