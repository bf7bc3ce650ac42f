import type { Pixels } from '../codecs/pixels.ts';
import { coverageOf } from './coverage.ts';
import type { Outline } from './outlines.ts';

export type Colour = readonly [red: number, green: number, blue: number];

/** Fills an outline on a picture of RGB or RGBA pixels. Parts outside the picture are ignored. */
export function fill({ data, info }: Pixels, outline: Outline, colour: Colour, opacity = 1): void {
  const { left, top, width, height, shares } = coverageOf(outline);
  for (let y = Math.max(0, -top); y < height && top + y < info.height; y++) {
    for (let x = Math.max(0, -left); x < width && left + x < info.width; x++) {
      const share = (shares[y * width + x] ?? 0) * opacity;
      if (share > 0) blend(data, ((top + y) * info.width + left + x) * info.channels, colour, share, info.channels);
    }
  }
}

function blend(data: Buffer, at: number, colour: Colour, share: number, channels: number): void {
  const below = channels === 4 ? (data[at + 3] ?? 0) / 255 : 1;
  const alpha = share + below * (1 - share);
  colour.forEach((value, channel) => {
    const under = (data[at + channel] ?? 0) * below * (1 - share);
    data[at + channel] = Math.round((value * share + under) / alpha);
  });
  if (channels === 4) data[at + 3] = Math.round(alpha * 255);
}
