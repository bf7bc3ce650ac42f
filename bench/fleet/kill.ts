import { setTimeout as delay } from 'node:timers/promises';
import type { Asked } from 'discord-simulator';
import type { Bot } from '../../test/support/world/bot.ts';
import { askOn, outcomeOf, startMany, type FleetWorld } from './fleet.ts';

/** Kills one of the processes while it works. */
export async function killOne(fleet: FleetWorld, processes: number, requests: number, shards: number) {
  const { discord, endpoint } = fleet;
  const [victim, ...others] = await startMany(fleet, processes);
  if (!victim) throw new Error('Nobody to kill');
  const asked: Asked[] = [];
  for (let index = 0; index < requests; index += 1) asked.push(await askOn(fleet, index % shards, shards));
  await Promise.all(asked.map((each) => each.acknowledged()));
  await discord.until(() => endpoint.charged > 2);
  victim.process.kill('SIGKILL');
  const killedAt = performance.now();
  await victim.exit;
  await delay(250);
  await discord.untilReady();
  const shardsBack = performance.now() - killedAt;
  const outcome = await outcomeOf(asked);
  const answers = others.map((bot) => countOf(bot, 'Request answered'));
  const made = answers.reduce((sum, count) => sum + count, 0);
  return {
    processes,
    ...outcome,
    paid: endpoint.charged,
    'most by one survivor, %': Math.round((100 * Math.max(...answers)) / made),
    'shards back after, s': Number((shardsBack / 1000).toFixed(1)),
    'all answered after, s': Number(((performance.now() - killedAt) / 1000).toFixed(1)),
  };
}

function countOf({ log }: Bot, message: string): number {
  return log.filter(({ msg }) => msg === message).length;
}
