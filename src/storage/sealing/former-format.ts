import type { Clock } from '../../clock.ts';
import { importKeys, openText, sealText, type Place } from './sealed-text.ts';

/**
 * The format of versions before places were part of it, whose values open wherever they are put. It is read until all of a
 * store is bound to its places, and refused from then on: else whoever writes into the store could put old values back.
 */
export interface FormerFormat {
  /** Whether values are still written in it, for processes of such a version. */
  readonly isWritten: boolean;
  /** Whether its values are read. */
  readonly isRead: boolean;
  seal(text: string): string;
  open(sealed: string): string | undefined;
  /** Seals a text of this format again, for its place and under the same key; undefined when it doesn't open. */
  bind(sealed: string, place: Place): string | undefined;
  /** Reads the format from now on, and writes it until a time in ms since the epoch. */
  accept(writtenUntil: number): void;
  refuse(): void;
}

/** @throws RangeError as {@link importKeys} does */
export function createFormerFormat(rawKeys: readonly Buffer[], clock: Pick<Clock, 'now'>): FormerFormat {
  const keys = importKeys(rawKeys);
  let writtenUntil = -Infinity;
  let isRead = false;

  const find = (sealed: string) => {
    for (const key of keys) {
      const text = openText(key, sealed, undefined);
      if (text !== undefined) return { key, text };
    }
    return undefined;
  };
  return {
    // By the time, and not by a timer: a process that was suspended must not go on with it.
    get isWritten() {
      return clock.now() < writtenUntil;
    },
    get isRead() {
      return isRead;
    },
    seal: (text) => sealText(keys[0], text, undefined),
    open: (sealed) => find(sealed)?.text,
    bind(sealed, place) {
      const found = find(sealed);
      return found && sealText(found.key, found.text, place);
    },
    accept(until) {
      isRead = true;
      writtenUntil = until;
    },
    refuse() {
      isRead = false;
      writtenUntil = -Infinity;
    },
  };
}
