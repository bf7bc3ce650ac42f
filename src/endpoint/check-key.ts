import type { AgingEndpoint } from './aging-endpoint.ts';
import type { Breaker } from './breaker.ts';
import type { EndpointError } from './endpoint-error.ts';

export interface CheckKeyOptions {
  readonly client: Pick<AgingEndpoint, 'probe'>;
  readonly breaker: Pick<Breaker, 'check' | 'record'>;
  /** Called if the endpoint's answer, or a missing answer, says nothing about the key. */
  readonly onUnchecked: (error: EndpointError) => void;
  readonly signal: AbortSignal;
}

/**
 * Checks the key once by a free call without a photo, and opens the breaker for what only the operator can fix. Any
 * other failure is only reported: requests will meet it themselves. Never rejects; reports nothing once `signal` is
 * aborted.
 */
export async function checkKey({ client, breaker, onUnchecked, signal }: CheckKeyOptions): Promise<void> {
  const permit = breaker.check();
  let found: EndpointError | undefined;
  try {
    found = await client.probe(signal);
  } catch {
    // Only an abort ends a probe without a finding.
    return;
  }
  if (signal.aborted || found === undefined || found.fault === 'person') return;
  if (found.fault === 'operator') breaker.record(found, permit);
  else onUnchecked(found);
}
