/** CIE 1931 chromaticities: x and y of red, green, blue and white, in this order. */
export type Chromaticities = readonly [number, number, number, number, number, number, number, number];

/** How the samples of an RGB picture map to colours. */
export interface ColourSpace {
  readonly chromaticities: Chromaticities;
  /** Converts a sample from 0 to 1 to linear light, where 1 is white. Only HDR exceeds 1. */
  readonly light: (sample: number) => number;
}

const D65 = [0.3127, 0.329] as const;
export const SRGB: Chromaticities = [0.64, 0.33, 0.3, 0.6, 0.15, 0.06, ...D65];
const ADOBE_RGB: Chromaticities = [0.64, 0.33, 0.21, 0.71, 0.15, 0.06, ...D65];

/** By code of `ColourPrimaries` (ITU-T H.273, table 2). */
const primaries: Readonly<Record<number, Chromaticities>> = {
  1: SRGB,
  4: [0.67, 0.33, 0.21, 0.71, 0.14, 0.08, 0.31, 0.316],
  5: [0.64, 0.33, 0.29, 0.6, 0.15, 0.06, ...D65],
  6: [0.63, 0.34, 0.31, 0.595, 0.155, 0.07, ...D65],
  7: [0.63, 0.34, 0.31, 0.595, 0.155, 0.07, ...D65],
  8: [0.681, 0.319, 0.243, 0.692, 0.145, 0.049, 0.31, 0.316],
  9: [0.708, 0.292, 0.17, 0.797, 0.131, 0.046, ...D65],
  11: [0.68, 0.32, 0.265, 0.69, 0.15, 0.06, 0.314, 0.351],
  12: [0.68, 0.32, 0.265, 0.69, 0.15, 0.06, ...D65],
  22: [0.63, 0.34, 0.295, 0.605, 0.155, 0.077, ...D65],
};

/** By code of `TransferCharacteristics` (ITU-T H.273, table 3). Video transfers are treated as sRGB. */
const transfers: Readonly<Record<number, ColourSpace['light']>> = {
  4: gamma(2.2),
  5: gamma(2.8),
  8: (sample) => sample,
  16: perceptualQuantizer,
  18: hybridLogGamma,
};

/** Adobe RGB (1998), section 4.3. */
export const adobeRgb: ColourSpace = { chromaticities: ADOBE_RGB, light: gamma(563 / 256) };

/** The colour space for two codes of ITU-T H.273. Unspecified and unknown codes mean sRGB. */
export function colourSpaceOf(primariesCode: number, transferCode: number): ColourSpace {
  return { chromaticities: primaries[primariesCode] ?? SRGB, light: transfers[transferCode] ?? srgbLight };
}

/** IEC 61966-2-1. */
export function srgbLight(sample: number): number {
  return sample <= 0.04045 ? sample / 12.92 : ((sample + 0.055) / 1.055) ** 2.4;
}

export function gamma(exponent: number): ColourSpace['light'] {
  return (sample) => sample ** exponent;
}

/** HDR reference white, and the assumed peak brightness of an HDR display, in cd/m² (ITU-R BT.2408, BT.2100). */
const HDR_WHITE = 203;
const HLG_PEAK = 1000;

/** SMPTE ST 2084. */
function perceptualQuantizer(sample: number): number {
  const root = sample ** (32 / 2523);
  return (10_000 / HDR_WHITE) * (Math.max(0, root - 0.8359375) / (18.8515625 - 18.6875 * root)) ** (8192 / 1305);
}

/** ITU-R BT.2100, table 5. */
function hybridLogGamma(sample: number): number {
  const scene = sample <= 0.5 ? sample ** 2 / 3 : (Math.exp((sample - 0.55991073) / 0.17883277) + 0.28466892) / 12;
  return (HLG_PEAK / HDR_WHITE) * scene ** 1.2;
}
