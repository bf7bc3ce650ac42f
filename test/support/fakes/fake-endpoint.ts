import type { EndpointCallsOptions } from '../../../src/aging/making/endpoint-calls.ts';
import { createScript, type Script } from './script.ts';

type Client = EndpointCallsOptions['client'];
type Request = Parameters<Client['changeAge']>[0];
type Changed = Awaited<ReturnType<Client['changeAge']>>;

/** An endpoint in memory. Each call is charged at once, and its result has its own link. */
export interface FakeEndpoint extends Client {
  /** Every call that was made, whatever its outcome. */
  readonly calls: readonly Request[];
  readonly script: Script<Changed>;
}

export function createFakeEndpoint(): FakeEndpoint {
  const calls: Request[] = [];
  const script = createScript<Changed>();
  return {
    calls,
    script,
    async changeAge(request, signal, beforeSend) {
      signal?.throwIfAborted();
      beforeSend?.();
      calls.push(request);
      const result = { imageUrl: `https://example.com/result-${calls.length}` };
      const aborted = Promise.withResolvers<never>();
      const abort = () => aborted.reject(signal?.reason as Error);
      signal?.addEventListener('abort', abort, { once: true });
      try {
        return await Promise.race([script.run(() => result), aborted.promise]);
      } finally {
        signal?.removeEventListener('abort', abort);
      }
    },
  };
}
