import { describe, expect, test } from 'vitest';
import { nightly } from '../../support/cases.ts';
import { countCalls, expectNothingLeft, expectPicture, expectSentence, logOf } from '../../support/expectations.ts';
import { startWorld, useWorld } from '../../support/world.ts';

describe('a broken call', () => {
  // In seconds. Enough for an answered call, even on a busy machine.
  const world = useWorld({ env: { FACE_REQUEST_TIMEOUT: '4' } });

  test("a timed-out call may have been billed, so it isn't retried", async () => {
    const { ask, endpoint, newChannel } = world();
    const channel = newChannel();
    const counted = countCalls(world());
    endpoint.script(() => ({ hang: 'after' }));
    await expectSentence(await ask({ channel }), 'endpoint_timeout');
    await world().discord.until(() => counted().charged === 1);
    expect(counted().calls).toBe(1);
    expectNothingLeft(channel);
  });

  nightly("a call without an answer may have been billed, so it isn't repeated", async () => {
    const { ask, endpoint, newChannel } = world();
    const counted = countCalls(world());
    endpoint.script(() => ({ hang: 'before' }));
    await expectSentence(await ask({ channel: newChannel() }), 'endpoint_timeout');
    expect(counted().calls).toBe(1);
  });

  test("a call whose connection was reset after sending isn't repeated", async () => {
    const { ask, endpoint, newChannel } = world();
    const counted = countCalls(world());
    endpoint.script(() => ({ reset: 'before' }));
    await expectSentence(await ask({ channel: newChannel() }), 'endpoint_lost');
    expect(counted().calls).toBe(1);
  });

  test('the next call succeeds', async () => {
    await expectPicture(await world().ask());
  });
});

/** The port of a service that no machine runs any more. */
const NOBODY = 'http://127.0.0.1:1';

test('an unreachable endpoint is retried a few times, and nothing counts as paid', async () => {
  const env = {
    ACEDATACLOUD_API_BASE_URL: NOBODY,
    GUILD_COOLDOWN_SECONDS: '60',
    QUEUE_PATIENCE_SECONDS: '0',
    SHUTDOWN_SECONDS: '0',
  };
  await using world = await startWorld({ env });
  const first = await world.ask();
  await expectSentence(first, 'endpoint_unreachable');
  await world.discord.until(() => logOf(world, first).some(({ msg }) => msg === 'Request failed'));
  const failures = logOf(world, first).filter(({ code }) => code === 'ECONNREFUSED');
  expect(failures).toHaveLength(4);
  // The cooldown was given back: the server can ask again at once.
  expect(await (await world.ask()).acknowledged()).toMatchObject({ ephemeral: false });
});
