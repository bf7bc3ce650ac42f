import { readFile } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { photos } from '../../support/pictures/photos.ts';
import { chunk, inserted, withNclx } from '../../unit/picture/make-pictures.ts';
import { averageIn, ORANGE_SUIT } from '../../support/pictures/pixels.ts';
import { countCalls, expectPicture } from '../../support/expectations.ts';
import { useWorld } from '../../support/world.ts';
import { someOf } from '../../support/cases.ts';

const fixture = (name: string) => readFile(new URL(`../../unit/picture/fixtures/${name}`, import.meta.url));
const { bytes: original } = photos.astronaut;
/** The photo without its profile, which is sRGB. */
const astronaut = async (): Promise<Sharp> => sharp(await sharp(original).removeAlpha().png().toBuffer());
/** The photo's pixels in Display P3, without a profile. */
const p3Numbers = async (): Promise<Sharp> => {
  const tagged = await (await astronaut()).withIccProfile('p3').png().toBuffer();
  return sharp(await sharp(tagged, { ignoreIcc: true }).png().toBuffer());
};
/** Where the colour chunks of a PNG are inserted. */
const AFTER_HEADER = 33;
const inPng = async (png: Buffer, name: string, data: Buffer) => inserted(png, AFTER_HEADER, chunk(name, data));
const uint32 = (...values: readonly number[]) =>
  Buffer.from(Uint8Array.from(values.flatMap((value) => [value >>> 24, value >>> 16, value >>> 8, value])));
const P3_PRIMARIES = uint32(31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000);

// Face detection is tested elsewhere. Here it would only take time.
const world = useWorld({ env: { FACE_DETECTION: 'off' } });

/** Sends a picture. Resolves with what the endpoint fetched, and whether the file is unchanged. */
async function handedOn(bytes: Buffer, filename: string) {
  const { ask, endpoint, newChannel } = world();
  const counted = countCalls(world());
  const answer = await expectPicture(await ask({ image: { bytes, filename }, channel: newChannel() }));
  expect(counted()).toEqual({ calls: 1, charged: 1 });
  const picture = endpoint.calls.at(-1)?.picture ?? Buffer.alloc(0);
  return { picture, asItWas: picture.equals(bytes), answer };
}

/** The suit in the photo, in sRGB. */
function expectOrange(colour: readonly number[]): void {
  for (const [channel, value] of [193, 76, 48].entries())
    expect(Math.abs((colour[channel] ?? 0) - value)).toBeLessThan(3);
}

