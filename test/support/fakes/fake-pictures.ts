import type { OpenedPicture, OpenOptions, Pictures } from '../../../src/aging/making/pictures.ts';
import type { AgedPicture } from '../../../src/aging/request/ports.ts';
import type { Rect } from '../../../src/rect.ts';
import { createScript, type Script } from './script.ts';

/** Pictures without pixels. They show what was done to them, and nothing is decoded. */
export interface FakePictures extends Pictures {
  /** The faces in people's photos. */
  faces: readonly Rect[];
  readonly scripts: {
    readonly open: Script<OpenedPicture>;
    readonly fetchResult: Script<AgedPicture>;
  };
  /** How each photo was opened. */
  readonly openings: readonly OpenOptions[];
  /** Links of results that were downloaded. */
  readonly fetched: readonly string[];
}

/** In a photo of 900 by 900 pixels. */
export const ONE_FACE: readonly Rect[] = [{ x: 100, y: 100, width: 200, height: 200 }];
export const TWO_FACES: readonly Rect[] = [...ONE_FACE, { x: 500, y: 100, width: 200, height: 200 }];

const PHOTO = { link: 'https://cdn.discordapp.com/a.jpg', width: 900, height: 900 } as const;

/** An aged picture of this many bytes. */
export function agedPicture(bytes = 1, more: Partial<AgedPicture> = {}): AgedPicture {
  return { bytes: new Uint8Array(bytes), extension: 'jpg', width: 900, height: 900, ...more };
}

export function createFakePictures(): FakePictures {
  const scripts = { open: createScript<OpenedPicture>(), fetchResult: createScript<AgedPicture>() };
  const fetched: string[] = [];
  const openings: OpenOptions[] = [];
  const pictures: FakePictures = {
    faces: ONE_FACE,
    scripts,
    fetched,
    openings,
    open: (_source, options) => {
      openings.push(options);
      return scripts.open.run(() => ({
        ...PHOTO,
        bytes: async () => Uint8Array.of(0),
        release: () => undefined,
        ...(options.findFaces && { faces: pictures.faces }),
      }));
    },
    fetchResult: (url, { signal }) =>
      scripts.fetchResult.run(() => {
        signal.throwIfAborted();
        fetched.push(url);
        return agedPicture();
      }),
    cropFace: async (_bytes, face) => ({ bytes: Uint8Array.of(face.x), box: face }),
    numberFaces: async () => Uint8Array.of(7),
    assemble: async () => agedPicture(),
    compare: async () => ({ jpeg: Uint8Array.of(2), stacked: false }),
    reuse: async (sources, _signal, use) => await use(sources.map(() => Uint8Array.of(3))),
    shrink: async (_picture, maxBytes) => agedPicture(maxBytes),
    timeline: async (_photo, { aged }) => agedPicture(1, { ages: aged.map(({ age }) => age) }),
  };
  return pictures;
}
