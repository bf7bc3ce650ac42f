import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { viewable } from '../../../src/picture/faces/detector-square.ts';
import { loadFaceFinder } from '../../../src/picture/faces/face-finder.ts';
import { createPictureWorkshop } from '../../../src/picture/picture-workshop.ts';
import type { PictureWorkshop } from '../../../src/picture/picture-workshop.ts';
import { LIMITS, photo } from '../../unit/picture/make-pictures.ts';
import { someOf } from '../../support/cases.ts';

const formats: Readonly<Record<string, (picture: Sharp) => Sharp>> = {
  JPEG: (picture) => picture.jpeg(),
  'progressive JPEG': (picture) => picture.jpeg({ progressive: true }),
  PNG: (picture) => picture.png(),
  'interlaced PNG': (picture) => picture.png({ progressive: true }),
  WebP: (picture) => picture.webp(),
  'lossless WebP': (picture) => picture.webp({ lossless: true }),
  AVIF: (picture) => picture.avif({ effort: 0 }),
  GIF: (picture) => picture.gif({ effort: 1 }),
  'TIFF, not compressed': (picture) => picture.tiff({ compression: 'none' }),
  'TIFF by LZW': (picture) => picture.tiff({ compression: 'lzw' }),
  'TIFF by Deflate': (picture) => picture.tiff({ compression: 'deflate' }),
  'TIFF by JPEG': (picture) => picture.tiff({ compression: 'jpeg' }),
  'tiled TIFF': (picture) => picture.tiff({ compression: 'lzw', tile: true, tileWidth: 128, tileHeight: 128 }),
};

/** Of two libraries that decode. */
const SOME_DECODERS = ['progressive JPEG', 'TIFF, not compressed'];

const portrait = () => sharp(photo('astronaut.png')).removeAlpha().resize(448, 448);

/** The file truncated, with a hole of zeros, with some bytes inverted, and with empty strips or extents. */
function damaged(whole: Buffer): Buffer[] {
  const at = (share: number) => Math.floor(whole.length * share);
  const cutOff = [0.4, 0.9].map((share) => whole.subarray(0, at(share)));
  const holes = [0.3, 0.7].map((share) => Buffer.from(whole).fill(0, at(share), at(share + 0.2)));
  const turned = [97, 1009].map((step) => {
    const bytes = Buffer.from(whole);
    for (let place = at(0.3); place < at(0.9); place += step) bytes[place] = (bytes[place] ?? 0) ^ 0x55;
    return bytes;
  });
  return [...cutOff, ...holes, ...turned, withoutStrips(whole)];
}

/** A TIFF whose strips or tiles are empty, except for the first. Any other file is unchanged. */
function withoutStrips(whole: Buffer): Buffer {
  const bytes = Buffer.from(whole);
  if (!bytes.toString('latin1', 0, 4).startsWith('II*\0')) return bytes;
  const directory = bytes.readUInt32LE(4);
  for (let entry = directory + 2; entry < directory + 2 + 12 * bytes.readUInt16LE(directory); entry += 12) {
    const size = bytes.readUInt16LE(entry + 2) === 3 ? 2 : 4;
    const count = bytes.readUInt32LE(entry + 4);
    const byteCounts = [279, 325].includes(bytes.readUInt16LE(entry));
    if (byteCounts && count > 1)
      bytes.fill(0, bytes.readUInt32LE(entry + 8) + size, bytes.readUInt32LE(entry + 8) + size * count);
  }
  return bytes;
}

const outcome = (workshop: PictureWorkshop, bytes: Buffer) =>
  workshop.prepare(bytes).catch((error: unknown) => (error as { reason?: string }).reason);

describe('a damaged file after pictures of others', () => {
  const used = createPictureWorkshop({ slots: 1, limits: LIMITS });
  const fresh = createPictureWorkshop({ slots: 1, limits: LIMITS });
  afterAll(() => Promise.all([used[Symbol.asyncDispose](), fresh[Symbol.asyncDispose]()]));

  test.each(someOf(Object.entries(formats), SOME_DECODERS))(
    'a damaged file looks as in a new process: %s',
    async (_, encode) => {
      const victim = await encode(portrait().negate()).toBuffer();
      for (const bytes of damaged(await encode(portrait()).toBuffer())) {
        await used.prepare(victim);
        expect(await outcome(used, bytes)).toEqual(await outcome(fresh, bytes));
      }
    },
  );
});

const pixels = async (name: string) => {
  const { data, info } = await sharp(photo(name)).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return viewable({ data, info });
};

test('the face finder finds the same faces in its first and in a later picture', async () => {
  const used = await loadFaceFinder();
  await used(await pixels('four-faces.jpg'));
  for (const name of ['no-face-cat.png', 'grace-hopper.jpg', 'marie-curie-small.jpg']) {
    const picture = await pixels(name);
    expect(await used(picture)).toEqual(await (await loadFaceFinder())(picture));
  }
});
