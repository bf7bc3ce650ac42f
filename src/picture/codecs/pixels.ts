import type { OutputInfo } from 'sharp';

/** Pixels in memory: upright, 8 bits a channel, sRGB; opaque unless something else is said. */
export interface Pixels {
  readonly data: Buffer;
  readonly info: Pick<OutputInfo, 'width' | 'height' | 'channels'>;
}
