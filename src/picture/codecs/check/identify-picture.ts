import { ExplainedError } from '../../../i18n/explained-error.ts';
import { cameraRawName } from '../tiff/camera-raw.ts';
import { readTiff } from '../tiff/read-tiff.ts';

/** The formats that can be decoded. BMP is only accepted from the endpoint. */
export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'tiff' | 'gif' | 'heic' | 'bmp';

type Match = { readonly format: PictureFormat } | { readonly unsupported: string };

/** How files start, one byte per character. The first match wins. */
const beginnings: readonly (readonly [start: string, match: Match, at8?: string])[] = [
  ['\xff\xd8\xff', { format: 'jpeg' }],
  ['\x89PNG\r\n\x1a\n', { format: 'png' }],
  ['GIF87a', { format: 'gif' }],
  ['GIF89a', { format: 'gif' }],
  ['RIFF', { format: 'webp' }, 'WEBP'],
  ['II*\0', { unsupported: 'CR2' }, 'CR\x02'],
  ['II*\0', { unsupported: 'IIQ' }, 'IIII'],
  ['MM\0*', { unsupported: 'IIQ' }, 'MMMM'],
  ['II*\0', { format: 'tiff' }],
  ['MM\0*', { format: 'tiff' }],
  ['II+\0', { format: 'tiff' }],
  ['MM\0+', { format: 'tiff' }],
  // Camera raw: some are TIFFs, others aren't.
  ['IIRO', { unsupported: 'ORF' }],
  ['IIRS', { unsupported: 'ORF' }],
  ['MMOR', { unsupported: 'ORF' }],
  ['IIU\0', { unsupported: 'RW2' }],
  ['FUJIFILMCCD-RAW', { unsupported: 'RAF' }],
  ['FOVb', { unsupported: 'X3F' }],
  ['\0MRM', { unsupported: 'MRW' }],
  ['II\x1a\0\0\0HEAPCCDR', { unsupported: 'CRW' }],
  ['BM', { unsupported: 'BMP' }],
  ['%PDF-', { unsupported: 'PDF' }],
  ['8BPS', { unsupported: 'PSD' }],
  ['\0\0\x01\0', { unsupported: 'ICO' }],
  ['\0\0\0\x0cJXL \r\n\x87\n', { unsupported: 'JPEG XL' }],
  ['\xff\x0a', { unsupported: 'JPEG XL' }],
  ['\0\0\0\x0cjP  \r\n\x87\n', { unsupported: 'JPEG 2000' }],
  ['\xff\x4f\xff\x51', { unsupported: 'JPEG 2000' }],
];

/** Brands of the ISO media format that are pictures. All others are videos. */
const brands: readonly (readonly [pattern: RegExp, match: Match])[] = [
  [/avi[fs]/, { format: 'avif' }],
  [/he[iv][cx]/, { format: 'heic' }],
  // Layered HEIC, which the decoder can't read.
  [/he[iv][ms]/, { unsupported: 'HEIC' }],
  [/mif1|msf1/, { unsupported: 'HEIF' }],
  [/crx /, { unsupported: 'CR3' }],
];

/**
 * Identifies the format by the first bytes, so that only pictures reach a decoder. The name and declared type of a file
 * are ignored. A TIFF is checked for camera raw, whose first image is only a thumbnail.
 * @throws ExplainedError `picture_empty`, `picture_format_unsupported` with `format`, `picture_not_a_picture`
 */
export function identifyPicture(bytes: Uint8Array): PictureFormat {
  if (bytes.length === 0) throw new ExplainedError('picture_empty');
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1');
  const match = matchRaw(matchBeginning(head), bytes) ?? matchBrand(head) ?? matchSvg(head);
  if (!match) throw new ExplainedError('picture_not_a_picture');
  if ('unsupported' in match) throw new ExplainedError('picture_format_unsupported', { format: match.unsupported });
  return match.format;
}

/**
 * Identifies the format of the endpoint's result. The endpoint doesn't document it, so this also accepts BMP, which
 * browsers show.
 * @throws ExplainedError as `identifyPicture`
 */
export function identifyResult(bytes: Uint8Array): PictureFormat {
  return bytes[0] === 0x42 && bytes[1] === 0x4d ? 'bmp' : identifyPicture(bytes);
}

function matchBeginning(head: string): Match | undefined {
  return beginnings.find(([start, , at8 = '']) => head.startsWith(start) && head.startsWith(at8, 8))?.[1];
}

function matchRaw(match: Match | undefined, bytes: Uint8Array): Match | undefined {
  if (!match || !('format' in match) || match.format !== 'tiff') return match;
  const tiff = readTiff(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const name = tiff && cameraRawName(tiff);
  return name === undefined ? match : { unsupported: name };
}

/** The major brand decides. If it is a general one ("mif1"), the compatible brands decide. */
function matchBrand(head: string): Match | undefined {
  if (!head.startsWith('ftyp', 4)) return undefined;
  const major = head.slice(8, 12);
  const general = major === 'mif1' || major === 'msf1';
  const decisive = general ? head.slice(8, head.charCodeAt(3)) : major;
  return brands.find(([pattern]) => pattern.test(decisive))?.[1];
}

function matchSvg(head: string): Match | undefined {
  return /^(?:\xef\xbb\xbf)?\s*<(?:svg|(?:\?xml|!DOCTYPE svg|!--)[^]*<svg)[\s>]/.test(head)
    ? { unsupported: 'SVG' }
    : undefined;
}
