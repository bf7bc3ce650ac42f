import { setTimeout as delay } from 'node:timers/promises';
import { askOn, outcomeOf, startMany, type Fleet } from './fleet.ts';

const AWAY_MS = 8000;
/** Long enough for whatever Redis may have brought back. */
const AFTER_MS = 20_000;

/** Redis is killed while requests are made, and is back after 8 s with what it has on its disk. */
export async function crashRedis(fleet: Fleet, processes: number, requests: number) {
  const { endpoint, redis } = fleet;
  await startMany(fleet, processes);
  const asked = [];
  for (let index = 0; index < requests; index += 1) asked.push(await askOn(fleet, 0, 1));
  await Promise.all(asked.map((each) => each.acknowledged()));
  await fleet.discord.until(() => endpoint.calls.length > 2);
  await redis.kill();
  await delay(AWAY_MS);
  await redis.start();
  const outcome = await outcomeOf(asked);
  await delay(AFTER_MS);
  return { processes, ...outcome, paid: endpoint.charged };
}
