import { expect, test } from 'vitest';
import { nightly, someOf } from '../../support/cases.ts';
import { answers, askWhileFailing, envelope, tencent } from '../../support/faults/endpoint-steps.ts';
import { countCalls, expectPicture, logOf } from '../../support/expectations.ts';
import { useWorld } from '../../support/world.ts';

const world = useWorld();

const passing: [string, ReturnType<typeof answers>][] = [
  ['a 502', answers(502, '<html>Bad gateway</html>')],
  ['a 503', answers(503, '')],
  ['a 500', answers(500, envelope('api_error', 'fetch failed'))],
  ['a 429 without a time', answers(429, envelope('too_many_requests', 'You have exceeded the rate limit.'))],
  ['a 429 with another code', answers(429, envelope('rate_limited', 'Concurrency limit exceeded for this token.'))],
  ["a 429 that isn't JSON", answers(429, 'slow down')],
  ['the supplier’s limit', answers(500, tencent('FailedOperation.FreqCtrl'))],
];
test.each(someOf(passing, ['a 502', "a 429 that isn't JSON", 'the supplier’s limit']))(
  'a retry after %s gets the picture',
  async (_what, step) => {
    const { ask, endpoint, newChannel } = world();
    const counted = countCalls(world());
    endpoint.script([step]);
    await expectPicture(await ask({ channel: newChannel() }));
    expect(counted()).toEqual({ calls: 2, charged: 1 });
  },
);

nightly('the bot gives up on a lasting 503', async () => {
  await askWhileFailing(world(), answers(503, 'down'), 'endpoint_unreachable', 4);
});

test('a 429 with a Retry-After holds back all calls for that long', async () => {
  const { ask, discord, endpoint, newChannel } = world();
  const [one, other] = [newChannel(), newChannel()];
  const before = endpoint.calls.length;
  endpoint.script([{ answer: { status: 429, headers: { 'retry-after': '2' }, body: envelope('busy', 'busy') } }]);
  const first = await ask({ channel: one });
  await discord.until(() => logOf(world(), first).some(({ outcome }) => outcome === 'rate_limited'));
  const asked = [first, await ask({ channel: one }), await ask({ channel: other })];

  await Promise.all(asked.map((each) => expectPicture(each)));
  const [limited, ...later] = endpoint.calls.slice(before).map(({ at }) => at);
  expect(later).toHaveLength(3);
  expect(Math.min(...later) - (limited ?? 0)).toBeGreaterThanOrEqual(1990);
});
