import { createBreaker } from '../endpoint/breaker.ts';
import { checkKey } from '../endpoint/check-key.ts';
import { createGate } from '../endpoint/pacing/gate.ts';
import type { Base } from './base.ts';
import { createEndpointClient } from './endpoint-client.ts';
import type { Stores } from './stores.ts';

export type Endpoint = ReturnType<typeof createEndpoint>;

/** After this time without a call, the rate for the endpoint's key is learned again. */
const PACE_KEPT_MS = 24 * 3_600_000;

/** The endpoint's client, the gate that limits its calls, and the breaker that pauses them. */
export function createEndpoint(
  { config: { endpoint, storage: stored }, clock, events, closing }: Base,
  { storage: { atomic } }: Stores,
) {
  const parts = new AsyncDisposableStack();
  const client = parts.use(createEndpointClient({ ...endpoint, connections: endpoint.concurrency }));
  const gate = createGate({
    concurrency: endpoint.concurrency,
    clock,
    callsPerSecond: endpoint.callsPerSecond,
    shared: isShared(stored.url)
      ? { swap: (seen, next) => atomic.swap('endpoint-pace', seen, next, PACE_KEPT_MS) }
      : undefined,
  });
  const breaker = parts.use(
    createBreaker({
      probe: (signal) => client.probe(signal),
      clock,
      onChange(state, reason, advice) {
        if (state === 'open') events.emit('endpointPaused', reason, advice);
        else events.emit('endpointResumed', reason);
      },
    }),
  );
  breaker.onOpen((refusal) => events.emit('endpointRefuses', refusal));
  return {
    client,
    gate,
    breaker,
    /** Checks the key with a free call. Never rejects. */
    checkKey: () =>
      checkKey({ client, breaker, onUnchecked: (error) => events.emit('keyUnchecked', error), signal: closing }),
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  };
}

/** Whether other processes may use the same store, and so the same key. */
function isShared(storageUrl: string): boolean {
  return !/^(sqlite|memory):/.test(storageUrl);
}
