import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  randomBytes,
  type KeyObject,
} from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const VERSION = 'v1.';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals texts so that whoever reads the disk learns nothing of them but their length. */
export interface Vault {
  seal(text: string): string;
  /** Undefined when the text was not sealed with one of the vault's keys, or was changed since. */
  open(sealed: string): string | undefined;
  /** A name for a text, always the same under one key, from which nobody without the key finds back to the text. */
  alias(text: string): string;
}

/**
 * A vault of AES-256-GCM. The first key seals; all of them open, so that keys can be changed one after another.
 * @param rawKeys of 32 bytes each, one at the least
 * @throws RangeError when there is no key, or one of another length
 */
export function createVault(rawKeys: readonly Buffer[]): Vault {
  if (rawKeys.some((key) => key.length !== 32)) throw new RangeError('A key of a vault has 32 bytes');
  // Made once: to make them anew each time takes as long as the sealing.
  const keys = rawKeys.map((key) => createSecretKey(key));
  const [sealing] = keys;
  if (sealing === undefined) throw new RangeError('A vault needs a key');

  return {
    seal: (text) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, sealing, nonce);
      const sealed = [nonce, cipher.update(text, 'utf8'), cipher.final()];
      return VERSION + Buffer.concat([...sealed, cipher.getAuthTag()]).toString('base64url');
    },
    open: (sealed) => {
      if (!sealed.startsWith(VERSION)) return undefined;
      const bytes = Buffer.from(sealed.slice(VERSION.length), 'base64url');
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
      for (const key of keys) {
        const text = unseal(key, bytes);
        if (text !== undefined) return text;
      }
      return undefined;
    },
    alias: (text) => createHmac('sha256', sealing).update(text).digest('base64url'),
  };
}

function unseal(key: KeyObject, bytes: Buffer): string | undefined {
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
