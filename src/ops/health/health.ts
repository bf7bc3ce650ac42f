import type { Clock } from '../../clock.ts';
import { safeError } from '../log/safe-error.ts';
import type { RouteHandler } from '../server.ts';

export interface GatewayProblem {
  readonly what: string;
  /** Ms since the epoch. */
  readonly since: number;
}

export interface HealthOptions {
  readonly clock: Clock;
  /** What makes Discord's gateway unusable, and since when; `undefined` when nothing does. */
  gatewayProblem(): GatewayProblem | undefined;
  /** Rejects when the database cannot be used. */
  checkStorage(): Promise<void>;
  /** Why pictures cannot be opened; `undefined` when they can. */
  pictureProblem(): Promise<string | undefined>;
  /** What the operator should know although the bot is ready. */
  notes(): readonly string[];
}

/** A process that has had no gateway for this long should be restarted. */
const DEAD_AFTER_MS = 5 * 60_000;

/** `/livez`: whether to keep the process. `/readyz`: whether people can be served, or which part is missing. */
export function healthRoutes(options: HealthOptions): Record<'/livez' | '/readyz', RouteHandler> {
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

/** The innermost cause says why, for example that the disk is full. */
function deepestMessage(error: unknown): string {
  let safe = safeError(error);
  while (safe.cause) safe = safe.cause;
  return safe.message;
}
