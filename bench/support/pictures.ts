import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

const make = {
  /** 512 x 600, a JPEG of 60 KB. */
  small: portrait,
  /** The same as the endpoint might make it, with nothing but the picture in it. */
  aged: () => portraitOf(512, 600, 85),
  /** 1080 x 1350, a JPEG of about 200 KB. */
  middle: () => portraitOf(1080, 1350, 84),
  /** 12 megapixels, stored on its side as phones do. */
  phone: async () => {
    const upright = await sharp(await portraitOf(3024, 4032, 100))
      .composite([{ input: await grain(3024, 4032, 8), blend: 'overlay' }])
      .toBuffer();
    return await sharp(upright).rotate(270).withMetadata({ orientation: 6 }).jpeg({ quality: 90 }).toBuffer();
  },
  /** What the endpoint makes of it. */
  prepared: () => portraitOf(1500, 2000, 85),
  /** 835 x 1175, a JPEG. */
  odd: () => portraitOf(835, 1175, 85),
  /** 512 x 512, a PNG. */
  png: async () =>
    await sharp(await portrait())
      .resize(512, 512)
      .png()
      .toBuffer(),
  /** 1080 x 1266, a JPEG of 1 MB. */
  megabyte: async () =>
    await sharp(await portraitOf(1080, 1266, 100))
      .composite([{ input: await grain(1080, 1266, 30), blend: 'overlay' }])
      .jpeg({ quality: 98 })
      .toBuffer(),
  /** A PNG of 8 MB: a face amid noise, which does not compress, so that most pixels take as many bytes as they have colours. */
  heavy: async () => {
    const [width, height] = [2000, 1440];
    return await sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
      .composite([{ input: await portraitOf(1080, 1266, 85) }])
      .png()
      .toBuffer();
  },
  /** A PNG of 49 megapixels in few bytes. */
  longDecode: async () =>
    await sharp({ create: { width: 7000, height: 7000, channels: 3, background: 'grey' } })
      .png({ compressionLevel: 9, adaptiveFiltering: true })
      .toBuffer(),
  /** A PNG with 500 texts, each of which inflates to 4 MB. */
  textBombs: async () => {
    const png = await sharp(await portrait())
      .png()
      .toBuffer();
    const text = Buffer.concat([Buffer.from('zTXtx\0\0'), deflateSync(Buffer.alloc(4 * 1024 * 1024))]);
    const chunk = Buffer.alloc(8 + text.length);
    chunk.writeUInt32BE(text.length - 4);
    text.copy(chunk, 4);
    chunk.writeUInt32BE(crc32(text), 4 + text.length);
    return Buffer.concat([
      png.subarray(0, PNG_HEADER),
      ...Array.from({ length: 500 }, () => chunk),
      png.subarray(PNG_HEADER),
    ]);
  },
};

/** The signature and the first chunk of a PNG, in bytes. */
const PNG_HEADER = 33;

/** Pictures of one face. */
export type PictureName = keyof typeof make;

export async function makePictures(names: readonly PictureName[]): Promise<ReadonlyMap<PictureName, Buffer>> {
  return new Map(await Promise.all(names.map(async (name) => [name, await make[name]()] as const)));
}

function portrait(): Promise<Buffer> {
  return readFile(new URL('../../test/photos/grace-hopper.jpg', import.meta.url));
}

async function portraitOf(width: number, height: number, quality: number): Promise<Buffer> {
  return await sharp(await portrait())
    .resize(width, height, { fit: 'cover' })
    .jpeg({ quality })
    .toBuffer();
}

async function grain(width: number, height: number, sigma: number): Promise<Buffer> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma };
  return await sharp({ create: { width, height, channels: 3, background: '#808080', noise } })
    .png()
    .toBuffer();
}
