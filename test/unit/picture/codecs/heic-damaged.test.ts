import { afterAll, describe, expect, test } from 'vitest';
import { decodeHeic } from '../../../../src/picture/codecs/heic/decode-heic.ts';
import { createPictureWorkshop } from '../../../../src/picture/picture-workshop.ts';
import { someOf } from '../../../support/cases.ts';
import { fixture, LIMITS } from '../make-pictures.ts';

const because = (reason: string) => expect.objectContaining({ reason });

/** Where a file of `heif-enc` has the data of its first item: the box `iloc`, version 0, with 4-byte fields. */
function extentsOf(bytes: Buffer) {
  const box = bytes.indexOf('iloc') - 4;
  const count = box + 24;
  const base = bytes.readUInt32BE(box + 20);
  const entries = Array.from({ length: bytes.readUInt16BE(count) }, (_, index) => count + 2 + 8 * index);
  return {
    count,
    entries,
    starts: entries.map((at) => base + bytes.readUInt32BE(at)),
    lengths: entries.map((at) => at + 4),
  };
}

function changed(name: string, change: (bytes: Buffer) => void): Buffer {
  const bytes = fixture(name);
  change(bytes);
  return bytes;
}

/** The picture consists of eight slices. Each test damages some of them in one way. */
const slices = someOf(
  Array.from({ length: 8 }, (_, slice) => slice),
  ['0', '3'],
);
const listing = (count: number) =>
  changed('eight-slices.heic', (bytes) => bytes.writeUInt16BE(count, extentsOf(bytes).count));
const listed = slices.map(listing);
const empty = slices.map((slice) =>
  changed('eight-slices.heic', (bytes) => bytes.writeUInt32BE(0, extentsOf(bytes).lengths[slice])),
);
const repeated = slices
  .filter((slice) => slice > 0)
  .map((slice) =>
    changed('eight-slices.heic', (bytes) => {
      const [first = 0] = extentsOf(bytes).entries;
      bytes.copy(bytes, extentsOf(bytes).entries[slice], first, first + 8);
    }),
  );
const unknown = slices.map((slice) =>
  changed('eight-slices.heic', (bytes) => {
    // The NAL unit type after its length: 63 is unspecified, and must be ignored.
    bytes[(extentsOf(bytes).starts[slice] ?? 0) + 4] = 63 << 1;
  }),
);
const zeros = slices.map((slice) =>
  changed('eight-slices.heic', (bytes) => {
    const { starts, lengths } = extentsOf(bytes);
    const start = starts[slice] ?? 0;
    bytes.fill(0, start + 30, start + bytes.readUInt32BE(lengths[slice]));
  }),
);
const outside = [0, 4].map((field) =>
  changed('eight-slices.heic', (bytes) => bytes.writeUInt32BE(10_000_000, (extentsOf(bytes).entries[3] ?? 0) + field)),
);
const cutOff = someOf([0.3, 0.6, 0.95], ['0.95']).map((share) => {
  const bytes = fixture('eight-slices.heic');
  return bytes.subarray(0, bytes.length * share);
});
const otherPlace = [1, 2].map((method) =>
  changed('eight-slices.heic', (bytes) => {
    // Version 1 has a construction method: 1 means the box `idat`, 2 another item. The file has neither.
    const box = bytes.indexOf('iloc') - 4;
    bytes[box + 8] = 1;
    bytes.writeUInt16BE(method, box + 18);
  }),
);

/** The position of a tile's data in our test file, whose `iloc` has one extent per item and no base. */
function tileExtent(bytes: Buffer, tile: number) {
  const entry = bytes.indexOf('iloc') + 12 + 14 * tile;
  return { start: bytes.readUInt32BE(entry + 6), length: bytes.readUInt32BE(entry + 10), lengthAt: entry + 10 };
}
const tiles = someOf([0, 4, 8], ['8']);
const halfTiles = tiles.map((tile) =>
  changed('nine-tiles.heic', (bytes) => {
    // Keeps only the first of its two slices.
    const { start, lengthAt } = tileExtent(bytes, tile);
    bytes.writeUInt32BE(bytes.readUInt32BE(start) + 4, lengthAt);
  }),
);
const noTiles = tiles.map((tile) =>
  changed('nine-tiles.heic', (bytes) => bytes.writeUInt32BE(0, tileExtent(bytes, tile).lengthAt)),
);
const zeroTiles = tiles.map((tile) =>
  changed('nine-tiles.heic', (bytes) => {
    const { start, length } = tileExtent(bytes, tile);
    bytes.fill(0, start, start + length);
  }),
);
const strangeTiles = tiles.map((tile) =>
  changed('nine-tiles.heic', (bytes) => bytes.writeUInt16BE(99, bytes.indexOf('dimg') + 8 + 2 * tile)),
);

const kinds: readonly (readonly [title: string, files: readonly Buffer[]])[] = [
  ['fewer extents than slices', listed],
  ['an extent without bytes', empty],
  ['the first slice instead of another', repeated],
  ['a slice of an unknown type', unknown],
  ['zeros instead of a slice', zeros],
  ['an extent outside the file', outside],
  ['a missing end', cutOff],
  ["its data in a box that doesn't exist", otherPlace],
  ['half of a tile', halfTiles],
  ['a tile without bytes', noTiles],
  ['a tile of zeros', zeroTiles],
  ["a tile that isn't an item", strangeTiles],
];

describe('a damaged HEIC', () => {
  test.each(kinds)('a HEIC with %s is damaged', async (_, files) => {
    for (const bytes of files) await expect(decodeHeic(bytes, 50e6)).rejects.toEqual(because('picture_damaged'));
  });
});

test.each(['eight-slices.heic', 'nine-tiles.heic', 'grace-hopper.heic'])(
  'the file %s is damaged wherever it is truncated, also the second time',
  async (name) => {
    const whole = fixture(name);
    await decodeHeic(whole, 50e6);
    for (const share of someOf([0.3, 0.7, 0.99], ['0.99'])) {
      const cut = whole.subarray(0, Math.floor(whole.length * share));
      for (const _time of [1, 2]) await expect(decodeHeic(cut, 50e6)).rejects.toEqual(because('picture_damaged'));
    }
  },
);

describe('a HEIC after pictures of two other people', () => {
  const used = createPictureWorkshop({ slots: 1, limits: LIMITS });
  const fresh = createPictureWorkshop({ slots: 1, limits: LIMITS });
  afterAll(() => Promise.all([used[Symbol.asyncDispose](), fresh[Symbol.asyncDispose]()]));

  const outcome = (workshop: typeof used, bytes: Buffer) =>
    workshop.prepare(bytes).catch((error: unknown) => (error as { reason?: string }).reason);

  test('a file that lists one of eight slices shows nothing of earlier pictures', async () => {
    for (const victim of ['grace-hopper.heic', 'second-is-primary.heic']) {
      await used.prepare(fixture(victim));
      expect(await outcome(used, listing(1))).toBe('picture_damaged');
    }
  });

  test('a file with unnoticed damage looks as in a new process', async () => {
    const garbled = someOf([1, 3, 7], ['3']).map((step) =>
      changed('eight-slices.heic', (bytes) => {
        const { starts } = extentsOf(bytes);
        for (let at = (starts[0] ?? 0) + 40; at < bytes.length; at += 331 * step) bytes.writeUInt8(0x55, at);
      }),
    );
    for (const bytes of garbled) {
      await used.prepare(fixture('grace-hopper.heic'));
      expect(await outcome(used, bytes)).toEqual(await outcome(fresh, bytes));
    }
  });
});
