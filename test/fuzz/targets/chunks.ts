import assert from 'node:assert/strict';
import { wholeWebp } from '../../../src/picture/codecs/check/whole-webp.ts';
import { withoutText } from '../../../src/picture/codecs/without-text.ts';
import { pictures } from '../support/seeds.ts';
import type { FuzzTarget } from '../support/target.ts';

const MOST_PADDED = 8;

/** What is dropped from a PNG or WebP before a decoder reads it leaves nothing that should have been dropped. */
export const chunks: FuzzTarget = {
  name: 'chunks',
  seeds: () => [...pictures('*.png'), ...pictures('*.webp')],
  run(input) {
    // Both are only called for files that begin like their format, which takes twelve bytes.
    if (input.length < 12) return;
    for (const format of ['png', 'webp'] as const) {
      const slim = withoutText(Buffer.from(input), format);
      assert.ok(slim.length <= input.length);
      assert.deepEqual(withoutText(Buffer.from(slim), format), slim);
    }
    const whole = wholeWebp(Buffer.from(input));
    assert.ok(whole.length <= input.length * MOST_PADDED);
    assert.deepEqual(whole.subarray(0, input.length), Buffer.from(input));
  },
  shortRun: 1_500,
};
