import assert from 'node:assert/strict';
import {
  identifyPicture,
  identifyResult,
  type PictureFormat,
} from '../../../src/picture/codecs/check/identify-picture.ts';
import { pictures } from '../support/seeds.ts';
import { unlessDeclared, type FuzzTarget } from '../support/target.ts';
import { hasReason } from '../support/declared.ts';

/** What each format must begin with, written down apart from the code. */
const signatures: Readonly<Record<PictureFormat, RegExp>> = {
  jpeg: /^\xff\xd8\xff/,
  png: /^\x89PNG\r\n\cZ\n/,
  webp: /^RIFF[^]{4}WEBP/,
  gif: /^GIF8[79]a/,
  tiff: /^(?:II[*+]\0|MM\0[*+])/,
  avif: /^[^]{4}ftyp[^]*avi[fs]/,
  heic: /^[^]{4}ftyp[^]*he[iv][cx]/,
  bmp: /^BM/,
};

const refused = hasReason('picture_empty', 'picture_format_unsupported', 'picture_not_a_picture');

/** Nothing but what begins like one of the formats may reach a decoder. */
export const identifier: FuzzTarget = {
  name: 'identifier',
  seeds: () => [...pictures(), Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
  run(input) {
    const start = Buffer.from(input.subarray(0, 1024)).toString('latin1');
    for (const identify of [identifyPicture, identifyResult]) {
      const format = unlessDeclared(refused, () => identify(input));
      if (format !== undefined) assert.match(start, signatures[format]);
      if (identify === identifyPicture) assert.notEqual(format, 'bmp');
    }
  },
  shortRun: 8_000,
};
