import { expect, test } from 'vitest';
import { PATIENCE_MS, type Asked, type SeenMessage } from 'discord-simulator';
import type { Reason } from '../../../src/i18n/explained-error.ts';
import { nightly, someOf } from '../../support/cases.ts';
import { freePort } from '../../support/free-port.ts';
import { eventually } from '../../support/eventually.ts';
import { answers, envelope, held, tencent } from '../../support/faults/endpoint-steps.ts';
import {
  countCalls,
  expectNothingLeft,
  expectRefusedAtOnce,
  expectSentence,
  logOf,
  nothingPaid,
} from '../../support/expectations.ts';
import { photos } from '../../support/pictures/photos.ts';
import { usageOf } from '../../support/people/servers.ts';
import { startWorld, type World } from '../../support/world.ts';

const image = photos.marieCurie;
const env = { ENDPOINT_CONCURRENCY: '1', FACE_DETECTION: 'off' };

const lines = ({ bot }: World, what: RegExp) => bot.log.filter(({ msg }) => what.test(String(msg)));

/** The operator's direct messages from the bot. */
const told = ({ discord }: World): SeenMessage[] => discord.owner.dmChannel.messages;

async function page(port: number, path: string): Promise<{ status: number; body: string }> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  return { status: response.status, body: await response.text() };
}

/** New requests are refused at once everywhere, without asking the endpoint. */
async function expectOpen(world: World, reason: Reason): Promise<void> {
  const counted = countCalls(world);
  for (const where of [{ channel: world.newChannel() }, { dm: true }] as const) {
    const refused = await world.ask({ ...where, image });
    await expectSentence(refused, reason);
    expectRefusedAtOnce(refused);
  }
  expect(counted()).toEqual(nothingPaid);
}

const REFUSALS = [
  [403, 'used_up', 'Your balance is not sufficient', 'endpoint_unfunded', /buy credit/],
  [401, 'invalid_token', 'The specified token is invalid.', 'endpoint_unauthorised', /ACEDATACLOUD_API_TOKEN/],
] as const;
test.each(someOf(REFUSALS, ['403']))(
  'a failure with %s %s ends waiting requests, refuses new ones, and tells the operator once',
  async (...fault) => {
    const [status, code, message, reason, advice] = fault;
    const port = await freePort();
    await using world = await startWorld({
      env: { ...env, PORT: String(port), USER_DAILY_QUOTA: '9' },
      slowOpeningMs: PATIENCE_MS,
    });
    const { ask, alice, channel, discord, endpoint, newChannel } = world;
    expect(await page(port, '/readyz')).toMatchObject({
      status: 200,
      body: expect.stringMatching(/^ok\nshards: 0 of 1\n/) as string,
    });
    expect((await page(port, '/metrics')).body).toMatch(/^face_age_endpoint_breaker_open 0$/m);

    const { step, release } = held(answers(status, envelope(code, message)));
    endpoint.script([step]);
    const first = await ask({ channel, image });
    await discord.until(() => endpoint.calls.length === 1);
    const others = newChannel();
    const waiting: Asked[] = [
      await ask({ channel: others, image }),
      await ask({ channel: others, image, private: true }),
      await ask({ dm: true, image }),
    ];
    await discord.until(() => waiting.every((asked) => logOf(world, asked).length > 0));
    release();
    for (const asked of [first, ...waiting]) await expectSentence(asked, reason);
    expectNothingLeft(channel);
    expectNothingLeft(others);
    expect(endpoint.calls).toHaveLength(1);
    expect(await usageOf(alice, { channel })).toContain("You've used 0 of 9 pictures today; 9 left.");

    await expectOpen(world, reason);
    expect(await page(port, '/readyz')).toEqual({
      status: 200,
      body: expect.stringContaining(`ok\nendpoint: calls are paused (${reason})\nshards: 0 of 1\n`) as string,
    });
    expect((await page(port, '/metrics')).body).toMatch(/^face_age_endpoint_breaker_open 1$/m);
    expect(lines(world, /^Endpoint calls paused/)).toMatchObject([{ level: 'error', reason }]);
    await discord.until(() => told(world).length > 0);
    expect(told(world).map(({ content }) => content)).toEqual([expect.stringMatching(advice)]);
  },
);

test('five failures of the endpoint in a row, of any kind, pause the calls too', async () => {
  await using world = await startWorld({ env });
  const { ask, discord, endpoint, newChannel } = world;
  const lost = { reset: 'after' } as const;
  const nonsense = answers(200, 'this is no JSON');
  const noFace = answers(500, tencent('FailedOperation.DetectNoFace'));
  endpoint.script([lost, lost, nonsense, lost, noFace, nonsense, lost, nonsense, lost, nonsense]);
  const expected: Reason[] = [
    ...(['endpoint_lost', 'endpoint_lost', 'endpoint_answer_invalid', 'endpoint_lost'] as const),
    // A mistake of a person in between proves that the endpoint works.
    'no_face',
    ...(['endpoint_answer_invalid', 'endpoint_lost', 'endpoint_answer_invalid', 'endpoint_lost'] as const),
  ];
  for (const reason of expected) await expectSentence(await ask({ channel: newChannel(), image }), reason);
  expect(lines(world, /calls paused/)).toEqual([]);
  await expectSentence(await ask({ channel: newChannel(), image }), 'endpoint_answer_invalid');
  await expectOpen(world, 'endpoint_unreachable');
  expect(lines(world, /calls paused/)).toHaveLength(1);
  await discord.until(() => told(world).length > 0);
  expect(told(world)).toHaveLength(1);
});

nightly("an operator who can't be reached finds the alert in the log, and the bot goes on", async () => {
  await using world = await startWorld({ env });
  const { ask, channel, discord, endpoint } = world;
  discord.faults.inject({ match: { kind: 'open-dm' }, times: Infinity, do: { status: 403, body: {} } });
  endpoint.script([answers(403, envelope('disabled', 'The application is disabled.'))]);
  await expectSentence(await ask({ channel, image }), 'endpoint_disabled');
  await eventually(() => expect(lines(world, /^Alert could not be sent/)).toHaveLength(1));
  expect(lines(world, /calls paused/)).toHaveLength(1);
  await expectOpen(world, 'endpoint_disabled');
});
