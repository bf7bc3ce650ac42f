import assert from 'node:assert/strict';
import sharp from 'sharp';
import { drawOverJpeg } from '../../../src/picture/codecs/jpeg/draw-over-jpeg.ts';
import { createScans } from '../../../src/picture/codecs/jpeg/scans.ts';
import { isWholeJpeg } from '../../../src/picture/codecs/jpeg/whole-jpeg.ts';
import { originMark } from '../../../src/picture/compose/origin-mark.ts';
import { pictures } from '../support/seeds.ts';
import type { FuzzTarget } from '../support/target.ts';

const withScan = await createScans();
const mark = originMark({ width: 64, height: 64 });

const decoded = async (file: Uint8Array) => await sharp(file, { failOn: 'warning' }).raw().toBuffer();

/** A JPEG that is called whole, or that was drawn over, is decoded without a warning. */
export const jpeg: FuzzTarget = {
  name: 'jpeg',
  seeds: () => pictures('*.jp*g'),
  async run(input) {
    const isWhole = isWholeJpeg(input, withScan);
    const tail = drawOverJpeg(input, mark, withScan);
    assert.ok(isWhole || !tail, 'drawn over what is not whole');
    if (isWhole) await decoded(input);
    if (tail) await decoded(Buffer.concat([input.subarray(0, tail.at), tail.bytes]));
  },
  shortRun: 4_000,
};
