import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { AgingEndpoint } from '../endpoint/aging-endpoint.ts';
import { createBreaker, type BreakerOptions } from '../endpoint/breaker.ts';
import { checkKey } from '../endpoint/check-key.ts';
import { createGate } from '../endpoint/pacing/gate.ts';
import type { EndpointError } from '../endpoint/endpoint-error.ts';
import type { Atomic } from '../storage/storage.ts';

export interface EndpointPartsOptions {
  readonly endpoint: AgingEndpoint;
  readonly config: Pick<Config['endpoint'], 'concurrency'>;
  readonly atomic: Atomic;
  readonly clock: Clock;
  /** Told once when the endpoint is no longer asked, and once when it is again. */
  readonly onChange: NonNullable<BreakerOptions['onChange']>;
  /** Told when the key could not be checked at the start. */
  readonly onUnchecked: (error: EndpointError) => void;
}

/**
 * The gate that all calls of the endpoint go through, and the breaker; closed with `parts`. Nothing waits for the
 * check of the key.
 */
export function createEndpointParts(
  parts: AsyncDisposableStack,
  { endpoint, config, atomic, clock, onChange, onUnchecked }: EndpointPartsOptions,
) {
  const gate = createGate({
    concurrency: config.concurrency,
    clock,
    shared: {
      raise: (until) => atomic.raise('endpoint-pause', until, Math.max(until - clock.now(), 1)),
      read: () => atomic.read('endpoint-pause'),
    },
  });
  const breaker = parts.use(createBreaker({ probe: (signal) => endpoint.probe(signal), clock, onChange }));
  const closing = new AbortController();
  parts.defer(() => closing.abort());
  void checkKey({ client: endpoint, breaker, onUnchecked, signal: closing.signal });
  return { gate, breaker };
}
