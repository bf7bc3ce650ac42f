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

/** Encrypts texts, so that somebody who reads the disk learns nothing but their length. */
export interface Vault {
  seal(text: string): string;
  /** Undefined when the text was not encrypted with one of the vault's keys, or was changed since. */
  open(sealed: string): string | undefined;
  /** A pseudonym for a text: the same under the same key, and not reversible without the key. */
  alias(text: string): string;
  /** The pseudonyms under each of the vault's keys, that of the first key first. */
  aliases(text: string): readonly string[];
}

/**
 * A vault of AES-256-GCM. The first key encrypts and all of them decrypt, so that keys can be rotated.
 * @param rawKeys at least one, of 32 bytes each
 * @throws RangeError when there is no key, or one of another length
 */
export function createVault(rawKeys: readonly Buffer[]): Vault {
  if (rawKeys.some((key) => key.length !== 32)) throw new RangeError('Each key of a vault must have 32 bytes');
  // Created once: creating them takes as long as encrypting.
  const keys = rawKeys.map((key) => createSecretKey(key));
  const [sealing] = keys;
  if (sealing === undefined) throw new RangeError('A vault needs at least one key');

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
    alias: (text) => aliasUnder(sealing, text),
    aliases: (text) => keys.map((key) => aliasUnder(key, text)),
  };
}

/** Whether a text looks like one that a vault has encrypted. */
export function isSealed(text: string): boolean {
  return text.startsWith(VERSION);
}

function aliasUnder(key: KeyObject, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url');
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
