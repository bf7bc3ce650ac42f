import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Asked } from 'discord-simulator';
import { readChaosSettings } from '../../support/chaos/settings.ts';
import { seeded } from '../../support/chaos/seeded.ts';
import { eventually } from '../../support/eventually.ts';
import { isFinal } from '../../support/expectations.ts';
import { useWorld } from '../../support/world.ts';

const REQUESTS = 300;
const FAULTS = 40;
const { seed } = readChaosSettings();
const world = useWorld({ ownProcess: true, env: { ENDPOINT_CONCURRENCY: '100', GUILD_QUEUE_LIMIT: '0' } });

/** All processes below one, according to Linux: a sandbox has processes of its own around the picture process. */
function descendantsOf(pid: number | undefined): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
    return children.flatMap((child) => [child, ...descendantsOf(child)]);
  } catch {
    // It has just ended.
    return [];
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

const isOver = ({ answer }: Asked) => answer !== undefined && isFinal(answer);
/** On a busy machine, some aren't acknowledged in time. */
const isAcknowledged = ({ state }: Asked) => state.callback !== undefined;

test.runIf(process.platform === 'linux')(
  `of ${REQUESTS} people at once, each who is acknowledged gets an answer although ${FAULTS} picture processes are killed or stopped`,
  { timeout: 20 * 60_000 },
  async () => {
    console.info(`CHAOS_SEED=${seed}`);
    const random = seeded(seed);
    const { ask, bot, discord, newChannel, unfinished, until } = world();
    const channel = newChannel();
    const people = Array.from({ length: REQUESTS }, (_, index) => discord.addUser({ name: `Person ${index}` }));
    const asked = await Promise.all(people.map((person) => ask({ channel, person })));
    const over = () => asked.filter(isOver).length;
    const open = () => asked.filter((one) => isAcknowledged(one) && !isOver(one)).length;
    // Two processes in a row may be stopped while they start, on a busy machine.
    discord.patienceMs = 5 * 60_000;

    await until(() => open() > 0);
    for (let faults = 0; faults < FAULTS && open() > 0; faults += 1) {
      // Between two faults, somebody gets an answer: else no process would ever get to work on a busy machine.
      const before = over();
      for (const victim of descendantsOf(bot.process.pid).filter(() => random.next() < 0.5)) {
        if (random.next() < 0.6) signal(victim, 'SIGKILL');
        else {
          signal(victim, 'SIGSTOP');
          void delay(random.between(10, 2000)).then(() => signal(victim, 'SIGCONT'));
        }
      }
      await delay(random.between(10, 200));
      await until(() => over() > before || open() === 0);
    }
    await until(() => open() === 0);
    await eventually(async () => expect(await unfinished()).toEqual([]));
    expect(open()).toBe(0);
    const acknowledged = asked.filter(isAcknowledged).length;
    const pictures = asked.filter(({ answer }) => answer?.pictures.length === 1).length;
    console.info(`${acknowledged} were acknowledged, ${pictures} got a picture`);
    expect(acknowledged).toBeGreaterThan(0);
    // A download may be too slow there, too.
    expect(pictures).toBeGreaterThan(acknowledged / 2);
  },
);
