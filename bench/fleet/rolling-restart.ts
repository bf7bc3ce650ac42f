import { setTimeout as delay } from 'node:timers/promises';
import type { Asked } from 'discord-simulator';
import type { Bot } from '../../test/support/world/bot.ts';
import { askOn, outcomeOf, startMany, type FleetWorld, type Outcome } from './fleet.ts';

export type Order = 'new first' | 'old first';

export interface RestartOptions {
  readonly shards: number;
  /** Of all processes, one after another. */
  readonly order: Order;
  readonly processes: number;
  readonly everyMs: number;
}

export interface Restarted extends Outcome {
  readonly paid: number;
  /** What old processes exited with, other than 0. */
  readonly exits: readonly unknown[];
}

/** Replaces each process by another one while people use `/age`. */
export async function restartAll(fleet: FleetWorld, options: RestartOptions): Promise<Restarted> {
  const { shards, order, processes, everyMs } = options;
  const running = await startMany(fleet, processes);
  const over = new AbortController();
  const asked: Asked[] = [];
  const people = (async () => {
    for (let count = 0; !over.signal.aborted; count += 1) {
      asked.push(await askOn(fleet, count % shards, shards));
      await delay(everyMs);
    }
  })();
  const exits: unknown[] = [];
  const stop = async (old: Bot | undefined) => {
    const code = await old?.stop();
    if (code !== 0) exits.push(code);
  };
  for (let count = 0; count < processes; count += 1) {
    const old = running.shift();
    if (order === 'old first') await stop(old);
    running.push(await fleet.start());
    if (order === 'new first') await stop(old);
    // As a deployment does: the next one follows when this one is up.
    await fleet.discord.untilReady();
    await delay(2 * everyMs);
  }
  over.abort();
  await people;
  const outcome = await outcomeOf(asked);
  return { ...outcome, paid: fleet.endpoint.charged, exits };
}
