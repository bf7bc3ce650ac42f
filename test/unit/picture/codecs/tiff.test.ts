import { describe, expect, test } from 'vitest';
import { ExplainedError } from '../../../../src/i18n/explained-error.ts';
import { identifyPicture } from '../../../../src/picture/codecs/check/identify-picture.ts';
import { mainPage } from '../../../../src/picture/codecs/tiff/main-page.ts';
import { readTiff } from '../../../../src/picture/codecs/tiff/read-tiff.ts';
import { fixture } from '../make-pictures.ts';
import { makeTiff, type Directory, type TiffOptions } from './make-tiff.ts';

/** The name of the refused raw format, or `tiff`. */
function kindOf(bytes: Uint8Array): unknown {
  try {
    return identifyPicture(bytes);
  } catch (error) {
    if (error instanceof ExplainedError && error.reason === 'picture_format_unsupported') return error.params['format'];
    throw error;
  }
}

const [SUBFILE, PHOTOMETRIC, COMPRESSION, MAKE, DNG_VERSION] = [254, 262, 259, 271, 50706];
const CFA = 32803;
const thumbnail = { [SUBFILE]: [1], [PHOTOMETRIC]: [2] };
const flavours: readonly TiffOptions[] = [
  { order: 'II' },
  { order: 'MM' },
  { order: 'II', big: true },
  { order: 'MM', big: true },
];

describe('camera raw', () => {
  test.each(flavours)('camera raw is recognised in any byte order and size: %j', (options) => {
    const dng: Directory = {
      tags: { ...thumbnail, [DNG_VERSION]: [1, 4, 0, 0] },
      children: [{ tags: { [PHOTOMETRIC]: [CFA] } }],
    };
    const nef: Directory = {
      tags: { ...thumbnail, [MAKE]: 'NIKON CORPORATION' },
      children: [{ tags: thumbnail }, { tags: { [PHOTOMETRIC]: [CFA] } }],
    };
    expect(kindOf(makeTiff([dng], options))).toBe('DNG');
    expect(kindOf(makeTiff([nef], options))).toBe('NEF');
    expect(kindOf(makeTiff([{ tags: { [MAKE]: 'NIKON CORPORATION', [PHOTOMETRIC]: [2] } }], options))).toBe('tiff');
  });

  test.each([
    ['NIKON CORPORATION', 'NEF'],
    ['SONY', 'ARW'],
    ['Canon', 'CR2'],
    ['PENTAX             ', 'PEF'],
    ['RICOH IMAGING COMPANY, LTD.', 'PEF'],
    ['SAMSUNG', 'SRW'],
    ['Hasselblad', '3FR'],
    ['Phase One A/S', 'IIQ'],
    ['Leaf', 'MOS'],
    ['OLYMPUS IMAGING CORP.', 'ORF'],
    ['Panasonic', 'RW2'],
    ['EASTMAN KODAK COMPANY', 'DCR'],
    ['SEIKO EPSON CORP.', 'ERF'],
    ['Mamiya-OP Co.,Ltd.', 'MEF'],
    ['A maker of tomorrow', 'camera raw'],
    ['', 'camera raw'],
  ])('camera raw of %j is named %s', (make, name) => {
    expect(kindOf(makeTiff([{ tags: { [MAKE]: make, [PHOTOMETRIC]: [CFA] } }]))).toBe(name);
  });

  test.each([
    ['in the second page', [{ tags: thumbnail }, { tags: { [PHOTOMETRIC]: [CFA] } }]],
    ['as linear raw', [{ tags: thumbnail, children: [{ tags: { [PHOTOMETRIC]: [34892] } }] }]],
    ['in a compression of its own', [{ tags: thumbnail, children: [{ tags: { [COMPRESSION]: [34713] } }] }]],
  ] as const)('camera raw is recognised by the sensor data %s', (_where, pages) => {
    expect(kindOf(makeTiff(pages))).toBe('camera raw');
  });

  test("a real camera's file structure is recognised", () => {
    expect(kindOf(fixture('raw-160.dng'))).toBe('DNG');
  });
});

const page = (kind: number, width = 100): Directory => ({ tags: { [SUBFILE]: [kind], 256: [width], 257: [100] } });
const mainOf = (pages: readonly Directory[]) =>
  mainPage(readTiff(makeTiff(pages)) ?? { pages: [], children: () => [] });

