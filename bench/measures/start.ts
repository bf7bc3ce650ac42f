import { rm } from 'node:fs/promises';
import { makeFolder, startMeasuredBot, type BotName } from '../support/measured-bot.ts';
import { median } from '../support/statistics.ts';
import type { Row } from '../support/table.ts';
import { startWorld } from '../support/world.ts';

const ROUNDS = 9;

/**
 * From the start of the process to "Ready", in turn, in a Discord of one guild; a first start of each is not counted. Ours
 * resumes its session. The other one starts a new session each time, which Discord would refuse within 5 s of the last.
 */
export async function measureStart(): Promise<Row[]> {
  const folder = await makeFolder();
  const times: Record<BotName, number[]> = { ours: [], tutorial: [] };
  await using own = await startWorld();
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const name of ['ours', 'tutorial'] as const) {
      await using fresh = await startWorld();
      await using bot = await startMeasuredBot(name, name === 'ours' ? own : fresh, { folder });
      if (round > 0) times[name].push(bot.readyMs);
    }
  }
  await rm(folder, { recursive: true, force: true });
  const [ours, tutorial] = [median(times.ours), median(times.tutorial)];
  return [{ figure: 'spawn to ready, warm', unit: 'ms', ours, tutorial, goal: { times: 1.2 } }];
}
