import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { decodeHeic } from '../../src/picture/heic/decode-heic.ts';
import { createFaceFinder } from '../../src/picture/faces/face-finder.ts';
import { identifyPicture } from '../../src/picture/identify-picture.ts';
import { preparePicture } from '../../src/picture/prepare-picture.ts';
import { fixture, photo } from './make-pictures.ts';

const prepare = (bytes: Buffer) =>
  preparePicture({ bytes, format: identifyPicture(bytes), turn: 0, faces: false }, createFaceFinder());
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
  test.each(['grace-hopper.heic', 'grace-hopper-turned.heic'])('%s becomes an upright JPEG', async (name) => {
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

  test('one behind the general brand is decoded too', async () => {
    const bytes = fixture('grace-hopper.heic');
    bytes.write('mif1', 8, 'latin1');
    expect(await prepare(bytes)).toMatchObject({ format: 'heic', width: 512, height: 600 });
  });

  test('a truncated one is damaged', async () => {
    const bytes = fixture('grace-hopper.heic');
    for (const part of [0.01, 0.1, 0.5, 0.95]) {
      await expect(prepare(bytes.subarray(0, Math.max(30, bytes.length * part)))).rejects.toEqual(
        because('picture_damaged'),
      );
    }
  });

  test('rubbish with its brand is damaged', async () => {
    const bytes = fixture('grace-hopper.heic').fill(0x55, 40);
    await expect(prepare(bytes)).rejects.toEqual(because('picture_damaged'));
  });

  test('too many pixels are refused by the header alone', async () => {
    const bytes = fixture('grace-hopper.heic');
    // The size that the file declares: the box `ispe`, 12 bytes on.
    const size = bytes.indexOf('ispe') + 8;
    bytes.writeUInt32BE(8000, size);
    bytes.writeUInt32BE(8000, size + 4);
    await expect(prepare(bytes)).rejects.toEqual(because('picture_too_many_pixels'));
    await expect(decodeHeic(fixture('grace-hopper.heic'), 100_000)).rejects.toEqual(because('picture_too_many_pixels'));
  });
});
