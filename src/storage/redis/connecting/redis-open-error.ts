import { StorageOpenError } from '../../storage-open-error.ts';
import { describeAddress, type RedisAddress } from './redis-address.ts';

/** What Redis says about what cannot work, and what to do about it. */
const ADVICE: readonly (readonly [says: RegExp, advice: string])[] = [
  [/^NOPERM.*(?:'(?:eval|evalsha)\b)/i, 'its user is not allowed to run scripts; allow EVAL and EVALSHA'],
  [/unknown command.*\beval/i, 'it does not support scripts; the bot needs EVAL and EVALSHA'],
  [/^NOPERM|user executing the script can't run/, 'its user is not allowed to use the keys or commands of the bot'],
  [/^(?:NOAUTH|WRONGPASS)|\bAUTH\b/, 'the user or password is wrong or missing'],
  [/^READONLY/, 'it is a read-only replica; use the address of the primary, or of its Sentinels'],
  [/^(?:MOVED|CROSSSLOT)/, 'it is a node of a cluster; use redis+cluster://HOST:PORT,HOST:PORT'],
  [/^OOM/, 'its memory is full; raise maxmemory'],
  [/^MISCONF/, 'it cannot write to its disk'],
  [/certificate/i, 'its certificate is not trusted; set STORAGE_CA to the certificate of the authority that signed it'],
  [
    /wrong version number|packet length too long/,
    'it does not use TLS on this port; use redis:// instead of rediss://',
  ],
  [/cluster support disabled/i, 'it is not a cluster; use redis://HOST:PORT'],
];

/** A server that is not there, or not ready yet, as after the start of a machine; its name may be unknown meanwhile. */
const MAY_PASS = new RegExp(
  [
    String.raw`\b(?:ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT)\b`,
    '^(?:LOADING|BUSY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN)',
    'max number of clients|no connection|not connected|no answer|is closed|connection close|socket timeout',
    "stream isn't writeable|sentinels are unreachable|no node of the redis cluster says",
  ].join('|'),
  'i',
);

/** Turns a Redis error into one sentence, which names the host but not the user or the password. */
export function explainRedis(address: RedisAddress, cause: unknown): StorageOpenError {
  const chain = messagesOf(cause);
  const advice = ADVICE.find(([says]) => chain.some((message) => says.test(message)))?.[1];
  const said = chain.join(': ');
  // What is known to need the operator is not waited for.
  const mayPass = advice === undefined && chain.some((message) => MAY_PASS.test(message));
  return redisOpenError(address, advice ? `${advice} (${said})` : said, { cause, mayPass });
}

export function redisOpenError(
  address: RedisAddress,
  why: string,
  options?: ConstructorParameters<typeof StorageOpenError>[1],
): StorageOpenError {
  return new StorageOpenError(`Redis at ${describeAddress(address)} cannot be used: ${why}`, options);
}

/** The messages of an error and of its causes, the outermost first. */
function messagesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [String(error)];
  // A host with several addresses: each has an error of its own, and the whole has no message.
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  return [...(error.message ? [error.message] : []), ...(inner === undefined ? [] : messagesOf(inner))];
}
