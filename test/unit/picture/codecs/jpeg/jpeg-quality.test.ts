import { expect, test } from 'vitest';
import { jpegQuality } from '../../../../../src/picture/codecs/jpeg/jpeg-quality.ts';
import { flag, inserted, photo } from '../../make-pictures.ts';

const QUANTIZATION_TABLE = Buffer.from([0xff, 0xdb]);

test.each([20, 50, 75, 84, 90, 95, 100])('quality %i is read from a JPEG', async (quality) => {
  const bytes = await flag(64, 64).jpeg({ quality }).toBuffer();
  expect(Math.abs((jpegQuality(bytes) ?? NaN) - quality)).toBeLessThanOrEqual(1);
});

test('a JPEG of an encoder with other tables has a quality too', async () => {
  const quality = jpegQuality(await flag(64, 64).jpeg({ quality: 90, mozjpeg: true }).toBuffer());
  expect(quality).toBeGreaterThan(80);
  expect(quality).toBeLessThan(97);
});

test('a file without an 8-bit table has no quality', async () => {
  const bytes = photo('grace-hopper.jpg');
  const table = bytes.indexOf(QUANTIZATION_TABLE);
  const of16Bits = Buffer.from(bytes).fill(0x10, table + 4, table + 5);
  for (const other of [
    of16Bits,
    bytes.subarray(0, table + 20),
    bytes.subarray(0, 2),
    Buffer.alloc(0),
    inserted(bytes, 2, Buffer.from([0xff, 0xe0, 0, 0])),
  ]) {
    expect(jpegQuality(other)).toBeUndefined();
  }
});

test('the search ends within the file, whatever any byte of the header is', () => {
  const whole = photo('grace-hopper.jpg').subarray(0, 700);
  for (let at = 2; at < whole.length; at += 1) {
    for (const value of [0, 1, 0x7f, 0xff]) {
      const spoilt = Buffer.from(whole);
      spoilt[at] = value;
      expect(() => jpegQuality(spoilt)).not.toThrow();
    }
  }
});
