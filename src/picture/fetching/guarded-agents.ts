import { lookup as systemLookup } from 'node:dns';
import type { LookupAddress, LookupOptions } from 'node:dns';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { Agent } from 'undici';
import type { Dispatcher } from 'undici';
import { createAddressCheck } from './address-check.ts';

/** Resolves a name to all its addresses; as `dns.lookup` with `all: true`. */
export type Resolver = (
  hostname: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** The code of the error that ends a connection to a name with no public address. */
export const ADDRESS_REFUSED = 'ADDRESS_REFUSED';

export interface GuardedAgentsOptions {
  /** Hosts that may be http and have a private address: `host:port`, the port always given, or `host` for all ports. */
  readonly trustedHosts: ReadonlySet<string>;
  readonly timeoutMs: number;
  /** Most connections to one host at once. */
  readonly connections: number;
  readonly resolve?: Resolver | undefined;
}

export interface GuardedAgents extends AsyncDisposable {
  /** The dispatcher to fetch this URL with; none when it may not be fetched. */
  dispatcherFor(url: URL): Dispatcher | undefined;
}

/**
 * Keeps requests for strangers' URLs out of private networks. Names are checked when they are resolved for the very
 * connection, so that a name that changes its address (DNS rebinding) gains nothing; hosts written as addresses are
 * checked before, since for those no look-up is ever made.
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
  // Two agents, since a look-up is told the name but not the port.
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

/** A look-up that gives only addresses that may be connected to, and fails with `ADDRESS_REFUSED` if there is none. */
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
