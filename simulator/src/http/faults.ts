import type { RequestKind } from '../rest/route.ts';

/** What happens to a request instead of, or in addition to, its normal handling. */
export type Fault =
  | { status: number; body?: unknown; headers?: Record<string, string> }
  /** The connection breaks: before the request is handled, after it (the answer is lost), or while it is sent. A response
      to an interaction over HTTP is lost before it arrives. */
  | { drop: 'before' | 'after' | 'mid-upload' }
  /** Delay before the request is handled, in ms of real time. */
  | { delayMs: number }
  /** Handled after this resolves; see `holdBack`. */
  | { until: Promise<unknown> }
  /** 429. `retryAfter` in seconds. */
  | { rateLimit: { retryAfter: number; global?: boolean; scope?: 'user' | 'global' | 'shared' } };

interface FaultTarget {
  method: string;
  /** The path below `/api/v10` for REST, the full path for the CDN. */
  path: string;
  kind: RequestKind;
}

interface FaultMatch {
  method?: string;
  path?: RegExp | string;
  kind?: RequestKind;
}

/** A fault that holds requests until the test releases them. */
export function holdBack(): { fault: Fault; release: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { fault: { until: promise }, release: resolve };
}

export interface Faults {
  /** The next `times` matching requests fail like this. Default: 1; `Infinity` for all. */
  inject(fault: { match?: FaultMatch; times?: number; do: Fault }): void;
  /**
   * Asks `plan` about every request that no injected fault matches; undefined means no fault. Replaces the previous
   * plan.
   */
  schedule(plan: (target: FaultTarget) => Fault | undefined): void;
  /** Removes all faults. */
  clear(): void;
  /** The fault for a request. Asking uses it up. */
  pick(target: FaultTarget): Fault | undefined;
}

export function makeFaults(): Faults {
  let injected: { match: FaultMatch; left: number; do: Fault }[] = [];
  let plan: ((target: FaultTarget) => Fault | undefined) | undefined;
  return {
    inject: ({ match = {}, times = 1, do: fault }) => void injected.push({ match, left: times, do: fault }),
    schedule: (next) => {
      plan = next;
    },
    clear: () => {
      injected = [];
      plan = undefined;
    },
    pick: (target) => {
      const found = injected.find(({ match, left }) => left > 0 && matches(match, target));
      if (!found) return plan?.(target);
      found.left -= 1;
      return found.do;
    },
  };
}

function matches({ method, path, kind }: FaultMatch, target: FaultTarget): boolean {
  if (method !== undefined && method !== target.method) return false;
  if (kind !== undefined && kind !== target.kind) return false;
  if (path === undefined) return true;
  return typeof path === 'string' ? path === target.path : path.test(target.path);
}
