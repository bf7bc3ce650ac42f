import type { TiffDirectory, TiffFile } from './read-tiff.ts';

const COMPRESSION = 259;
const PHOTOMETRIC = 262;
const MAKE = 271;
const SUB_IFDS = 330;
const DNG_VERSION = 50706;
/** Values of `PhotometricInterpretation` that mean sensor data: colour filter array, linear raw. */
const CFA = 32803;
const LINEAR_RAW = 34892;
/** Values of `Compression` that only raw files use: Sony, Nikon, two of Samsung, Kodak, Pentax. */
const rawCompressions: ReadonlySet<number> = new Set([32767, 34713, 32770, 32772, 65000, 65535]);

/** The name of each vendor's raw format, by the start of the `Make` tag. */
const names: readonly (readonly [make: RegExp, name: string])[] = [
  [/^nikon/i, 'NEF'],
  [/^sony/i, 'ARW'],
  [/^canon/i, 'CR2'],
  [/^(?:pentax|ricoh|asahi)/i, 'PEF'],
  [/^samsung/i, 'SRW'],
  [/^hasselblad/i, '3FR'],
  [/^phase one/i, 'IIQ'],
  [/^leaf/i, 'MOS'],
  [/^(?:olympus|om digital)/i, 'ORF'],
  [/^(?:panasonic|leica)/i, 'RW2'],
  [/^(?:eastman )?kodak/i, 'DCR'],
  [/^(?:seiko )?epson/i, 'ERF'],
  [/^mamiya/i, 'MEF'],
];

/**
 * Identifies a TIFF that is a camera raw file. Its first image, the one that decoders show, is only a thumbnail or
 * preview. The photo itself is sensor data, which needs a raw converter. (DNG specification 1.7; TIFF/EP, ISO 12234-2)
 * @returns the name of the raw format; undefined for an ordinary TIFF
 */
export function cameraRawName(tiff: TiffFile): string | undefined {
  const directories = tiff.pages.flatMap((page) => [page, ...tiff.children(page, SUB_IFDS)]);
  if (directories.some((directory) => directory.has(DNG_VERSION))) return 'DNG';
  if (!directories.some(isSensorData)) return undefined;
  const make = directories.map((directory) => directory.text(MAKE)).find((text) => text !== '') ?? '';
  return names.find(([pattern]) => pattern.test(make))?.[1] ?? 'camera raw';
}

function isSensorData(directory: TiffDirectory): boolean {
  const [photometric] = directory.numbers(PHOTOMETRIC);
  const [compression = 1] = directory.numbers(COMPRESSION);
  return photometric === CFA || photometric === LINEAR_RAW || rawCompressions.has(compression);
}
