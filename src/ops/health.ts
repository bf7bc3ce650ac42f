import type { RouteHandler } from './server.ts';

export interface HealthOptions {
  /** What keeps Discord's gateway from being usable; `undefined` when nothing does. */
  gatewayProblem(): string | undefined;
  /** Rejects when the store does not answer. */
  checkStorage(): Promise<void>;
}

/** `/livez`: the process answers. `/readyz`: people can be served, or which part is in the way. */
export function healthRoutes({ gatewayProblem, checkStorage }: HealthOptions): Record<string, RouteHandler> {
  return {
    '/livez': () => ({ status: 200, body: 'ok\n' }),
    '/readyz': async () => {
      const gateway = gatewayProblem();
      const storage = await checkStorage().then(
        () => undefined,
        () => 'the store does not answer',
      );
      const problems = [gateway && `gateway: ${gateway}`, storage && `storage: ${storage}`].filter(Boolean);
      return problems.length > 0 ? { status: 503, body: `${problems.join('\n')}\n` } : { status: 200, body: 'ok\n' };
    },
  };
}
