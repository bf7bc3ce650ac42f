import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { convertByProfile } from '../../../../src/picture/codecs/colour/by-profile.ts';
import { adobeRgb, colourSpaceOf, type ColourSpace } from '../../../../src/picture/codecs/colour/colour-space.ts';
import { convertToSrgb } from '../../../../src/picture/codecs/colour/convert-to-srgb.ts';
import { isAdobeRgb } from '../../../../src/picture/codecs/colour/exif-colours.ts';
import { readNclx } from '../../../../src/picture/codecs/colour/nclx.ts';
import { readPngColours } from '../../../../src/picture/codecs/colour/png-colours.ts';
import type { Pixels } from '../../../../src/picture/codecs/pixels.ts';
import { chunk, fixture, flag, inserted, photo, withNclx } from '../make-pictures.ts';

const [SRGB, P3, BT2020] = [1, 12, 9];
const [GAMMA_22, LINEAR, AS_SRGB, PQ, HLG, UNKNOWN] = [4, 8, 13, 16, 18, 2];

/** Pixels of one row. */
function row(channels: 1 | 2 | 3 | 4, ...samples: readonly number[]): Pixels {
  return { data: Buffer.from(samples), info: { width: samples.length / channels, height: 1, channels } };
}

function inSrgb(space: ColourSpace, ...colour: readonly number[]): number[] {
  const pixels = row(3, ...colour);
  convertToSrgb(pixels, space);
  return [...pixels.data];
}

describe('conversion', () => {
  test('the conversion of sRGB changes nothing', () => {
    for (let level = 0; level < 256; level += 1) {
      expect(inSrgb(colourSpaceOf(SRGB, AS_SRGB), level, 255 - level, level)).toEqual([level, 255 - level, level]);
    }
  });

  test('the conversion of Display P3 equals that of its profile', async () => {
    const colours = [180, 84, 59, 30, 30, 30, 90, 140, 200, 120, 200, 110, 250, 240, 230];
    const png = await sharp(Buffer.from(colours), { raw: { width: 5, height: 1, channels: 3 } })
      .png()
      .toBuffer();
    const tagged = await sharp(png).withIccProfile('p3').png().toBuffer();
    const { icc } = await sharp(tagged).metadata();
    const byProfile = await convertByProfile(row(3, ...colours), icc ?? Buffer.alloc(0));
    for (const [at, sample] of inSrgb(colourSpaceOf(P3, AS_SRGB), ...colours).entries()) {
      expect(Math.abs(sample - (byProfile.data[at] ?? 0))).toBeLessThanOrEqual(2);
    }
  });

  test.each([
    ['Display P3', colourSpaceOf(P3, AS_SRGB)],
    ['Adobe RGB', adobeRgb],
    ['BT.2020 with a gamma', colourSpaceOf(BT2020, GAMMA_22)],
    ['film, whose white is another', colourSpaceOf(8, AS_SRGB)],
    ['linear light', colourSpaceOf(BT2020, LINEAR)],
    ['PQ', colourSpaceOf(BT2020, PQ)],
    ['HLG', colourSpaceOf(BT2020, HLG)],
  ])('the conversion of %s keeps grey neutral, and is monotonic', (_what, space) => {
    let before = -1;
    for (let level = 0; level < 256; level += 5) {
      const [r = 0, g = 0, b = 0] = inSrgb(space, level, level, level);
      expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThanOrEqual(1);
      expect(g).toBeGreaterThanOrEqual(before);
      before = g;
    }
    expect(before).toBeGreaterThan(250);
  });

  test('unknown colour codes count as sRGB', () => {
    expect(inSrgb(colourSpaceOf(UNKNOWN, UNKNOWN), 193, 76, 48)).toEqual([193, 76, 48]);
    expect(inSrgb(colourSpaceOf(200, 200), 193, 76, 48)).toEqual([193, 76, 48]);
  });

  test('the conversion keeps transparency', () => {
    const pixels = row(4, 180, 84, 59, 7, 180, 84, 59, 200);
    convertToSrgb(pixels, colourSpaceOf(P3, AS_SRGB));
    expect([pixels.data[3], pixels.data[7]]).toEqual([7, 200]);
  });

  test('a grey profile gives RGB, and keeps transparency', async () => {
    const { icc = Buffer.alloc(0) } = await sharp(photo('marie-curie-small.jpg')).metadata();
    const opaque = await convertByProfile(row(1, 0, 130, 255), icc);
    expect(opaque.info.channels).toBe(3);
    expect([...opaque.data]).toEqual([0, 0, 0, 131, 131, 131, 255, 255, 255]);
    const clear = await convertByProfile(row(2, 0, 255, 130, 9, 255, 0), icc);
    expect([...clear.data]).toEqual([0, 0, 0, 255, 131, 131, 131, 9, 255, 255, 255, 0]);
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['nonsense', Buffer.from('nonsense '.repeat(40))],
  ])('a profile that is %s changes nothing', async (_what, icc) => {
    expect([...(await convertByProfile(row(3, 180, 84, 59), icc)).data]).toEqual([180, 84, 59]);
  });
});

