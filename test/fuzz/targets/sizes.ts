import assert from 'node:assert/strict';
import { MAX_PIXELS } from '../../../src/bounds.ts';
import type { PictureFormat } from '../../../src/picture/codecs/check/identify-picture.ts';
import { jpegQuality } from '../../../src/picture/codecs/jpeg/jpeg-quality.ts';
import { neededMemory } from '../../../src/picture/codecs/check/needed-memory.ts';
import { readSize } from '../../../src/picture/codecs/check/read-size.ts';
import { pictures } from '../support/seeds.ts';
import type { FuzzTarget } from '../support/target.ts';

const FORMATS: readonly PictureFormat[] = ['jpeg', 'png', 'webp', 'gif', 'bmp', 'tiff', 'avif', 'heic'];

/** Whatever the header says, there is a number to compare with the limit, and it counts each pixel. */
export const sizes: FuzzTarget = {
  name: 'sizes',
  seeds: () => pictures(),
  run(input) {
    for (const format of FORMATS) {
      const size = readSize(input, format);
      const needed = neededMemory(input, format);
      assert.ok(Number.isFinite(needed) && needed >= 0, `${format} needs ${needed}`);
      if (!size) continue;
      assert.ok(Number.isInteger(size.width) && size.width >= 0, `${format} is ${size.width} wide`);
      assert.ok(Number.isInteger(size.height) && size.height >= 0, `${format} is ${size.height} high`);
      assert.ok(needed >= Math.min(size.width * size.height, MAX_PIXELS), `${format} needs only ${needed}`);
    }
    const quality = jpegQuality(Buffer.from(input));
    assert.ok(quality === undefined || (quality >= 1 && quality <= 100), `quality ${quality}`);
  },
  shortRun: 4_000,
};
