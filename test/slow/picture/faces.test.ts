import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { identifyPicture } from '../../../src/picture/codecs/check/identify-picture.ts';
import type { Turn } from '../../../src/picture/codecs/open-picture.ts';
import { createPreparation } from '../../../src/picture/codecs/prepare-picture.ts';
import { nightly, someOf } from '../../support/cases.ts';
import { fixture, flag, LIMITS, photo, pixelAt, withOddScan } from '../../unit/picture/make-pictures.ts';

const preparePicture = await createPreparation();
const prepare = (bytes: Buffer, turn: Turn = 0, faces = true) =>
  preparePicture({ bytes, format: identifyPicture(bytes), turn, faces, limits: LIMITS });

const prepareWithoutModel = await createPreparation(() => Promise.reject(new Error('the model was used')));

/** Grace Hopper's face in her portrait of 512 by 600 pixels. */
const HOPPER = { x: 160, y: 122, width: 211, height: 210 };

function expectNear(face: typeof HOPPER | undefined, expected: typeof HOPPER, by: number): void {
  const apart = (['x', 'y', 'width', 'height'] as const).map((side) =>
    Math.abs((face?.[side] ?? NaN) - expected[side]),
  );
  expect(Math.max(...apart)).toBeLessThanOrEqual(by);
}

describe('faces', () => {
  test.each([
    ['astronaut.png', { x: 173, y: 68, width: 107, height: 106 }],
    ['grace-hopper.jpg', HOPPER],
    ['grace-hopper-exif6.jpg', HOPPER],
    ['marie-curie-small.jpg', { x: 76, y: 89, width: 123, height: 123 }],
  ])('the face of %s is found', async (name, expected) => {
    const { faces, sideways } = await prepare(photo(name));
    expect(faces).toHaveLength(1);
    expectNear(faces?.[0], expected, 3);
    expect(faces?.[0]?.score).toBeGreaterThan(0.7);
    expect(sideways).toBeUndefined();
  });

  test('all four faces of a collage are found, from left to right', async () => {
    const { faces = [] } = await prepare(photo('four-faces.jpg'));
    expect(faces).toHaveLength(4);
    expect(faces.map(({ x }) => x)).toEqual(faces.map(({ x }) => x).toSorted((a, b) => a - b));
    for (const face of faces) {
      expect(Object.values(face).slice(0, 4).every(Number.isInteger)).toBe(true);
      expect(face.x + face.width).toBeLessThanOrEqual(1280);
      expect(face.y + face.height).toBeLessThanOrEqual(1280);
    }
  });

  test.each(['no-face-cat.png', 'no-face-coffee.png'])('no face is found in %s', async (name) => {
    expect((await prepare(photo(name))).faces).toEqual([]);
  });

  test.each(someOf([1, 2, 3, 4, 5, 6, 7, 8], ['6', '7']))(
    'stored with EXIF orientation %i, a face is in the same place',
    async (orientation) => {
      const undo = [5, 6, 7, 8].includes(orientation);
      // Turns the pixels the opposite way, so that the orientation makes them upright.
      const upright = sharp(photo('grace-hopper.jpg'));
      const stored = await turnBack(upright, orientation)
        .withMetadata({ orientation })
        .jpeg({ quality: 95 })
        .toBuffer();
      expect((await sharp(stored).metadata()).width).toBe(undo ? 600 : 512);
      const { faces } = await prepare(stored);
      expect(faces).toHaveLength(1);
      expectNear(faces?.[0], HOPPER, 6);
    },
  );

  test('faces are in pixels of the prepared picture', async () => {
    const large = await sharp(photo('grace-hopper.jpg')).resize(2560, 3000).jpeg().toBuffer();
    const picture = await prepare(large);
    expect(picture).toMatchObject({
      suits: false,
      width: 2560,
      height: 3000,
      preparedWidth: 1707,
      preparedHeight: 2000,
    });
    const scale = 2000 / 600;
    const expected = { x: 160 * scale, y: 122 * scale, width: 211 * scale, height: 210 * scale };
    expect(picture.faces).toHaveLength(1);
    expectNear(picture.faces?.[0], expected, 12);
  });

  nightly('a face in a HEIC picture is found', async () => {
    const { faces } = await prepare(fixture('grace-hopper-turned.heic'));
    expect(faces).toHaveLength(1);
    expectNear(faces?.[0], HOPPER, 8);
  });

  nightly('a face on a transparent background is found', async () => {
    const bytes = await sharp(photo('grace-hopper.jpg'))
      .extend({ left: 100, background: { r: 0, g: 0, b: 0, alpha: 0 } })
      .png()
      .toBuffer();
    expect((await prepare(bytes)).faces).toHaveLength(1);
  });

  test.each(someOf(['wide', 'tall'], ['wide']))('in a %s row of portraits, each face is found once', async (shape) => {
    const wide = shape === 'wide';
    const names = ['astronaut.png', 'grace-hopper.jpg', 'marie-curie-small.jpg', 'astronaut.png'];
    const portraits = await Promise.all(names.map((name) => sharp(photo(name)).resize(480, 540).png().toBuffer()));
    const size = wide ? { width: 1920, height: 540 } : { width: 480, height: 2160 };
    const row = await sharp({ create: { ...size, channels: 3, background: '#888' } })
      .composite(portraits.map((input, i) => ({ input, left: wide ? i * 480 : 0, top: wide ? 0 : i * 540 })))
      .jpeg()
      .toBuffer();
    expect((await prepare(row)).faces).toHaveLength(4);
  });

  test("the model isn't loaded unless faces are asked for", async () => {
    const bytes = photo('grace-hopper.jpg');
    const picture = await prepareWithoutModel({ bytes, format: 'jpeg', turn: 0, faces: false, limits: LIMITS });
    expect(picture).toEqual({ format: 'jpeg', width: 512, height: 600, suits: true });
    await expect(prepareWithoutModel({ bytes, format: 'jpeg', turn: 0, faces: true, limits: LIMITS })).rejects.toThrow(
      'was used',
    );
  });
});

