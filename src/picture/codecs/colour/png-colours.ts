import { colourSpaceOf, gamma, SRGB, srgbLight } from './colour-space.ts';
import type { Chromaticities, ColourSpace } from './colour-space.ts';

const FIRST_CHUNK = 8;
/** Bytes of a chunk besides its data: length, type and checksum. */
const AROUND = 12;
/** The `gAMA` value of sRGB. Writers round it, so nearby values count as equal. */
const SRGB_GAMMA = 45_455;
const GAMMA_ROUNDING = 1000;

/**
 * Reads the colour space that a PNG declares by anything but a profile. The first of cICP, iCCP, sRGB, and gAMA with
 * cHRM wins. (PNG specification, third edition)
 * @param hasProfile whether the PNG has a readable profile
 * @returns undefined if the profile wins, or if nothing is declared, which means sRGB
 */
export function readPngColours(bytes: Buffer, hasProfile: boolean): ColourSpace | undefined {
  const chunks = chunksOf(bytes);
  const codes = chunks.get('cICP');
  // Decoders only return full-range RGB.
  if (codes?.length === 4 && codes[2] === 0 && codes[3] === 1) return colourSpaceOf(codes[0] ?? 2, codes[1] ?? 2);
  if (hasProfile || chunks.has('sRGB')) return undefined;
  const light = lightOf(chunks.get('gAMA'));
  const chromaticities = chromaticitiesOf(chunks.get('cHRM'));
  if (!light && !chromaticities) return undefined;
  return { light: light ?? srgbLight, chromaticities: chromaticities ?? SRGB };
}

/** The chunks before the image data, by name. The first of several with the same name wins. */
function chunksOf(bytes: Buffer): Map<string, Buffer> {
  const chunks = new Map<string, Buffer>();
  for (let at = FIRST_CHUNK; at + AROUND <= bytes.length;) {
    const end = at + AROUND + bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (type === 'IDAT' || end > bytes.length) break;
    if (!chunks.has(type)) chunks.set(type, bytes.subarray(at + 8, end - 4));
    at = end;
  }
  return chunks;
}

function lightOf(chunk: Buffer | undefined): ColourSpace['light'] | undefined {
  if (chunk?.length !== 4) return undefined;
  const value = chunk.readUInt32BE();
  if (Math.abs(value - SRGB_GAMMA) < GAMMA_ROUNDING) return srgbLight;
  // Values outside this range are errors.
  return value >= 10_000 && value <= 500_000 ? gamma(100_000 / value) : undefined;
}

/** The chunk starts with the white point. */
function chromaticitiesOf(chunk: Buffer | undefined): Chromaticities | undefined {
  if (chunk?.length !== 32) return undefined;
  const value = (index: number) => chunk.readUInt32BE(index * 4) / 100_000;
  const found: Chromaticities = [value(2), value(3), value(4), value(5), value(6), value(7), value(0), value(1)];
  const [xr, yr, xg, yg, xb, yb, , yw] = found;
  // Primaries on one line, or a white point without brightness, define no colour space.
  const area = Math.abs((xg - xr) * (yb - yr) - (xb - xr) * (yg - yr)) / 2;
  return area > 0.01 && yw > 0.1 && found.every((place) => place <= 1) ? found : undefined;
}
