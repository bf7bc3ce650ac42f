import { lookup as systemLookup } from 'node:dns';
import type { LookupAddress, LookupOptions } from 'node:dns';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { Agent } from 'undici';
import type { Dispatcher } from 'undici';
import { createAddressCheck } from './address-check.ts';

/** Resolves a name to all its addresses, as `dns.lookup` does with `all: true`. */
export type Resolver = (
  hostname: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** The error code of a connection to a name that has no public address. */
export const ADDRESS_REFUSED = 'ADDRESS_REFUSED';

export interface GuardedAgentsOptions {
  /**
   * Hosts that may use http and private addresses: `host:port` (with the port in any case), or `host` for all ports.
   */
  readonly trustedHosts: ReadonlySet<string>;
  readonly timeoutMs: number;
  /** Most connections to one host at once. */
  readonly connections: number;
  readonly resolve?: Resolver | undefined;
}

export interface GuardedAgents extends AsyncDisposable {
  /** The dispatcher for requests to this URL; undefined if it may not be fetched. */
  dispatcherFor(url: URL): Dispatcher | undefined;
}

/**
 * Keeps requests to untrusted URLs out of private networks. A name is checked when it is resolved for the connection
 * itself, so changing its address afterwards (DNS rebinding) has no effect. IP addresses in URLs are checked
 * beforehand, because they are never looked up.
 */
export function createGuardedAgents({
  trustedHosts,
  timeoutMs,
  connections,
  resolve = systemLookup,
}: GuardedAgentsOptions): GuardedAgents {
  const isPublic = createAddressCheck();
  const agentFor = (mayConnect: (address: string) => boolean) =>
    new Agent({
      connections,
      allowH2: false,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      connect: { timeout: timeoutMs, lookup: lookupOf(resolve, mayConnect) },
    });
  // Two agents, because a lookup gets the name but not the port.
  const strict = agentFor(isPublic);
  const trusted = agentFor(() => true);

  return {
    dispatcherFor(url) {
      if (url.username || url.password) return undefined;
      if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
      const port = url.port || (url.protocol === 'https:' ? '443' : '80');
      if (trustedHosts.has(`${url.hostname}:${port}`) || trustedHosts.has(url.hostname)) return trusted;
      if (url.protocol !== 'https:') return undefined;
      const literal = url.hostname.replace(/^\[|\]$/g, '');
      return isIP(literal) && !isPublic(literal) ? undefined : strict;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([strict.destroy(), trusted.destroy()]);
    },
  };
}

/** A DNS lookup that returns only allowed addresses, and fails with `ADDRESS_REFUSED` if there is none. */
export function lookupOf(resolve: Resolver, mayConnect: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const allowed = addresses.filter(({ address }) => mayConnect(address));
      const [first] = allowed;
      if (!first) return callback(Object.assign(new Error(ADDRESS_REFUSED), { code: ADDRESS_REFUSED }), []);
      if (options.all) return callback(null, allowed);
      callback(null, first.address, first.family);
    });
  };
}
