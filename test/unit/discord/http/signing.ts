import { generateKeyPairSync, sign } from 'node:crypto';

/** Signs as Discord does, with a key of its own. */
export function makeSigner() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return {
    publicKey: Buffer.from(x, 'base64url').toString('hex'),
    /** @param at when it is signed, in ms since the epoch. */
    headers(body: string | Buffer, at: number) {
      const timestamp = String(Math.floor(at / 1000));
      return {
        'x-signature-ed25519': sign(
          null,
          Buffer.concat([Buffer.from(timestamp), Buffer.from(body)]),
          privateKey,
        ).toString('hex'),
        'x-signature-timestamp': timestamp,
      };
    },
  };
}
