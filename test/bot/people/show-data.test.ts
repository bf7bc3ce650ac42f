import { expect, test } from 'vitest';
import { expectPicture } from '../../support/expectations.ts';
import { optOut, showData } from '../../support/people/privacy.ts';
import { photos } from '../../support/pictures/photos.ts';
import { storedAbout } from '../../support/world/stored-about.ts';
import { useWorld } from '../../support/world.ts';

const world = useWorld({ env: { FACE_DETECTION: 'on' } });
const { graceHopper, fourFaces, marieCurie } = photos;

test('"Show my data" gives a person a private file with everything that is stored about them, and nothing about others', async () => {
  const { ask, alice, discord, newChannel, bot, endpoint } = world();
  const bob = discord.addUser({ name: 'Bob' });
  await expectPicture(await ask({ person: bob, channel: newChannel(), image: graceHopper }));
  const question = await ask({ person: bob, channel: newChannel(), image: fourFaces });
  await question.final({ until: ({ selects }) => selects.length > 0 });
  const message = await bob.post(newChannel(), { uploads: [graceHopper] });
  await (await bob.messageMenu({ message, command: 'Age this photo' })).modalShown();
  const opened = await alice.messageMenu({ message, command: 'Age this photo' });
  await opened.modalShown();
  await expectPicture(await alice.submit(opened, {}));
  await bob.dm('60', [marieCurie]);
  await bob.dmChannel.until((messages) => messages.some(({ text }) => text.includes('About 60')));
  await optOut(bob);
  const release = Promise.withResolvers<undefined>();
  const calls = endpoint.calls.length;
  endpoint.script([{ until: release.promise }]);
  const running = await ask({ person: bob, channel: newChannel(), image: photos.onItsSide });
  await discord.until(() => endpoint.calls.length > calls);

  const data = await showData(bob);
  const stored = await storedAbout(bot.folder, bob.id);
  const tables = [...new Set(stored.map((entry) => entry.split(' ')[0] ?? ''))].filter((name) => name !== 'cell');
  expect(tables).toEqual(expect.arrayContaining(['answers', 'journal', 'conversations', 'opt-outs', 'lent-pictures']));
  for (const table of [...tables, 'references']) {
    const shown = data[table];
    expect([table, Array.isArray(shown) ? shown.length > 0 : Boolean(shown)]).toEqual([table, true]);
  }
  expect(data).toMatchObject({ user_id: bob.id, pictures_today: 3, blocks: false, reports: [], 'opt-outs': true });
  expect(JSON.stringify(data)).toContain('somebody else');
  expect(JSON.stringify(data)).not.toContain(alice.id);
  expect(JSON.stringify(data)).not.toContain(running.token);
  release.resolve(undefined);
  await expectPicture(running);
});

test('the file is in direct messages too, and says that nothing is stored about a stranger', async () => {
  const stranger = world().discord.addUser({ name: 'Carol' });
  const data = await showData(stranger, { dm: true });
  expect(Object.values(data).flat().filter(Boolean)).toEqual([stranger.id]);
});
