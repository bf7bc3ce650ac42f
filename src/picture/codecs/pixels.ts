import type { OutputInfo } from 'sharp';

/** Pixels in memory: upright, 8 bits per channel, sRGB, and opaque unless stated otherwise. */
export interface Pixels {
  readonly data: Buffer;
  readonly info: Pick<OutputInfo, 'width' | 'height' | 'channels'>;
}
