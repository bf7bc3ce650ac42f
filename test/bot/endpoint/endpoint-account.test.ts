import { expect, test } from 'vitest';
import { answers, envelope, held, TRACE } from '../../support/faults/endpoint-steps.ts';
import { expectSentence, expectTakenBack, logOf } from '../../support/expectations.ts';
import { startWorld } from '../../support/world.ts';

const KEY = /ACEDATACLOUD_API_TOKEN/;
const ADDRESS = /ACEDATACLOUD_API_BASE_URL/;

/** Failures that only the operator can fix: the endpoint's code, and what the log tells the operator to do. */
const FAULTS = [
  [400, 'no_token', 'Authorization is missing', 'endpoint_unauthorised', KEY],
  [401, 'invalid_token', 'The specified token is invalid or wrong.', 'endpoint_unauthorised', KEY],
  [401, 'token_expired', 'The token is expired.', 'endpoint_unauthorised', KEY],
  [400, 'token_mismatched', 'The specified token is not matched with API.', 'endpoint_unauthorised', KEY],
  [401, 'token_mismatched', 'The specified token is not matched with API.', 'endpoint_unauthorised', KEY],
  [403, 'disabled', 'The application is disabled.', 'endpoint_disabled', /enable it at https/],
  [403, 'used_up', 'Your balance is not sufficient for current request', 'endpoint_unfunded', /buy credit at https/],
  [200, 'used_up', 'Your balance is not sufficient for current request', 'endpoint_unfunded', /buy credit at https/],
  [400, 'api_not_implemented', 'The API is not implemented.', 'endpoint_missing', ADDRESS],
  [404, 'no_api', 'The API is not registered.', 'endpoint_missing', ADDRESS],
] as const;

test('for a fault of the operator, people get one plain sentence, and the operator learns what to do', async () => {
  await using world = await startWorld({ env: { ENDPOINT_CONCURRENCY: '20' } });
  // All at once, and answered only when all have arrived, so that none of them prevents the others' calls.
  const steps = FAULTS.map(([status, code, message]) => held(answers(status, envelope(code, message))));
  world.endpoint.script(steps.map(({ step }) => step));
  const asked = await Promise.all(FAULTS.map(() => world.ask({ channel: world.newChannel() })));
  await world.discord.until(() => world.endpoint.calls.length === FAULTS.length);
  for (const { release } of steps) release();
  for (const each of asked) {
    await expectSentence(each, 'endpoint_unfunded');
    expectTakenBack(each);
  }
  expect(world.endpoint.calls).toHaveLength(FAULTS.length);

  await world.discord.until(() =>
    asked.every((each) => logOf(world, each).some(({ msg }) => msg === 'Request failed')),
  );
  const lines = world.bot.log.filter(({ msg }) => String(msg).startsWith('Endpoint call failed'));
  for (const [status, code, , outcome, advice] of FAULTS) {
    const msg: unknown = expect.stringMatching(advice);
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 'error', status, code, outcome, traceId: TRACE, msg }),
    );
  }
});
