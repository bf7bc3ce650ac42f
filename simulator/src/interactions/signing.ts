import { generateKeyPairSync, sign } from 'node:crypto';

/** The key with which requests to an interactions endpoint are signed. */
export interface SigningKey {
  /** 64 hex digits, as the developer portal shows it. */
  readonly publicKey: string;
  /** The headers that sign a body; `timestamp` in seconds since the epoch. */
  headers(body: string, timestamp: number): SignatureHeaders;
}

export interface SignatureHeaders {
  'x-signature-ed25519': string;
  'x-signature-timestamp': string;
}

/** Discord's documents: overview#setting-up-an-endpoint-validating-security-request-headers. */
export function makeSigningKey(): SigningKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return {
    publicKey: Buffer.from(x, 'base64url').toString('hex'),
    headers: (body, timestamp) => ({
      'x-signature-ed25519': sign(null, Buffer.from(`${timestamp}${body}`), privateKey).toString('hex'),
      'x-signature-timestamp': String(timestamp),
    }),
  };
}
