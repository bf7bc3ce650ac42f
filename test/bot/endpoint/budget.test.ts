import { expect, test } from 'vitest';
import type { Channel } from 'discord-simulator';
import { answers, tencent } from '../../support/faults/endpoint-steps.ts';
import {
  countCalls,
  ended,
  expectPicture,
  expectRefusedAtOnce,
  expectSentence,
  nothingPaid,
} from '../../support/expectations.ts';
import { photos } from '../../support/pictures/photos.ts';
import { endOfDayOf, timeIn } from '../../support/people/servers.ts';
import { startWorld } from '../../support/world.ts';

const BUDGET = 5;
const image = photos.marieCurie;

test("the operator is told once at 80% of the day's calls, and at 100% people are refused", async () => {
  const place: { alerts?: Channel } = {};
  await using world = await startWorld({
    env: (discord) => {
      const { url, channel } = discord.addWebhook();
      place.alerts = channel;
      return { OWNER_ALERT_WEBHOOK: url, DAILY_BUDGET_CALLS: String(BUDGET), FACE_DETECTION: 'off' };
    },
  });
  const { ask, discord, endpoint, newChannel } = world;
  const { alerts } = place;
  if (!alerts) throw new Error('there is a webhook');
  const ageOne = async () => await ask({ channel: newChannel(), image });

  endpoint.script([answers(500, tencent('FailedOperation.DetectNoFace'))]);
  await expectSentence(await ageOne(), 'no_face');
  for (let used = 1; used <= 3; used += 1) await expectPicture(await ageOne());
  expect(alerts.messages).toEqual([]);
  await expectPicture(await ageOne());
  const alert = await alerts.until((messages) => messages[0]);
  expect(alert.content).toMatch(/^4 of today's 5 calls \(DAILY_BUDGET_CALLS\) are used/);
  expect(await world.bot.untilLogged(alert.content)).toMatchObject({ level: 'warn', used: 4, limit: BUDGET });

  const last = await Promise.all([ageOne(), ageOne(), ask({ dm: true, image })]);
  const seen = await Promise.all(last.map(ended));
  expect(seen.filter(({ pictures }) => pictures.length > 0)).toHaveLength(1);
  const counted = countCalls(world);
  for (const where of [{ dm: true }, { channel: newChannel() }] as const) {
    const refused = await ask({ ...where, image });
    const { content } = await expectSentence(refused, 'budget_spent');
    expectRefusedAtOnce(refused);
    expect(timeIn(content)).toBe(endOfDayOf(refused));
  }
  expect(counted()).toEqual(nothingPaid);
  expect(endpoint.charged).toBe(BUDGET);
  expect(alerts.messages).toHaveLength(1);
  expect(discord.owner.dmChannel.messages).toEqual([]);
});
