import { expect, test } from 'vitest';
import { en } from '../../../src/i18n/en.ts';
import { expectPicture, expectSentence } from '../../support/expectations.ts';
import { startWorld } from '../../support/world.ts';

const HOUR_MS = 3_600_000;

test('when the clock is set back, nobody waits longer than a cooldown lasts', async () => {
  await using world = await startWorld({
    withoutBot: true,
    env: { GUILD_COOLDOWN_SECONDS: '60', QUEUE_PATIENCE_SECONDS: '0', USER_ACTIONS_PER_MINUTE: '60' },
  });
  const { alice, ask, channel, clock } = world;
  await using _bot = await world.startInProcess();
  await expectPicture(await ask());
  await expectSentence(await ask(), 'cooldown');

  const askForHelp = async () => {
    const helps = await Promise.all(Array.from({ length: 5 }, () => alice.slash({ channel, command: 'age-help' })));
    for (const help of helps) expect((await help.final()).content).toContain(en.texts.help_intro);
  };
  await askForHelp();

  clock.shift(-HOUR_MS);
  await askForHelp();
  await expectPicture(await ask());
  const refused = await ask();
  const { content } = await expectSentence(refused, 'cooldown');
  const endsAt = Number(/<t:(\d+):R>/.exec(content)?.[1]) * 1000;
  expect(endsAt).toBeLessThanOrEqual(refused.state.createdAt + 62_000);
});
