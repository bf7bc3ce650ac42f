import { expect, test } from 'vitest';
import type { SeenMessage } from 'discord-simulator';
import { expectPicture } from '../../support/expectations.ts';
import { photos } from '../../support/pictures/photos.ts';
import { startWorld } from '../../support/world.ts';

const shows = (message: SeenMessage | undefined, name: RegExp) =>
  message !== undefined && !message.deleted && message.pictures.some(({ filename }) => name.test(filename));

test('photos lent in a direct message and beside a public answer are deleted after a crash', async () => {
  await using world = await startWorld({ ownProcess: true, env: { ENDPOINT_CONCURRENCY: '2' } });
  const { discord, endpoint, alice, ask, newChannel } = world;
  endpoint.script([{ hang: 'before' }, { hang: 'before' }]);
  await alice.dm('60', [photos.onItsSide]);
  const lent = await alice.dmChannel.until((messages) => messages.find((each) => shows(each, /^photo\.jpg$/)));
  const asked = await ask({ channel: newChannel(), image: photos.onItsSide });
  await discord.until(() => endpoint.calls.length === 2);
  await world.kill(world.bot);
  const isThere = () => alice.dmChannel.messages.some(({ id, deleted }) => id === lent.id && !deleted);
  expect(isThere()).toBe(true);

  await world.startProcess();
  await alice.dmChannel.until(() => !isThere());
  await alice.dmChannel.until((messages) => messages.find((each) => shows(each, /^aged-60-/)));
  expect(alice.dmChannel.messages.filter((each) => shows(each, /^photo\.jpg$/))).toEqual([]);

  expect(await expectPicture(asked)).toMatchObject({ followUps: [] });
  const others = asked.history.filter(({ kind }) => kind === 'follow-up' || kind === 'delete-follow-up');
  expect(others.filter(({ kind }) => kind === 'delete-follow-up')).toHaveLength(2);
});
