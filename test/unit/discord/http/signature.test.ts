import { describe, expect, test } from 'vitest';
import { createSignatureCheck } from '../../../../src/discord/http/signature.ts';
import { makeSigner } from './signing.ts';

const NOW = Date.UTC(2026, 0, 1);
const BODY = '{"type":1,"name":"Zoë"}';
const signer = makeSigner();
const signed = signer.headers(BODY, NOW);
const bytes = Buffer.from(BODY);
const check = createSignatureCheck(signer.publicKey);

test('accepts what Discord has signed, whatever the case of the digits', () => {
  expect(check(signed, bytes, NOW)).toBe('valid');
  const upper = { ...signed, 'x-signature-ed25519': signed['x-signature-ed25519'].toUpperCase() };
  expect(createSignatureCheck(signer.publicKey.toUpperCase())(upper, bytes, NOW)).toBe('valid');
});

test('accepts an empty body that is signed', () => {
  expect(check(signer.headers('', NOW), Buffer.alloc(0), NOW)).toBe('valid');
});

/** The signature with one bit of one byte changed. */
function flipped(at: number): string {
  const signature = Buffer.from(signed['x-signature-ed25519'], 'hex');
  signature[at] = (signature[at] ?? 0) ^ 1;
  return signature.toString('hex');
}

describe('a signature is invalid', () => {
  const signature = signed['x-signature-ed25519'];

  test.each([
    ['of another key', makeSigner().headers(BODY, NOW)],
    ['of another body', signer.headers(`${BODY} `, NOW)],
    ['of another time', { ...signed, 'x-signature-timestamp': String(NOW / 1000 + 1) }],
    ['with its first bit changed', { ...signed, 'x-signature-ed25519': flipped(0) }],
    ['with its last byte changed', { ...signed, 'x-signature-ed25519': flipped(63) }],
    ['of zeros', { ...signed, 'x-signature-ed25519': '0'.repeat(128) }],
    ['that is missing', { 'x-signature-timestamp': signed['x-signature-timestamp'] }],
    ['without a timestamp', { 'x-signature-ed25519': signature }],
    ['that is empty', { ...signed, 'x-signature-ed25519': '' }],
    ['that is too short', { ...signed, 'x-signature-ed25519': signature.slice(2) }],
    ['that is too long', { ...signed, 'x-signature-ed25519': `${signature}00` }],
    ['that is not hexadecimal', { ...signed, 'x-signature-ed25519': `${signature.slice(2)}zz` }],
    ['with a space before it', { ...signed, 'x-signature-ed25519': ` ${signature}` }],
    ['that is given twice', { ...signed, 'x-signature-ed25519': `${signature}, ${signature}` }],
  ])('%s', (_what, headers) => {
    expect(check(headers, bytes, NOW)).toBe('invalid');
  });

  test('of a body that has been changed in one byte', () => {
    const changed = Buffer.from(BODY.replace('1', '2'));
    expect(check(signed, changed, NOW)).toBe('invalid');
  });

  test('where the boundary between timestamp and body is moved', () => {
    const moved = { ...signed, 'x-signature-timestamp': signed['x-signature-timestamp'].slice(0, -1) };
    const body = Buffer.from(signed['x-signature-timestamp'].slice(-1) + BODY);
    expect(check(moved, body, NOW)).not.toBe('valid');
  });

  test.each(['', 'now', '-5', '1e9', '1767225600.0', '0x10', '9'.repeat(13)])('with the timestamp %j', (timestamp) => {
    expect(check({ ...signed, 'x-signature-timestamp': timestamp }, bytes, NOW)).toBe('invalid');
  });
});

test.each([
  ['as old as it may be, in whole seconds', 5999, 'valid'],
  ['older', 6000, 'stale'],
  ['of another day', 86_400_000, 'stale'],
  ['a little in the future', -5000, 'valid'],
  ['further in the future', -5001, 'stale'],
])('a signature that is %s', (_what, ageMs, expected) => {
  expect(check(signed, bytes, NOW + ageMs)).toBe(expected);
});

test('an old signature that is also wrong is invalid', () => {
  expect(check(makeSigner().headers(BODY, NOW), bytes, NOW + 60_000)).toBe('invalid');
});