describe('the endpoint gets sRGB', () => {
  const converted: [string, string, () => Buffer | Promise<Buffer>][] = [
    ['a PNG of 16 bits with an sRGB profile', 'me.png', () => fixture('srgb-16bit-with-icc.png')],
    ['a PNG of 16 bits without a profile', 'me.png', () => fixture('srgb-16bit-without-icc.png')],
    [
      'a PNG of 16 bits in Display P3',
      'me.png',
      async () => (await astronaut()).toColourspace('rgb16').withIccProfile('p3').png().toBuffer(),
    ],
    [
      'a JPEG in Display P3',
      'me.jpg',
      async () => (await astronaut()).withIccProfile('p3').jpeg({ quality: 95 }).toBuffer(),
    ],
    ['a PNG in Display P3', 'me.png', async () => (await astronaut()).withIccProfile('p3').png().toBuffer()],
    [
      'a WebP in Display P3',
      'me.webp',
      async () => (await astronaut()).withIccProfile('p3').webp({ quality: 95 }).toBuffer(),
    ],
    ['a TIFF in Display P3', 'me.tiff', async () => (await astronaut()).withIccProfile('p3').tiff().toBuffer()],
    [
      'an AVIF with a profile',
      'me.avif',
      async () => (await astronaut()).withIccProfile('p3').avif({ effort: 0, quality: 90 }).toBuffer(),
    ],
    [
      'an AVIF of 12 bits with a profile',
      'me.avif',
      async () =>
        (await astronaut())
          .toColourspace('rgb16')
          .withIccProfile('p3')
          .avif({ effort: 0, quality: 90, bitdepth: 12 })
          .toBuffer(),
    ],
    ['an AVIF that names its colours by codes alone', 'me.avif', () => fixture('p3-nclx.avif')],
    [
      'a PNG that names its colours by codes',
      'me.png',
      async () => inPng(await (await p3Numbers()).png().toBuffer(), 'cICP', Buffer.from([12, 13, 0, 1])),
    ],
    [
      'a PNG of 16 bits that names its colours by codes',
      'me.png',
      async () =>
        inPng(await (await p3Numbers()).toColourspace('rgb16').png().toBuffer(), 'cICP', Buffer.from([12, 13, 0, 1])),
    ],
    [
      'a PNG that gives its primaries',
      'me.png',
      async () => inPng(await (await p3Numbers()).png().toBuffer(), 'cHRM', P3_PRIMARIES),
    ],
  ];
  const some = ['a JPEG in Display P3', 'a PNG that names its colours by codes'];
  test.each(someOf(converted, some))('the endpoint gets %s in sRGB', async (_what, filename, make) => {
    const bytes = await make();
    const { picture, asItWas } = await handedOn(bytes, filename);
    expect(asItWas).toBe(false);
    expect((await sharp(picture).metadata()).icc).toBeUndefined();
    expectOrange(await averageIn(picture, ORANGE_SUIT));
  });

  test('a JPEG that declares Adobe RGB only in EXIF is converted', async () => {
    const adobe = await (await astronaut()).jpeg({ quality: 95 }).toBuffer();
    const interoperability = Buffer.from(
      // IFD0 with a pointer to the Exif directory, which has a pointer to the interoperability directory with the index
      // "R03".
      'Exif\0\0II*\0\x08\0\0\0' +
        '\x01\0\x69\x87\x04\0\x01\0\0\0\x1a\0\0\0\0\0\0\0' +
        '\x01\0\x05\xa0\x04\0\x01\0\0\0\x2c\0\0\0\0\0\0\0' +
        '\x01\0\x01\0\x02\0\x04\0\0\0R03\0\0\0\0\0',
      'latin1',
    );
    const segment = Buffer.from([0xff, 0xe1, 0, interoperability.length + 2]);
    const { picture, asItWas } = await handedOn(inserted(adobe, 2, segment, interoperability), 'me.jpg');
    expect(asItWas).toBe(false);
    // The same values mean a stronger orange there.
    const [red = 0, , blue = 0] = await averageIn(picture, ORANGE_SUIT);
    expect(red).toBeGreaterThan(205);
    expect(blue).toBeLessThan(46);
  });

  test('HDR, whose white is far below its maximum, is mapped to the range of a screen', async () => {
    const grey = sharp({ create: { width: 96, height: 96, channels: 3, background: { r: 148, g: 148, b: 148 } } });
    const png = await grey.png().toBuffer();
    for (const transfer of [16, 18]) {
      const { picture } = await handedOn(await inPng(png, 'cICP', Buffer.from([9, transfer, 0, 1])), 'me.png');
      const [level = 0] = await averageIn(picture, { x: 0, y: 0, width: 96, height: 96 });
      expect(level).toBeGreaterThan(transfer === 16 ? 235 : 150);
    }
    const avif = withNclx(await fixture('p3-nclx.avif'), 9, 16);
    const [red = 0, green = 0] = await averageIn((await handedOn(avif, 'me.avif')).picture, ORANGE_SUIT);
    expect(red).toBeGreaterThan(green);
  });
});

describe('photos that need no conversion keep their link', () => {
  const suitable: [string, string, () => Promise<Buffer>][] = [
    ['a JPEG with an sRGB profile', 'me.jpg', async () => (await astronaut()).withIccProfile('srgb').jpeg().toBuffer()],
    ['a PNG with an sRGB profile', 'me.png', () => Promise.resolve(original)],
    [
      'a PNG that says it is sRGB',
      'me.png',
      async () => inPng(await (await astronaut()).png().toBuffer(), 'sRGB', Buffer.from([0])),
    ],
    [
      'a PNG with the gamma of sRGB',
      'me.png',
      async () => inPng(await (await astronaut()).png().toBuffer(), 'gAMA', uint32(45455)),
    ],
    [
      'a PNG whose codes are those of sRGB',
      'me.png',
      async () => inPng(await (await astronaut()).png().toBuffer(), 'cICP', Buffer.from([1, 13, 0, 1])),
    ],
    [
      'a grey JPEG with a profile that is not for grey',
      'me.jpg',
      async () => {
        const rgb = await (await astronaut()).withIccProfile('p3').jpeg().toBuffer();
        const at = rgb.indexOf(Buffer.from([0xff, 0xe2]));
        const profile = rgb.subarray(at, at + 2 + rgb.readUInt16BE(at + 2));
        return inserted(await (await astronaut()).toColourspace('b-w').jpeg().toBuffer(), 2, profile);
      },
    ],
  ];
  const some = ['a PNG whose codes are those of sRGB'];
  test.each(someOf(suitable, some))('%s keeps its link', async (_what, filename, make) => {
    expect(await handedOn(await make(), filename)).toMatchObject({ asItWas: true });
  });
});

test('a result in Display P3 is shown in the right colours', async () => {
  const bytes = await (await astronaut()).withIccProfile('p3').jpeg({ quality: 95 }).toBuffer();
  world().endpoint.script([{ result: { files: [bytes] } }]);
  const { answer } = await handedOn(original, 'me.png');
  const shown = answer.pictures[0]?.bytes ?? Buffer.alloc(0);
  expect((await sharp(shown).metadata()).icc).toBeUndefined();
  expectOrange(await averageIn(shown, ORANGE_SUIT));
});
