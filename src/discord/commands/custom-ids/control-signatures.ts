import { timingSafeEqual } from 'node:crypto';
import { isControlId, readControlId, splitSignature, withSignature, type ControlId } from './custom-id.ts';

/**
 * Signs the `custom_id`s of all that the bot sends, and checks those that come back: Discord says which one was pressed,
 * and this says that the bot made it. The key is the store's, so it's the same after a restart and in every process.
 */
export interface ControlSignatures {
  /** A copy of a message, form or response for Discord, with the ids of its controls signed. */
  sign<T>(body: T): T;
  /** Reads a signed `custom_id`; `undefined` for one that the bot didn't make, or made in another version. */
  read(customId: string): ControlId | undefined;
}

/** 12 bytes of HMAC-SHA-256 in base64url. */
const LENGTH = 16;

/**
 * @param aliases the keyed hashes of a text under each key in use, the newest key first.
 */
export function createControlSignatures({
  aliases,
}: {
  readonly aliases: (text: string) => readonly string[];
}): ControlSignatures {
  const signaturesOf = (unsigned: string) => aliases(`custom_id:${unsigned}`).map((alias) => alias.slice(0, LENGTH));

  const signId = (text: string) => {
    const [signature] = isControlId(text) ? signaturesOf(text) : [];
    return signature === undefined ? text : withSignature(text, signature);
  };

  const signAll = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(signAll);
    if (!isPlain(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => {
        if (name === 'custom_id' && typeof inner === 'string') return [name, signId(inner)];
        return [name, NESTING.has(name) ? signAll(inner) : inner];
      }),
    );
  };

  return {
    sign: <T>(body: T) => signAll(body) as T,
    read(customId) {
      const { unsigned, signature } = splitSignature(customId) ?? {};
      if (unsigned === undefined || signature === undefined) return undefined;
      return signaturesOf(unsigned).some((own) => isSame(own, signature)) ? readControlId(unsigned) : undefined;
    },
  };
}

/** Where Discord's messages, forms and responses have components. */
const NESTING: ReadonlySet<string> = new Set(['data', 'components', 'component', 'accessory']);

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function isSame(own: string, given: string): boolean {
  const [a, b] = [Buffer.from(own), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
