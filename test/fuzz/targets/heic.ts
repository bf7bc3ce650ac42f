import assert from 'node:assert/strict';
import { decodeHeic } from '../../../src/picture/codecs/heic/decode-heic.ts';
import { hasReason } from '../support/declared.ts';
import { pictures } from '../support/seeds.ts';
import type { FuzzTarget } from '../support/target.ts';

const MOST_PIXELS = 1_000_000;
const refused = hasReason('picture_damaged', 'picture_too_many_pixels');

/** A damaged HEIC is refused, or decoded within the limit of pixels. */
export const heic: FuzzTarget = {
  name: 'heic',
  seeds: () => pictures('*.heic'),
  async run(input) {
    try {
      const { tiff } = await decodeHeic(input, MOST_PIXELS);
      assert.ok(tiff.length <= 5 * MOST_PIXELS, `${tiff.length} bytes of pixels`);
    } catch (error) {
      if (!refused(error)) throw error;
    }
  },
  shortRun: 20,
};
