import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  randomBytes,
  type CipherGCM,
  type DecipherGCM,
  type KeyObject,
} from 'node:crypto';

/** Where a sealed text belongs: a table, or something like one, and a key in it. */
export interface Place {
  readonly namespace: string;
  readonly key: string;
}

const ALGORITHM = 'aes-256-gcm';
/** Sealed without a place, by versions of the bot before {@link BOUND}. */
const FORMER = 'v1.';
/** Bound to its place: opens nowhere else. */
const BOUND = 'v2.';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Made at a time. */
const NONCES = 128;

/**
 * Keys for {@link sealText}, made once: making them takes as long as sealing.
 * @param rawKeys at least one, of 32 bytes each
 * @throws RangeError when there is no key, or one of another length
 */
export function importKeys(rawKeys: readonly Buffer[]): readonly [KeyObject, ...KeyObject[]] {
  if (rawKeys.some((key) => key.length !== 32)) throw new RangeError('Each key of a vault must have 32 bytes');
  const [first, ...others] = rawKeys.map((key) => createSecretKey(key));
  if (first === undefined) throw new RangeError('A vault needs at least one key');
  return [first, ...others];
}

let nonces = Buffer.alloc(0);

/** Each is given once. They are made many at a time, since making one takes as long as encrypting a text. */
function nextNonce(): Buffer {
  if (nonces.length === 0) nonces = randomBytes(NONCES * NONCE_BYTES);
  const nonce = nonces.subarray(0, NONCE_BYTES);
  nonces = nonces.subarray(NONCE_BYTES);
  return nonce;
}

/** Encrypts a text, with its place as associated data; without a place, in the former format. */
export function sealText(key: KeyObject, text: string, place: Place | undefined): string {
  const nonce = nextNonce();
  const cipher = withPlace(createCipheriv(ALGORITHM, key, nonce), place);
  const sealed = [nonce, cipher.update(text, 'utf8'), cipher.final()];
  return versionFor(place) + Buffer.concat([...sealed, cipher.getAuthTag()]).toString('base64url');
}

/** Undefined when the text was sealed with another key, for another place or in the other format, or was changed. */
export function openText(key: KeyObject, sealed: string, place: Place | undefined): string | undefined {
  const version = versionFor(place);
  if (!sealed.startsWith(version)) return undefined;
  const bytes = Buffer.from(sealed.slice(version.length), 'base64url');
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const decipher = withPlace(createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES }), place);
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** Whether a text looks like a sealed one. */
export function isSealed(text: string): boolean {
  return isFormer(text) || isBound(text);
}

export function isFormer(text: string): boolean {
  return text.startsWith(FORMER);
}

export function isBound(text: string): boolean {
  return text.startsWith(BOUND);
}

function versionFor(place: Place | undefined): string {
  return place === undefined ? FORMER : BOUND;
}

/** As JSON, so that no two places are the same text. */
function withPlace<T extends CipherGCM | DecipherGCM>(cipher: T, place: Place | undefined): T {
  if (place !== undefined) cipher.setAAD(Buffer.from(BOUND + JSON.stringify([place.namespace, place.key])));
  return cipher;
}
