import assert from 'node:assert/strict';
import { decodeBmp } from '../../../src/picture/codecs/decode-bmp.ts';
import { hasReason } from '../support/declared.ts';
import { pictures } from '../support/seeds.ts';
import { unlessDeclared, type FuzzTarget } from '../support/target.ts';

const MOST_PIXELS = 10_000;
const refused = hasReason('picture_damaged', 'picture_too_many_pixels');

/** A BMP is refused, or gives exactly as many bytes as its size says. */
export const bmp: FuzzTarget = {
  name: 'bmp',
  seeds: () => pictures('*.bmp'),
  run(input) {
    for (const rows of ['all rows', 'any rows'] as const) {
      const decoded = unlessDeclared(refused, () => decodeBmp(Buffer.from(input), MOST_PIXELS, rows));
      if (!decoded) continue;
      const { width, height } = decoded.info;
      assert.ok(width * height <= MOST_PIXELS);
      assert.equal(decoded.data.length, width * height * 3);
    }
  },
  shortRun: 4_000,
};
