import type { Clock } from '../clock.ts';
import { safeError } from './safe-error.ts';
import type { RouteHandler } from './server.ts';

export interface GatewayProblem {
  readonly what: string;
  /** Ms since the epoch. */
  readonly since: number;
}

export interface HealthOptions {
  readonly clock: Clock;
  /** What keeps Discord's gateway from being usable, and since when; `undefined` when nothing does. */
  gatewayProblem(): GatewayProblem | undefined;
  /** Rejects when the store does not answer. */
  checkStorage(): Promise<void>;
  /** What keeps pictures from being opened; `undefined` when nothing does. */
  pictureProblem(): Promise<string | undefined>;
  /** What people should know although it stops nobody from being answered. */
  notes(): readonly string[];
}

/** A process that has been without a gateway for this long is better restarted. */
const DEAD_AFTER_MS = 5 * 60_000;

/** `/livez`: the process is worth keeping. `/readyz`: people can be served, or which part is in the way. */
export function healthRoutes(options: HealthOptions): Record<string, RouteHandler> {
  const { clock, gatewayProblem, checkStorage, pictureProblem, notes } = options;
  return {
    '/livez': () => {
      const problem = gatewayProblem();
      const dead = problem && clock.now() - problem.since >= DEAD_AFTER_MS;
      return dead ? { status: 503, body: `gateway: ${problem.what} for 5 minutes\n` } : { status: 200, body: 'ok\n' };
    },
    '/readyz': async () => {
      const gateway = gatewayProblem();
      const storage = await checkStorage().then(
        () => undefined,
        (error: unknown) => deepestMessage(error),
      );
      const pictures = await pictureProblem();
      const problems = [
        ...(gateway === undefined ? [] : [`gateway: ${gateway.what}`]),
        ...(storage === undefined ? [] : [`storage: ${storage}`]),
        ...(pictures === undefined ? [] : [`pictures: ${pictures}`]),
      ];
      const lines = [...(problems.length > 0 ? problems : ['ok']), ...notes()];
      return { status: problems.length > 0 ? 503 : 200, body: `${lines.join('\n')}\n` };
    },
  };
}

/** The cause says why: that the disk is full, or the database read-only. */
function deepestMessage(error: unknown): string {
  let safe = safeError(error);
  while (safe.cause) safe = safe.cause;
  return safe.message;
}
