import sharp from 'sharp';
import { expect, test } from 'vitest';
import { ExplainedError } from '../../../../src/i18n/explained-error.ts';
import { identifyPicture } from '../../../../src/picture/codecs/check/identify-picture.ts';
import { fileStarting, flag } from '../make-pictures.ts';

function refusal(bytes: Uint8Array): string {
  try {
    return `is ${identifyPicture(bytes)}`;
  } catch (error) {
    if (!(error instanceof ExplainedError)) throw error;
    return [error.reason, ...Object.values(error.params)].join(' ');
  }
}

test.each(['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif'] as const)('%s is identified by its bytes', async (format) => {
  const bytes = await flag(80, 80).toFormat(format).toBuffer();
  expect(identifyPicture(bytes)).toBe(format);
  expect(identifyPicture(new Uint8Array(bytes))).toBe(format);
});

test('a big-endian TIFF and a BigTIFF are TIFFs', async () => {
  expect(identifyPicture(fileStarting('MM\0*'))).toBe('tiff');
  expect(identifyPicture(await flag(80, 80).tiff({ bigtiff: true }).toBuffer())).toBe('tiff');
});

test.each([
  ['BMP', 'BM\x36\0\0\0'],
  ['PDF', '%PDF-1.7\n'],
  ['PSD', '8BPS\0\x01'],
  ['ICO', '\0\0\x01\0\x01\0'],
  ['CR2', 'II*\0\x10\0\0\0CR\x02\0'],
  ['ORF', 'IIRO\x08\0\0\0'],
  ['ORF', 'IIRS\x08\0\0\0'],
  ['ORF', 'MMOR\0\0\0\x08'],
  ['RW2', 'IIU\0\x18\0\0\0'],
  ['IIQ', 'II*\0\x08\0\0\0IIIITwaR'],
  ['IIQ', 'MM\0*\0\0\0\x08MMMMRawT'],
  ['RAF', 'FUJIFILMCCD-RAW 0201FF383501'],
  ['X3F', 'FOVb\0\0\x02\0'],
  ['MRW', '\0MRM\0\x02\0\0'],
  ['CRW', 'II\x1a\0\0\0HEAPCCDR'],
  ['CR3', '\0\0\0\x18ftypcrx \0\0\0\x01crx isom'],
  ['HEIC', '\0\0\0\x18ftypheim\0\0\0\0mif1heic'],
  ['HEIC', '\0\0\0\x18ftyphevs\0\0\0\0msf1hevc'],
  ['HEIF', '\0\0\0\x18ftypmif1\0\0\0\0mif1miaf'],
  ['JPEG XL', '\xff\x0a\0\0'],
  ['JPEG XL', '\0\0\0\x0cJXL \r\n\x87\n'],
  ['JPEG 2000', '\0\0\0\x0cjP  \r\n\x87\n'],
  ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ['SVG', '\xef\xbb\xbf<?xml version="1.0"?>\n<!-- hello -->\n<svg>'],
  ['SVG', '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd"><svg >'],
])('%s is refused by its name', (format, start) => {
  expect(refusal(fileStarting(start))).toBe(`picture_format_unsupported ${format}`);
});

test.each([
  '\0\0\0\x18ftypheic\0\0\0\0mif1heic',
  '\0\0\0\x18ftypheix\0\0\0\0mif1heic',
  '\0\0\0\x18ftyphevc\0\0\0\0msf1hevc',
  '\0\0\0\x1cftypmif1\0\0\0\0mif1heicmiaf',
])('HEIC is identified by its brands: %j', (start) => {
  expect(identifyPicture(fileStarting(start))).toBe('heic');
});

test('AVIF with a general brand is AVIF', () => {
  expect(identifyPicture(fileStarting('\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf'))).toBe('avif');
});

test("a brand after the end of the list doesn't count", () => {
  expect(refusal(fileStarting('\0\0\0\x14ftypmif1\0\0\0\0mif1avif'))).toBe('picture_format_unsupported HEIF');
});

test.each([
  ['text', 'Dear photo, this is a letter.'],
  ['HTML', '<!DOCTYPE html><html><body><svg></svg></body></html>'],
  ['HTML before a picture', '<html>\xff\xd8\xff\xe0'],
  ['a script', '#!/bin/sh\n'],
  ['an MP4', '\0\0\0\x18ftypisom\0\0\0\0isommp42'],
  ['a QuickTime film', '\0\0\0\x14ftypqt  \0\0\0\0qt  '],
  ['a WebM', '\x1aE\xdf\xa3'],
  ['a WAVE sound', 'RIFF\x24\0\0\0WAVEfmt '],
  ['a ZIP', 'PK\x03\x04'],
  ['a gzip', '\x1f\x8b\x08'],
  ['a space before a PNG', ' \x89PNG\r\n\x1a\n'],
  ['zeros', '\0'],
])("%s isn't a picture", (_what, start) => {
  expect(refusal(fileStarting(start))).toBe('picture_not_a_picture');
});

test("a file of one byte isn't a picture, and a file of zero bytes is empty", () => {
  expect(refusal(Buffer.from([0xff]))).toBe('picture_not_a_picture');
  expect(refusal(Buffer.alloc(0))).toBe('picture_empty');
});

test('a view of a larger buffer is identified by its own bytes', async () => {
  const png = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  const around = new Uint8Array(Buffer.concat([Buffer.from('GIF89a'), png, Buffer.from('more')]));
  expect(identifyPicture(around.subarray(6, 6 + png.length))).toBe('png');
});
