import { expect, test } from 'vitest';
import { ended, expectPicture, expectRefusedAtOnce, expectSentence } from '../../support/expectations.ts';
import { deleteData } from '../../support/people/privacy.ts';
import { startWorld } from '../../support/world.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const BUDGET = 60;
/** Of newcomers: a day, and an hour. */
const [A_DAY, AN_HOUR] = [30, 20];

test('a crowd of new accounts leaves a part of the budget for people and servers that came before', async () => {
  await using world = await startWorld({ withoutBot: true });
  await using bot = await world.startInProcess({ DAILY_BUDGET_CALLS: String(BUDGET), PORT: '0' });
  const { clock, discord, askInNewServer, ask, newChannel, alice } = world;
  const bob = discord.addUser({ name: 'Bob' });
  const family = newChannel();
  await expectPicture(await askInNewServer({ person: alice }));
  await expectPicture(await ask({ person: bob, channel: family }));
  // A picture is remembered on the day on which its request ends, a moment after it is shown.
  await world.until(() => bot.log.filter(({ msg }) => msg === 'Request answered').length === 2);
  // At the beginning of a day, so that the hours that follow are in the same one.
  clock.shift(DAY_MS - (clock.now() % DAY_MS));

  const crowd = async () => {
    let made = 0;
    for (let account = 0; account <= AN_HOUR; account += 1) {
      const asked = await askInNewServer({ person: discord.addUser({ name: `Account ${account}` }) });
      if ((await ended(asked)).pictures.length === 0) {
        await expectSentence(asked, 'budget_newcomers');
        expectRefusedAtOnce(asked);
        break;
      }
      made += 1;
    }
    return made;
  };
  expect(await crowd()).toBe(AN_HOUR);
  await expectPicture(await askInNewServer({ person: alice }));
  clock.shift(HOUR_MS);
  expect(await crowd()).toBe(A_DAY - AN_HOUR);
  await expectPicture(await askInNewServer({ person: alice }));
  await expectPicture(await ask({ person: discord.addUser({ name: 'Carol' }), channel: family }));
  const alerts = bot.log.filter(({ msg }) => String(msg).startsWith('Newcomers are refused for now'));
  expect(alerts).toHaveLength(1);

  expect(await deleteData(alice)).toContain('Deleted');
  await expectSentence(await askInNewServer({ person: alice }), 'budget_newcomers');
  await expectPicture(await askInNewServer({ person: bob }));
});
