import { redisCli } from '../../test/support/redis-topologies.ts';
import { outcomeOf, PHOTO, startFleet, startMany } from './fleet.ts';

/** What Redis keeps when all are answered: it is what outlives a request, each with its own time to live. */
export async function measureMemory(count: number) {
  await using fleet = await startFleet({ endpoint: { latencyMs: 0 } });
  await startMany(fleet, 1);
  const { discord, redis } = fleet;
  const used = async () => Number(/used_memory:(\d+)/.exec(await redisCli(redis.port, ['info', 'memory']))?.[1]);
  const people = Array.from({ length: count + 1 }, () => discord.addUser({ name: 'Somebody' }));
  const channels = people.map(() => fleet.newChannel());
  const [one] = channels;
  const measure = async (what: string, channelOf: (index: number) => (typeof channels)[number] | undefined) => {
    const before = await used();
    for (const [index, person] of people.entries()) {
      const channel = channelOf(index);
      if (channel && index > 0) await outcomeOf([await fleet.ask({ channel, image: PHOTO, person })]);
    }
    return { what, 'bytes in Redis': Math.round(((await used()) - before) / count) };
  };
  await measure('to warm up', (index) => (index === 1 ? one : undefined));
  return [
    await measure('a request of a new person in a new server', (index) => channels[index]),
    await measure('another of the same people in the same servers', (index) => channels[index]),
    await measure('a third, all in one server', () => one),
  ];
}
