import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';

/** Pictures that the endpoint can fetch from the bot for a short time, each at an unguessable address. */
export interface Shelf extends Disposable {
  /** @returns the path of the picture, valid until it is removed or expires */
  put(picture: Uint8Array): string;
  take(path: string): void;
  get(path: string): ShelvedPicture | undefined;
}

export interface ShelvedPicture {
  readonly bytes: Uint8Array;
  readonly type: 'image/jpeg' | 'image/png';
}

const KEPT_MS = 3 * 60_000;
const SWEEP_MS = 30_000;

export function createShelf(clock: Clock): Shelf {
  const pictures = new Map<string, { readonly bytes: Uint8Array; readonly endsAt: number }>();
  const sweep = () => {
    for (const [path, { endsAt }] of pictures) if (endsAt <= clock.now()) pictures.delete(path);
  };
  const sweeper = setInterval(sweep, SWEEP_MS).unref();
  return {
    put(bytes) {
      const path = `/p/${randomBytes(16).toString('hex')}.${isPng(bytes) ? 'png' : 'jpg'}`;
      pictures.set(path, { bytes, endsAt: clock.now() + KEPT_MS });
      return path;
    },
    take: (path) => void pictures.delete(path),
    get(path) {
      const picture = pictures.get(path);
      if (!picture || picture.endsAt <= clock.now()) return undefined;
      return { bytes: picture.bytes, type: isPng(picture.bytes) ? 'image/png' : 'image/jpeg' };
    },
    [Symbol.dispose]() {
      clearInterval(sweeper);
      pictures.clear();
    },
  };
}

function isPng(bytes: Uint8Array): boolean {
  return bytes[0] === 0x89;
}
