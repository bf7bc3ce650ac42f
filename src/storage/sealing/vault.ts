import { createHmac, type KeyObject } from 'node:crypto';
import type { FormerFormat } from './former-format.ts';
import { importKeys, isSealed, openText, sealText, type Place } from './sealed-text.ts';

/**
 * Encrypts texts, so that somebody who reads the disk learns nothing but their length, and somebody who writes to it can't
 * put one in the place of another.
 */
export interface Vault {
  seal(text: string, place: Place): string;
  /** Undefined when the text was not sealed with one of the vault's keys for this place, or was changed since. */
  open(sealed: string, place: Place): string | undefined;
  /** The same for a text that may be of another key, which isn't reported. */
  tryOpen(sealed: string, place: Place): string | undefined;
  /** A pseudonym for a text: the same under the same key, and not reversible without the key. */
  alias(text: string): string;
  /** The pseudonyms under each of the vault's keys, that of the first key first. */
  aliases(text: string): readonly string[];
}

export interface VaultOptions {
  readonly former?: Pick<FormerFormat, 'isWritten' | 'isRead' | 'seal' | 'open'>;
  /** Called with the namespace of a sealed text that {@link Vault.open} can't open. */
  readonly onUnreadable?: (namespace: string) => void;
}

/**
 * A vault of AES-256-GCM, with a text's place as associated data. The first key encrypts and all of them decrypt, so that
 * keys can be rotated.
 * @throws RangeError as {@link importKeys} does
 */
export function createVault(rawKeys: readonly Buffer[], { former, onUnreadable }: VaultOptions = {}): Vault {
  const keys = importKeys(rawKeys);
  const [sealing] = keys;

  const tryOpen = (sealed: string, place: Place): string | undefined => {
    for (const key of keys) {
      const text = openText(key, sealed, place);
      if (text !== undefined) return text;
    }
    return former?.isRead ? former.open(sealed) : undefined;
  };
  return {
    seal: (text, place) => (former?.isWritten ? former.seal(text) : sealText(sealing, text, place)),
    open(sealed, place) {
      const text = tryOpen(sealed, place);
      if (text === undefined && isSealed(sealed)) onUnreadable?.(place.namespace);
      return text;
    },
    tryOpen,
    alias: (text) => aliasUnder(sealing, text),
    aliases: (text) => keys.map((key) => aliasUnder(key, text)),
  };
}

function aliasUnder(key: KeyObject, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}