async function verdictOn(bytes: Buffer, faces: boolean): Promise<string> {
  return await prepare(bytes, 0, faces).then(
    ({ suits }) => (suits ? 'suits' : 'prepared'),
    (error: unknown) => String(Reflect.get(Object(error), 'reason')),
  );
}

describe('damage where faces are looked for', () => {
  const jpeg = photo('grace-hopper.jpg');
  const asIs = () => sharp(jpeg);

  test.each([
    ['a JPEG', async () => jpeg],
    ['a progressive JPEG', async () => await asIs().jpeg({ progressive: true }).toBuffer()],
    ['a JPEG with colours at full size', async () => await asIs().jpeg({ chromaSubsampling: '4:4:4' }).toBuffer()],
    ['a grey JPEG', async () => await asIs().greyscale().jpeg().toBuffer()],
    ['a PNG', async () => await asIs().png().toBuffer()],
    ['an interlaced PNG', async () => await asIs().png({ progressive: true }).toBuffer()],
  ])('%s is refused if a part is missing, and otherwise as if nobody looked for faces', async (_what, make) => {
    const whole = await make();
    expect((await prepare(whole)).faces).toHaveLength(1);
    for (const share of [0.3, 0.9, 0.99]) {
      const at = Math.floor(whole.length * share);
      await expect(prepare(whole.subarray(0, at))).rejects.toMatchObject({ reason: 'picture_damaged' });
      const spoilt = Buffer.from(whole).fill(0, at, at + 20);
      expect(await verdictOn(spoilt, true)).toBe(await verdictOn(spoilt, false));
    }
  });

  test('a JPEG that only causes a warning is encoded again, and its face is found', async () => {
    const odd = await prepare(withOddScan(jpeg));
    expect(odd.suits).toBe(false);
    expect(odd.faces).toHaveLength(1);
  });
});

describe('a picture on its side', () => {
  test('a photo is sideways if its face is only found after a turn', async () => {
    const turned = await sharp(photo('astronaut.png')).rotate(180).png().toBuffer();
    expect(await prepare(turned)).toMatchObject({ faces: [], sideways: true });
  });

  test("a picture of one colour isn't sideways", async () => {
    const picture = await prepare(await flag(300, 200).png().toBuffer());
    expect(picture.faces).toEqual([]);
    expect(picture.sideways).toBeUndefined();
  });
});

describe('a turn', () => {
  test.each([
    [0, 5, 5],
    [90, 75, 5],
    [180, 155, 75],
    [270, 5, 155],
  ] as const)('a turn of %i degrees goes clockwise, after the orientation', async (turn, left, top) => {
    const upright = await flag(160, 80).png().toBuffer();
    for (const orientation of [1, 3, 5, 6]) {
      const stored = await turnBack(sharp(upright), orientation).withMetadata({ orientation }).jpeg().toBuffer();
      const picture = await prepare(stored, turn, false);
      const sideways = turn % 180 === 90;
      expect(picture).toMatchObject(sideways ? { width: 80, height: 160 } : { width: 160, height: 80 });
      expect(picture.suits).toBe(turn === 0 && orientation === 1);
      const [red = 0, , blue = 0] = await pixelAt(picture.suits ? stored : picture.bytes, left, top);
      expect(red).toBeGreaterThan(200);
      expect(blue).toBeLessThan(50);
    }
  });

  test('a turn makes a face upright', async () => {
    const bytes = await sharp(photo('grace-hopper.jpg')).rotate(270).jpeg().toBuffer();
    const { faces } = await prepare(bytes, 90);
    expect(faces).toHaveLength(1);
    expectNear(faces?.[0], HOPPER, 6);
  });

  test('the turn of a HEIC picture comes after its own rotation', async () => {
    expect(await prepare(fixture('grace-hopper-turned.heic'), 90, false)).toMatchObject({ width: 600, height: 512 });
  });
});

/** Applies the inverse of an EXIF orientation to the pixels. sharp mirrors before it rotates. */
function turnBack(picture: Sharp, orientation: number): Sharp {
  switch (orientation) {
    case 2:
      return picture.flop();
    case 3:
      return picture.rotate(180);
    case 4:
      return picture.flip();
    case 5:
      return picture.rotate(270).flop();
    case 6:
      return picture.rotate(270);
    case 7:
      return picture.rotate(90).flop();
    case 8:
      return picture.rotate(90);
    default:
      return picture;
  }
}