describe('the main page', () => {
  test.each([
    ['is the first', [page(0), page(0)], { page: 0 }],
    ['is the first in a fax of several pages', [page(2), page(2)], { page: 0 }],
    ['is not a thumbnail', [page(1), page(0)], { page: 1 }],
    ['is not a mask', [page(4), page(0)], { page: 1 }],
    ['is not a thumbnail by the old tag', [{ tags: { 255: [2] } }, { tags: { 255: [1] } }], { page: 1 }],
    ['may be a subdirectory of a thumbnail', [{ ...page(1), children: [page(1), page(0)] }], { subifd: 1 }],
    ['is a page rather than a subdirectory', [{ ...page(1), children: [page(0)] }, page(0)], { page: 1 }],
    ['is the largest if all are thumbnails', [page(1), page(1, 500), page(1)], { page: 1 }],
    ['is the only one', [page(1)], { page: 0 }],
  ] as const)('the main page %s', (_what, pages, expected) => {
    expect(mainOf(pages)).toEqual(expected);
  });
});

const plain = () => makeTiff([{ tags: { 256: [100], 257: [100] } }]);

describe('a hostile TIFF', () => {
  test('a TIFF whose directories form a cycle is read', () => {
    const bytes = plain();
    const [at] = [bytes.readUInt32LE(4)];
    bytes.writeUInt32LE(at, bytes.length - 4);
    expect(readTiff(bytes)?.pages).toHaveLength(1);
    expect(kindOf(bytes)).toBe('tiff');
  });

  test('a TIFF with very many pages is read', () => {
    const pages = Array.from({ length: 500 }, () => ({ tags: { [SUBFILE]: [1] } }));
    expect(readTiff(makeTiff(pages))?.pages.length).toBeLessThan(100);
  });

  test('a TIFF whose directory contains itself, and more than fits, is read', () => {
    const bytes = makeTiff([{ tags: { 330: Array<number>(1000).fill(8) } }]);
    const tiff = readTiff(bytes);
    expect(
      tiff?.children(tiff.pages[0] ?? { has: () => false, numbers: () => [], text: () => '' }, 330).length ?? 0,
    ).toBeLessThan(20);
    expect(kindOf(bytes)).toBe('tiff');
  });

  test.each([
    ['claims to have 65,535 entries', (bytes: Buffer) => bytes.writeUInt16LE(0xffff, bytes.readUInt32LE(4))],
    ['is after the end', (bytes: Buffer) => bytes.writeUInt32LE(0xfffffff0, 4)],
    ['is in the header', (bytes: Buffer) => bytes.writeUInt32LE(2, 4)],
    ['has values after the end', (bytes: Buffer) => bytes.writeUInt32LE(0x7fffffff, bytes.readUInt32LE(4) + 6)],
    ['has values of an unknown type', (bytes: Buffer) => bytes.writeUInt16LE(99, bytes.readUInt32LE(4) + 4)],
  ])('a TIFF whose directory %s is read', (_what, spoil) => {
    const bytes = plain();
    spoil(bytes);
    expect(kindOf(bytes)).toBe('tiff');
  });

  test('a TIFF is read wherever it ends, and whatever any byte is', () => {
    const whole = makeTiff([
      { tags: { ...thumbnail, [MAKE]: 'NIKON CORPORATION' }, children: [{ tags: { [PHOTOMETRIC]: [CFA] } }] },
    ]);
    for (const big of [false, true]) {
      const bytes = makeTiff(
        [{ tags: { [MAKE]: 'NIKON CORPORATION', [PHOTOMETRIC]: [CFA] }, children: [{ tags: {} }] }],
        { big },
      );
      for (let at = 4; at < bytes.length; at += 1) {
        for (const value of [0, 1, 0x7f, 0x80, 0xff]) {
          const spoilt = Buffer.from(bytes);
          spoilt[at] = value;
          expect(() => kindOf(spoilt)).not.toThrow();
        }
      }
    }
    for (let end = 4; end < whole.length; end += 1) expect(() => kindOf(whole.subarray(0, end))).not.toThrow();
  });
});
