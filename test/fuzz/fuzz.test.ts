import { describe, expect, test } from 'vitest';
import { fewerOf } from '../support/cases.ts';
import { inputsFor } from './support/inputs.ts';
import { regressionsOf } from './support/seeds.ts';
import { targets } from './targets.ts';

/** Processor time for one input, or a few: a hundred times what any takes on a busy machine. */
const MOST_CPU_MS = 10_000;
/** After how many inputs that time is read, which takes longer than most inputs. */
const FEW = 20;

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

describe.each(targets.map((target) => [target.name, target] as const))('%s', (name, target) => {
  const regressions = regressionsOf(name);

  test.runIf(regressions.length > 0)('what failed before holds', async () => {
    const failed: string[] = [];
    for (const { name: file, input } of regressions) {
      await Promise.resolve()
        .then(() => target.run(input))
        .catch((error: unknown) => failed.push(`${file}: ${String(error)}`));
    }
    expect(failed).toEqual([]);
  });

  const mutations = fewerOf(target.shortRun);

  test(`holds for its seeds and ${mutations} mutations of them`, async () => {
    let left = target.seeds().length + regressions.length + mutations;
    let before = cpuMs();
    for (const input of inputsFor(target, 1)) {
      await target.run(input);
      left -= 1;
      if (left % FEW > 0) continue;
      const now = cpuMs();
      expect(now - before).toBeLessThan(MOST_CPU_MS);
      before = now;
      if (left === 0) break;
    }
    expect(left).toBe(0);
  });
});
