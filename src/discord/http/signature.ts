import { createPublicKey, verify } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Whether Discord has signed a request: `stale` = it has, but too long ago, or in the future by this clock. */
export type Signature = 'valid' | 'stale' | 'invalid';

/** Others can't send a request of Discord's again after this many seconds; Discord itself gives up after 3 s. */
const OLDEST_SECONDS = 5;
/** How far this machine's clock may be behind. */
const AHEAD_SECONDS = 5;

const ED25519_HEX = /^[\da-f]{128}$/i;
/** Seconds since the epoch. */
const TIMESTAMP = /^\d{1,12}$/;

/**
 * Checks the signature of requests to the interactions endpoint: Ed25519 over the timestamp and the body as received.
 *
 * @see https://docs.discord.com/developers/interactions/overview#setting-up-an-endpoint-validating-security-request-headers
 * @param publicKey 64 hex digits.
 * @returns a function of a request's headers, its body and the time in ms since the epoch.
 */
export function createSignatureCheck(publicKey: string) {
  const x = Buffer.from(publicKey, 'hex').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return (headers: IncomingHttpHeaders, body: Uint8Array, now: number): Signature => {
    const { 'x-signature-ed25519': signature, 'x-signature-timestamp': timestamp } = headers;
    if (typeof signature !== 'string' || !ED25519_HEX.test(signature)) return 'invalid';
    if (typeof timestamp !== 'string' || !TIMESTAMP.test(timestamp)) return 'invalid';
    const signed = Buffer.concat([Buffer.from(timestamp), body]);
    if (!verify(null, signed, key, Buffer.from(signature, 'hex'))) return 'invalid';
    const age = Math.floor(now / 1000) - Number(timestamp);
    return age > OLDEST_SECONDS || age < -AHEAD_SECONDS ? 'stale' : 'valid';
  };
}
