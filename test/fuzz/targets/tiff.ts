import assert from 'node:assert/strict';
import { cameraRawName } from '../../../src/picture/codecs/tiff/camera-raw.ts';
import { mainPage } from '../../../src/picture/codecs/tiff/main-page.ts';
import { readTiff } from '../../../src/picture/codecs/tiff/read-tiff.ts';
import { pictures } from '../support/seeds.ts';
import type { FuzzTarget } from '../support/target.ts';

const MOST_PAGES = 64;

/** The structure of a TIFF is read without an error, and the page that is chosen exists. */
export const tiff: FuzzTarget = {
  name: 'tiff',
  seeds: () => pictures('*.tiff'),
  run(input) {
    const file = readTiff(Buffer.from(input));
    if (!file) return;
    assert.ok(file.pages.length <= MOST_PAGES, `${file.pages.length} pages`);
    cameraRawName(file);
    const place = mainPage(file);
    if ('page' in place) assert.ok(place.page < Math.max(1, file.pages.length), `page ${place.page}`);
    for (const page of file.pages) {
      for (let tag = 254; tag < 350; tag += 1) {
        assert.ok(page.numbers(tag).every((value) => value >= 0));
        assert.ok(page.text(tag).length <= 64);
      }
    }
  },
  shortRun: 4_000,
};