describe('a PNG', async () => {
  const plain = await flag(40, 30).png().toBuffer();
  const codes = chunk('cICP', Buffer.from([P3, AS_SRGB, 0, 1]));
  const linear = chunk('gAMA', Buffer.from([0, 1, 0x86, 0xa0]));
  const gammaOfSrgb = chunk('gAMA', Buffer.from([0, 0, 0xb1, 0x8f]));
  const isSrgb = chunk('sRGB', Buffer.from([0]));
  const shown = (hasProfile: boolean, ...chunks: readonly Buffer[]) => {
    const space = readPngColours(inserted(plain, 33, ...chunks), hasProfile);
    return space && inSrgb(space, 180, 84, 59);
  };

  test('the first valid colour chunk of a PNG applies', () => {
    expect(shown(false)).toBeUndefined();
    expect(shown(false, gammaOfSrgb)).toEqual([180, 84, 59]);
    expect(shown(false, linear)?.[0]).toBeGreaterThan(210);
    expect(shown(false, linear, isSrgb)).toBeUndefined();
    expect(shown(true, linear)).toBeUndefined();
    const byCodes = shown(true, linear, isSrgb, codes);
    expect(byCodes?.[0]).toBeGreaterThan(190);
    expect(byCodes?.[1]).toBeLessThan(80);
  });

  test('a PNG with video colour codes is read by its other chunks', () => {
    expect(shown(false, chunk('cICP', Buffer.from([P3, AS_SRGB, 0, 0])))).toBeUndefined();
    expect(shown(false, chunk('cICP', Buffer.from([P3, AS_SRGB, 1, 1])))).toBeUndefined();
  });
});

describe('codes in a HEIF file', () => {
  test('the codes of a HEIF file are those of its primary item', () => {
    const space = readNclx(fixture('p3-nclx.avif'));
    expect(space).toEqual(colourSpaceOf(P3, AS_SRGB));
    expect(readNclx(withNclx(fixture('p3-nclx.avif'), BT2020, PQ))).toEqual(colourSpaceOf(BT2020, PQ));
  });

  test('the search for codes ends, wherever the file ends and whatever any byte is', () => {
    const whole = fixture('p3-nclx.avif').subarray(0, 400);
    for (let at = 0; at < whole.length; at += 1) {
      expect(() => readNclx(whole.subarray(0, at))).not.toThrow();
      for (const value of [0, 1, 0x7f, 0xff]) {
        const spoilt = Buffer.from(whole);
        spoilt[at] = value;
        expect(() => readNclx(spoilt)).not.toThrow();
      }
    }
  });
});

test('invalid EXIF says nothing about colours', () => {
  expect(isAdobeRgb(Buffer.alloc(0))).toBe(false);
  expect(isAdobeRgb(Buffer.from('Exif\0\0nonsense, and more of it'))).toBe(false);
});
