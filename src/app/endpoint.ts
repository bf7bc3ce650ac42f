import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { createBreaker, type BreakerState } from '../endpoint/breaker.ts';
import { createEndpointClient } from '../endpoint/acedata/client.ts';
import { checkKey } from '../endpoint/check-key.ts';
import { createGate } from '../endpoint/pacing/gate.ts';
import type { EndpointError } from '../endpoint/endpoint-error.ts';
import type { EndpointReason } from '../endpoint/reasons.ts';
import type { Atomic } from '../storage/storage.ts';

export interface EndpointPartsOptions {
  readonly config: Config['endpoint'];
  readonly atomic: Atomic;
  readonly clock: Clock;
  /** Told once when the endpoint is no longer asked, and once when it is again. */
  readonly onChange: (state: BreakerState, reason: EndpointReason) => void;
  /** Told when the key could not be checked at the start. */
  readonly onUnchecked: (error: EndpointError) => void;
}

/**
 * The endpoint's client, the gate that all calls go through, and the breaker; closed with `parts`. Nothing waits for the
 * check of the key.
 */
export function createEndpointParts(
  parts: AsyncDisposableStack,
  { config, atomic, clock, onChange, onUnchecked }: EndpointPartsOptions,
) {
  const client = parts.use(createEndpointClient({ ...config, connections: config.concurrency }));
  const gate = createGate({
    concurrency: config.concurrency,
    clock,
    shared: {
      raise: (until) => atomic.raise('endpoint-pause', until, Math.max(until - clock.now(), 1)),
      read: () => atomic.read('endpoint-pause'),
    },
  });
  const breaker = parts.use(createBreaker({ probe: (until) => client.probe(until), clock, onChange }));
  const closing = new AbortController();
  parts.defer(() => closing.abort());
  void checkKey({ client, breaker, onUnchecked, signal: closing.signal });
  return { client, gate, breaker };
}
