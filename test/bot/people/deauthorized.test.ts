import { expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { expectPicture, expectSentence } from '../../support/expectations.ts';
import { optOut } from '../../support/people/privacy.ts';
import { photos } from '../../support/pictures/photos.ts';
import { storedAbout } from '../../support/world/stored-about.ts';
import { useWorld } from '../../support/world.ts';

const world = useWorld({ interactions: 'http', env: { FACE_DETECTION: 'off' } });

test('the data of a person who removes the bot from their account is deleted', async () => {
  const { discord, bot, ask, newChannel } = world();
  await discord.webhookEvents.setUrl(String(new URL('/events', discord.interactions.url)));
  const bob = discord.addUser({ name: 'Bob', installed: true });
  const answer = await expectPicture(await ask({ person: bob, channel: newChannel(), image: photos.marieCurie }));
  await optOut(bob);
  expect(await storedAbout(bot.folder, bob.id)).not.toEqual([`opt-outs ${bob.id}`]);

  await discord.webhookEvents.deauthorize(bob);
  expect(discord.webhookEvents.requests).toEqual([{ event: 'APPLICATION_DEAUTHORIZED', status: 204 }]);
  // The choice about others stays, as it does with "Delete my data".
  await eventually(async () => expect(await storedAbout(bot.folder, bob.id)).toEqual([`opt-outs ${bob.id}`]));
  await expectSentence(await bob.press(answer, '10 years older'), 'answer_forgotten');
});
