import { expect, test } from 'vitest';
import { expectPicture } from '../../support/expectations.ts';
import { startWorld } from '../../support/world.ts';
import { lastSentence } from '../../support/last-sentence.ts';

test('a second process on one SQLite file is refused by name, and takes over when the first was killed', async () => {
  await using world = await startWorld({ ownProcess: true });
  const first = world.bot;
  const second = await world.launch();
  await world.expectExit(second, 78);
  expect(lastSentence(second.output)).toMatch(/face-age-bot\.db is in use by another process of this bot/);
  await expectPicture(await world.askInNewServer());
  await world.kill(first);
  await world.start();
  await expectPicture(await world.askInNewServer());
});
