import { createEndpointClient } from '../../app/endpoint-client.ts';
import type { EndpointError } from '../../endpoint/endpoint-error.ts';
import { ok, problem, warning, type Check, type Finding } from '../finding.ts';

const TIMEOUT_MS = 20_000;

/** The endpoint's key, by a call that costs nothing. */
export const endpoint: Check = {
  name: 'endpoint',
  run: async ({ config, signal }) => [keyFinding(await probeKey(config.endpoint, signal))],
};

/** @returns what is wrong with the key or the endpoint; `undefined` when the key was accepted. */
export async function probeKey(
  { baseUrl, token }: { readonly baseUrl: string; readonly token: string },
  signal: AbortSignal,
): Promise<EndpointError | undefined> {
  await using client = createEndpointClient({ baseUrl, token, timeoutMs: TIMEOUT_MS, connections: 1 });
  return await client.probe(signal);
}

/** What a probe says about the key. A fault of the service itself says nothing about it. */
export function keyFinding(found: EndpointError | undefined): Finding {
  if (!found) return ok('The endpoint accepts the key.');
  const { reason, status, code, advice } = found;
  const details = [reason, status && `status ${status}`, code].filter(Boolean).join(', ');
  if (found.fault === 'operator' || found.reason === 'endpoint_unreachable') {
    return problem(`The endpoint can't be used (${details}).`, advice ?? 'Check ACEDATACLOUD_API_TOKEN.');
  }
  return warning(
    `The key could not be checked (${details}).`,
    advice ?? 'Run "npm run doctor" again in a few minutes.',
  );
}
