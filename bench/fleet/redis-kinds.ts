import { setTimeout as delay } from 'node:timers/promises';
import type { Sentinels } from '../../test/support/redis-topologies.ts';
import { askOn, outcomeOf, startMany, type FleetWorld } from './fleet.ts';

const LONGEST_MS = 60_000;

/** Whether two processes serve. */
export async function serve(fleet: FleetWorld) {
  await startMany(fleet, 2);
  const asked = [await askOn(fleet, 0, 1), await askOn(fleet, 0, 1)];
  return { ...(await outcomeOf(asked)), paid: fleet.endpoint.charged };
}

/**
 * Kills the primary while requests are made. Of these, each should be answered once. People ask again and again; the
 * first who has a picture shows that all has healed.
 */
export async function failOver(fleet: FleetWorld, { primary }: Pick<Sentinels, 'primary'>) {
  await startMany(fleet, 2);
  const { endpoint } = fleet;
  const before = [await askOn(fleet, 0, 1), await askOn(fleet, 0, 1)];
  await fleet.discord.until(() => endpoint.calls.length === before.length);
  await primary.kill();
  const killedAt = performance.now();
  let refused = 0;
  while (performance.now() - killedAt < LONGEST_MS) {
    const { answered } = await outcomeOf([await askOn(fleet, 0, 1)]);
    if (answered === 1) break;
    refused += 1;
    await delay(250);
  }
  const seconds = (performance.now() - killedAt) / 1000;
  return {
    ...(await outcomeOf(before)),
    paid: endpoint.charged,
    'refused meanwhile': refused,
    'seconds until the next picture': Number(seconds.toFixed(1)),
  };
}
