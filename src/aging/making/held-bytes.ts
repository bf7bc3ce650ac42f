import type { PictureShare } from '../../picture/picture-memory.ts';

/** A picture's bytes, and their share of the memory for pictures. */
export interface Held {
  readonly bytes: Uint8Array;
  readonly share: PictureShare;
}

export interface HeldBytes {
  /** The bytes; downloaded again if they were released. */
  bytes(signal: AbortSignal): Promise<Uint8Array>;
  /** Frees the memory. After that, only a picture that can be downloaded again has bytes. */
  release(): void;
}

/** @param again downloads them again; without it, released bytes are lost. */
export function heldBytes(first: Held, again?: (signal: AbortSignal) => Promise<Held>): HeldBytes {
  let held: Held | undefined = first;
  return {
    async bytes(signal) {
      held ??= await again?.(signal);
      if (!held) throw new Error('The picture was released');
      return held.bytes;
    },
    release() {
      held?.share.release();
      held = undefined;
    },
  };
}
