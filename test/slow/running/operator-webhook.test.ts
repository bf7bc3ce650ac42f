import { expect, test } from 'vitest';
import type { Channel } from 'discord-simulator';
import { nightly } from '../../support/cases.ts';
import { answers, envelope } from '../../support/faults/endpoint-steps.ts';
import { expectPicture, expectSentence } from '../../support/expectations.ts';
import { photos } from '../../support/pictures/photos.ts';
import { startWorld } from '../../support/world.ts';

const image = photos.marieCurie;
const DISABLED = answers(403, envelope('disabled', 'The application is disabled.'));

/** A world whose operator has a webhook. */
async function startWithWebhook() {
  const place: { alerts?: Channel } = {};
  const world = await startWorld({
    env: (discord) => {
      const { url, channel } = discord.addWebhook();
      place.alerts = channel;
      return { OWNER_ALERT_WEBHOOK: url };
    },
  });
  const told = () => (place.alerts?.messages ?? []).map(({ content }) => content);
  const tries = () => world.discord.requests.filter(({ kind }) => kind === 'webhook');
  return Object.assign(world, { told, tries });
}

test("if the operator's webhook refuses, fails or disconnects, the message comes once it works again", async () => {
  await using world = await startWithWebhook();
  const { ask, discord, endpoint, newChannel, told, tries } = world;
  const fail = (fault: Parameters<typeof discord.faults.inject>[0]['do']) =>
    discord.faults.inject({ match: { kind: 'webhook' }, do: fault });
  fail({ rateLimit: { retryAfter: 2 } });
  fail({ status: 429, body: '<html>' });
  fail({ status: 503 });
  fail({ drop: 'before' });
  endpoint.script([DISABLED]);
  await expectSentence(await ask({ image }), 'endpoint_disabled');
  await expectSentence(await ask({ image, channel: newChannel() }), 'endpoint_disabled');
  await discord.until(() => told().length === 1, { what: 'no alert' });
  expect(told()[0]).toContain('endpoint_disabled');
  expect(tries()).toHaveLength(5);
  const at = tries().map((request) => request.at);
  const pauses = at.slice(1).map((time, index) => time - (at[index] ?? 0));
  for (const [index, least] of [2000, 2000, 4000, 8000].entries()) {
    expect(pauses[index]).toBeGreaterThanOrEqual(least);
  }
});

nightly('unsent messages to the operator are in the log when the bot stops', async () => {
  await using world = await startWithWebhook();
  const { ask, bot, discord, endpoint, told, tries } = world;
  discord.faults.inject({ match: { kind: 'webhook' }, times: Infinity, do: { status: 503 } });
  endpoint.script([DISABLED]);
  await expectSentence(await ask({ image }), 'endpoint_disabled');
  await discord.until(() => tries().length > 0);
  await world.restart();
  expect(told()).toEqual([]);
  const [line, ...more] = bot.log.filter(({ msg }) => String(msg).startsWith('Alert could not be sent'));
  expect(line?.['alert']).toContain('endpoint_disabled');
  expect(more).toEqual([]);
  discord.faults.clear();
  await expectPicture(await ask({ image, channel: world.newChannel() }));
});
