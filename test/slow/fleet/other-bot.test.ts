import { describe, expect, test } from 'vitest';
import { startDiscord } from 'discord-simulator';
import { nightly } from '../../support/cases.ts';
import { expectPicture } from '../../support/expectations.ts';
import { lastSentence } from '../../support/last-sentence.ts';
import { hasRedisServer } from '../../support/redis-server.ts';
import { startFleet } from './fleet.ts';

const REFUSED = /^Another bot uses this Redis \(its id is \d+\): /;

/** What connects a process to another application. */
function variablesOf({ apiUrl, botToken }: Awaited<ReturnType<typeof startDiscord>>) {
  return { DISCORD_API_URL: apiUrl, DISCORD_CDN_URL: new URL(apiUrl).origin, DISCORD_TOKEN: botToken };
}

describe.skipIf(!hasRedisServer)('on the Redis of a bot that runs', () => {
  test('a worker with the token of another application ends with 78 and one sentence', async () => {
    await using fleet = await startFleet();
    await using other = await startDiscord();
    const { world } = fleet;
    await world.start();
    const refused = await world.launch({ ...variablesOf(other), ROLES: 'worker' });
    await world.expectExit(refused, 78);
    expect(lastSentence(refused.output)).toMatch(REFUSED);
    expect(refused.log.filter(({ msg }) => msg === 'Ready')).toEqual([]);
    await fleet.startWorker();
    await expectPicture(await world.askInNewServer());
  });

  nightly('a gateway process with the token of another application ends in the same way', async () => {
    await using fleet = await startFleet();
    await using other = await startDiscord();
    await fleet.world.start();
    const refused = await fleet.world.launch(variablesOf(other));
    await fleet.world.expectExit(refused, 78);
    expect(lastSentence(refused.output)).toMatch(REFUSED);
  });

  test('a worker starts while Discord is away', async () => {
    await using fleet = await startFleet();
    const { world } = fleet;
    await world.start();
    const worker = await world.launch({ ROLES: 'worker', DISCORD_API_URL: 'http://127.0.0.1:9/api' });
    await worker.untilLogged('Ready');
    expect(await worker.stop()).toBe(0);
  });
});
