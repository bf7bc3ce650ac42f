import { describe, expect, test } from 'vitest';
import { answers, askWhileFailing, envelope, TRACE } from '../../support/faults/endpoint-steps.ts';
import { countCalls, expectPicture, expectSentence } from '../../support/expectations.ts';
import { usageOf } from '../../support/people/servers.ts';
import { startWorld, useWorld, type World } from '../../support/world.ts';
import { eventually } from '../../support/eventually.ts';

const told = ({ discord }: World): string[] => discord.owner.dmChannel.messages.map(({ content }) => content);

const closings = ({ bot }: World) => bot.log.filter(({ msg }) => /calls paused/.test(String(msg)));

describe("a mismatch that doesn't mention the token", () => {
  const world = useWorld({ env: { USER_DAILY_QUOTA: '50' } });

  test.each([
    [400, envelope('token_mismatched', '')],
    [400, envelope('token_mismatched', 'age_infos is required')],
    [400, envelope('TOKEN_MISMATCHED', 'Bad request, possibly due to missing or invalid parameters.')],
    [400, envelope('token_mismatched', '缺少参数')],
    [400, { error: 'token_mismatched', trace_id: TRACE }],
    [200, envelope('token_mismatched', 'image_url is invalid')],
  ] as const)('status %i with %j affects only one request', async (status, body) => {
    const line = await askWhileFailing(world(), answers(status, body), 'endpoint_mismatched', 1);
    expect(line).toMatchObject({ level: 'error', outcome: 'endpoint_mismatched', status, traceId: TRACE });
    await expectPicture(await world().ask({ channel: world().newChannel() }));
    expect(closings(world())).toEqual([]);
    expect(told(world())).toEqual([]);
  });

  test("a mismatch doesn't use up a picture", async () => {
    const { ask, discord, endpoint, channel } = world();
    const person = discord.addUser({ name: 'Mia' });
    endpoint.script([answers(400, envelope('token_mismatched', ''))]);
    await expectSentence(await ask({ person }), 'endpoint_mismatched');
    expect(await usageOf(person, { channel })).toContain("You've used 0 of 50 pictures today");
  });
});

test('the operator is told once about several mismatches in a row, and others are still served', async () => {
  await using world = await startWorld();
  const { ask, discord, endpoint } = world;
  const mismatch = answers(400, envelope('token_mismatched', 'Bad request'));
  const meet = async (name: string) => {
    endpoint.script([mismatch]);
    await expectSentence(await ask({ person: discord.addUser({ name }) }), 'endpoint_mismatched');
  };
  for (const name of ['Ada', 'Ben']) await meet(name);
  await expectPicture(await ask());
  for (const name of ['Cleo', 'Dan']) await meet(name);
  endpoint.script([mismatch]);
  await expectSentence(await ask(), 'endpoint_mismatched');
  await meet('Eve');
  await eventually(() => expect(told(world)).toHaveLength(1));
  expect(told(world)).toEqual([expect.stringMatching(/^The endpoint rejected the requests of 3 people in a row/)]);
  expect(told(world)[0]).toContain(TRACE);
  await expectPicture(await ask());
  expect(closings(world)).toEqual([]);
});

test('a 403 with an unknown code gives the person a sentence and the operator an alert, and the bot goes on', async () => {
  await using world = await startWorld();
  const { endpoint, ask } = world;
  const line = await askWhileFailing(
    world,
    answers(403, envelope('region_blocked', 'Not available in your region.')),
    'endpoint_forbidden',
    1,
  );
  expect(line).toMatchObject({ level: 'error', status: 403, code: 'region_blocked', traceId: TRACE });
  await eventually(() => expect(told(world)).toEqual([expect.stringContaining('region_blocked')]));
  expect(told(world)[0]).toContain(TRACE);

  endpoint.script([answers(403, envelope('region_blocked', '')), answers(403, envelope('forbidden', ''))]);
  await expectSentence(await ask({ channel: world.newChannel() }), 'endpoint_forbidden');
  await expectSentence(await ask({ channel: world.newChannel() }), 'picture_moderated');
  endpoint.script([answers(403, { error: { message: 'No.' } })]);
  await expectSentence(await ask({ channel: world.newChannel() }), 'endpoint_forbidden');
  await eventually(() => expect(told(world)).toHaveLength(2));
  const counted = countCalls(world);
  await expectPicture(await ask());
  expect(counted()).toEqual({ calls: 1, charged: 1 });
  expect(closings(world)).toEqual([]);
});
