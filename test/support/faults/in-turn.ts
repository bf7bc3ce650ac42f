import type { Plan } from '../world.ts';

type Target = Parameters<Plan>[0];

/** Answers requests of a kind with these faults in turn, and with the last one from then on. Counts the requests. */
export function inTurn(
  kind: Target['kind'],
  ...faults: readonly (ReturnType<Plan> | 'pass')[]
): Plan & { readonly count: number } {
  let count = 0;
  const plan = (target: Target) => {
    if (target.kind !== kind) return undefined;
    const fault = faults[Math.min(count, faults.length - 1)];
    count += 1;
    return fault === 'pass' ? undefined : fault;
  };
  return Object.defineProperty(plan, 'count', { get: () => count }) as typeof plan & { readonly count: number };
}
