import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { decodeHeic } from '../../../../src/picture/codecs/heic/decode-heic.ts';
import { presentationOf } from '../../../../src/picture/codecs/heic/orientation.ts';
import { identifyPicture } from '../../../../src/picture/codecs/check/identify-picture.ts';
import { createPreparation } from '../../../../src/picture/codecs/prepare-picture.ts';
import { fixture, LIMITS, photo } from '../make-pictures.ts';

const preparePicture = await createPreparation(() => Promise.reject(new Error('the detector was used')));
const prepare = (bytes: Buffer) =>
  preparePicture({ bytes, format: identifyPicture(bytes), turn: 0, faces: false, limits: LIMITS });
const because = (reason: string) => expect.objectContaining({ reason });

/** How far two pictures differ, from 0 to 255. */
async function difference(a: Uint8Array, b: Uint8Array): Promise<number> {
  const [x, y] = await Promise.all(
    [a, b].map((bytes) => sharp(bytes).resize(64, 75, { fit: 'fill' }).raw().toBuffer()),
  );
  if (!x || !y) throw new Error('two pictures');
  return x.reduce((sum, value, index) => sum + Math.abs(value - (y[index] ?? 0)), 0) / x.length;
}

describe('HEIC', () => {
  test.each(['grace-hopper.heic', 'grace-hopper-turned.heic'])('the HEIC %s becomes an upright JPEG', async (name) => {
    const picture = await prepare(fixture(name));
    expect(picture).toMatchObject({
      format: 'heic',
      suits: false,
      width: 512,
      height: 600,
      preparedWidth: 512,
      preparedHeight: 600,
    });
    if (picture.suits) throw new Error('the endpoint takes no HEIC');
    expect(await difference(picture.bytes, photo('grace-hopper.jpg'))).toBeLessThan(8);
  });

  test('a HEIC with the general brand is decoded too', async () => {
    const bytes = fixture('grace-hopper.heic');
    bytes.write('mif1', 8, 'latin1');
    expect(await prepare(bytes)).toMatchObject({ format: 'heic', width: 512, height: 600 });
  });

  test('the primary image is used, not the first', async () => {
    expect(await prepare(fixture('second-is-primary.heic'))).toMatchObject({ width: 400, height: 400 });
  });

  test('tiles are put together, and what extends beyond the picture is cropped', async () => {
    const picture = await prepare(fixture('nine-tiles.heic'));
    if (picture.suits) throw new Error('the endpoint takes no HEIC');
    expect(picture).toMatchObject({ width: 512, height: 500 });
    const whole = await sharp(photo('astronaut.png')).extract({ left: 0, top: 0, width: 512, height: 500 }).toBuffer();
    expect(await difference(picture.bytes, whole)).toBeLessThan(4);
  });

  test('a truncated HEIC is damaged', async () => {
    const bytes = fixture('grace-hopper.heic');
    for (const part of [0.01, 0.1, 0.5, 0.95]) {
      await expect(prepare(bytes.subarray(0, Math.max(30, bytes.length * part)))).rejects.toEqual(
        because('picture_damaged'),
      );
    }
  });

  test("random bytes with a HEIC's brand are damaged", async () => {
    const bytes = fixture('grace-hopper.heic').fill(0x55, 40);
    await expect(prepare(bytes)).rejects.toEqual(because('picture_damaged'));
  });

  test('too many pixels are refused by the header alone', async () => {
    const bytes = fixture('grace-hopper.heic');
    // The declared size is 12 bytes into the box `ispe`.
    const size = bytes.indexOf('ispe') + 8;
    bytes.writeUInt32BE(8000, size);
    bytes.writeUInt32BE(8000, size + 4);
    await expect(prepare(bytes)).rejects.toEqual(because('picture_too_many_pixels'));
    await expect(decodeHeic(fixture('grace-hopper.heic'), 100_000)).rejects.toEqual(because('picture_too_many_pixels'));
  });
});

/** The mean colour of the orange suit, decoded without applying any profile. */
async function suit(name: string): Promise<number[]> {
  const picture = await prepare(fixture(name));
  if (picture.suits) throw new Error('the endpoint takes no HEIC');
  const patch = await sharp(picture.bytes, { ignoreIcc: true })
    .extract({ left: 90, top: 400, width: 60, height: 60 })
    .png()
    .toBuffer();
  const { channels } = await sharp(patch).stats();
  return channels.map(({ mean }) => mean);
}

describe('the colours of a converted HEIC', () => {
  test.each([
    ['a profile says Display P3', 'display-p3.heic'],
    ['codes say Display P3', 'display-p3-nclx.heic'],
    ['it has ten bits per channel', 'ten-bits.heic'],
    ['it is sRGB, in slices', 'eight-slices.heic'],
    ['it is sRGB, in tiles', 'nine-tiles.heic'],
  ])('the colours are sRGB if %s', async (_, name) => {
    const [red = 0, green = 0, blue = 0] = await suit(name);
    for (const off of [red - 193, green - 76, blue - 48]) expect(Math.abs(off)).toBeLessThan(3);
  });
});

describe('the transformations of a HEIC', () => {
  const half = { kind: 'turn', counterclockwise: 180 } as const;
  const left = { kind: 'turn', counterclockwise: 90 } as const;
  const right = { kind: 'turn', counterclockwise: 270 } as const;
  const across = { kind: 'mirror', axis: 'horizontal' } as const;
  const upsideDown = { kind: 'mirror', axis: 'vertical' } as const;
  const crop = { kind: 'crop', left: 1, top: 2, right: 3, bottom: 4 } as const;

  test.each([
    [[], 1],
    [[across], 2],
    [[half], 3],
    [[upsideDown], 4],
    [[left, upsideDown], 5],
    [[across, left], 5],
    [[right], 6],
    [[right, upsideDown], 7],
    [[across, right], 7],
    [[left], 8],
    [[left, left, left], 6],
    [[upsideDown, across], 3],
    [[across, across], 1],
  ] as const)('the transformations %j are the orientation %i', (steps, orientation) => {
    expect(presentationOf(100, 50, steps)).toEqual({ left: 0, top: 0, width: 100, height: 50, orientation });
  });

  test.each([
    [[crop], { left: 1, top: 2, width: 96, height: 44 }],
    [[crop, right], { left: 1, top: 2, width: 96, height: 44 }],
    [[right, crop], { left: 2, top: 3, width: 94, height: 46 }],
    [[left, crop], { left: 4, top: 1, width: 94, height: 46 }],
    [[half, crop], { left: 3, top: 4, width: 96, height: 44 }],
    [[across, crop], { left: 3, top: 2, width: 96, height: 44 }],
    [[across, right, crop], { left: 4, top: 3, width: 94, height: 46 }],
    [[crop, crop], { left: 2, top: 4, width: 92, height: 38 }],
  ] as const)('the transformations %j crop the right sides', (steps, part) => {
    expect(presentationOf(100, 50, steps)).toMatchObject(part);
  });
});
