import { createAceDataEndpoint } from '../endpoint/acedata/client.ts';
import type { AgingEndpoint } from '../endpoint/aging-endpoint.ts';

export interface EndpointClientOptions {
  readonly baseUrl: string;
  readonly token: string;
  /** Milliseconds for one whole call. */
  readonly timeoutMs: number;
  /** Most connections at once. */
  readonly connections: number;
}

/** The endpoint that the bot uses: the one place that chooses the vendor. */
export const createEndpointClient = (options: EndpointClientOptions): AgingEndpoint => createAceDataEndpoint(options);
