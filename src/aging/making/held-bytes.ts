import type { PictureShare } from '../../picture/picture-memory.ts';

/** A picture's bytes, and what they take of the memory for pictures. */
export interface Held {
  readonly bytes: Uint8Array;
  readonly share: PictureShare;
}

export interface HeldBytes {
  /** The bytes; fetched once more where they were let go. */
  bytes(signal: AbortSignal): Promise<Uint8Array>;
  /** Frees the memory; after that there are bytes only of a picture that can be fetched again. */
  letGo(): void;
}

/** @param again fetches them once more; without it, what was let go is gone. */
export function heldBytes(first: Held, again?: (signal: AbortSignal) => Promise<Held>): HeldBytes {
  let held: Held | undefined = first;
  return {
    async bytes(signal) {
      held ??= await again?.(signal);
      if (!held) throw new Error('The picture was let go');
      return held.bytes;
    },
    letGo() {
      held?.share.release();
      held = undefined;
    },
  };
}
