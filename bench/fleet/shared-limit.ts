import { askOn, outcomeOf, startFleet, startMany } from './fleet.ts';

/** Processes that share a key which allows so many calls a second, and do not know that. */
export async function shareLimit(processes: number, requests: number, ratePerSecond: number, burst: number) {
  await using fleet = await startFleet({ endpoint: { latencyMs: 100, ratePerSecond, burst } });
  await startMany(fleet, processes);
  const { endpoint } = fleet;
  const asked = [];
  for (let index = 0; index < requests; index += 1) asked.push(await askOn(fleet, 0, 1));
  const outcome = await outcomeOf(asked);
  const [first, last] = [
    endpoint.calls[0]?.at ?? 0,
    endpoint.calls.findLast(({ outcome: is }) => is === '200')?.at ?? 0,
  ];
  const refused = endpoint.calls.filter(({ outcome: is }) => is?.startsWith('429')).length;
  const idealMs = ((requests - burst) / ratePerSecond) * 1000;
  return {
    processes,
    burst,
    ...outcome,
    paid: endpoint.charged,
    'refused calls, %': Number(((100 * refused) / endpoint.calls.length).toFixed(1)),
    'of the ideal': Number(((last - first) / idealMs).toFixed(2)),
  };
}
