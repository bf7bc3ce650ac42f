import type { JpegCoding } from '../encode-picture.ts';
import { segmentsOf, START_OF_SCAN } from './segments.ts';
import type { Segment } from './segments.ts';

/** What the header of a plain JPEG says. */
export interface PlainJpeg {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  readonly chromaSubsampling: JpegCoding['chromaSubsampling'];
}

/** Baseline, extended and progressive, as libjpeg decodes them. */
const FRAMES: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2]);
/** Tables of what follows, and comments. */
const PASSED_OVER: ReadonlySet<number> = new Set([0xc4, 0xdb, 0xdd, 0xfe]);
const FIRST_APPLICATION = 0xe0;
const LAST_APPLICATION = 0xef;
/** A profile, or an orientation and other things that change how a picture is shown. */
const TELLING: readonly (readonly [marker: number, start: string])[] = [
  [0xe1, 'Exif'],
  [0xe2, 'ICC_PROFILE'],
];

/**
 * Reads the header of a JPEG that is upright, and grey or in sRGB, of 8 bits: most are. That takes a hundredth of the time
 * that sharp needs to tell the same (ITU-T T.81, annex B).
 *
 * @returns nothing for every other file, and for one that libjpeg might read in another way
 */
export function readPlainJpeg(file: Buffer): PlainJpeg | undefined {
  let found: PlainJpeg | undefined;
  for (const segment of segmentsOf(file)) {
    if (segment.marker === START_OF_SCAN) return found;
    if (FRAMES.has(segment.marker)) {
      found = found ? undefined : readFrame(segment.data);
      if (!found) return undefined;
    } else if (!isPassedOver(segment)) return undefined;
  }
  return undefined;
}

function isPassedOver({ marker, data }: Segment): boolean {
  if (PASSED_OVER.has(marker)) return true;
  if (marker < FIRST_APPLICATION || marker > LAST_APPLICATION) return false;
  return !TELLING.some(([other, start]) => marker === other && data.toString('latin1', 0, start.length) === start);
}

/** Precision, height, width and number of components; three bytes of each, of which the second one is its sampling. */
function readFrame(data: Buffer): PlainJpeg | undefined {
  const components = data[5] ?? 0;
  if (data[0] !== 8 || (components !== 1 && components !== 3) || data.length !== 6 + 3 * components) return undefined;
  const [height, width] = [data.readUInt16BE(1), data.readUInt16BE(3)];
  if (height === 0 || width === 0) return undefined;
  const samplings = Array.from({ length: components }, (_, index) => data.readUInt8(7 + 3 * index));
  return { width, height, chromaSubsampling: samplings.every((each) => each === 0x11) ? '4:4:4' : '4:2:0' };
}
