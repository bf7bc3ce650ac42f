import { askOn, outcomeOf, startFleet, startMany } from './fleet.ts';

/** So many at once, and how the processes start together. */
export async function crowd(processes: number, requests: number) {
  await using fleet = await startFleet({ shards: 4, env: { ENDPOINT_CONCURRENCY: '16' } });
  fleet.discord.gateway.sessionStartLimit.max_concurrency = 4;
  await startMany(fleet, processes);
  const { gateway } = fleet.discord;
  const identifies = { identifies: gateway.counts.identifies, 'refused identifies': gateway.refusedIdentifies };
  const asked = await Promise.all(Array.from({ length: requests }, (_, index) => askOn(fleet, index % 4, 4)));
  return { processes, ...(await outcomeOf(asked)), paid: fleet.endpoint.charged, ...identifies };
}
