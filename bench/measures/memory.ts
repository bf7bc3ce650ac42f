import { setTimeout as delay } from 'node:timers/promises';
import { startMeasuredBot, type BotName } from '../support/measured-bot.ts';
import type { Row } from '../support/table.ts';
import { startWorld } from '../support/world.ts';

const SETTLED_AFTER_MS = 8000;
/** The most that Discord allows a shard to have. */
const GUILDS_PER_SHARD = 2500;

/** Resident memory of bots that have nothing to do. */
export async function measureMemory(): Promise<Row[]> {
  const ours = await residentMiB('ours', 2500);
  const tutorial = await residentMiB('tutorial', 2500);
  const grown = (await residentMiB('ours', 25_000)) - ours;
  return [
    {
      figure: 'memory idle, 2,500 guilds',
      unit: 'MiB',
      ours,
      tutorial,
      goal: { times: 0.36 },
    },
    {
      figure: 'growth from 2,500 to 25,000 guilds, each',
      unit: 'KB',
      ours: (grown * 1024) / 22_500,
      goal: { atMost: 4 },
    },
  ];
}

async function residentMiB(name: BotName, guilds: number): Promise<number> {
  await using world = await startWorld({ guilds, shards: Math.ceil(guilds / GUILDS_PER_SHARD) });
  await using bot = await startMeasuredBot(name, world);
  await delay(SETTLED_AFTER_MS);
  return bot.rssMiB();
}
