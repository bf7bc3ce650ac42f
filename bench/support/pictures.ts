import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';

/** `small` and `photo`: JPEGs of one face that need no preparation. `megabyte`: the same of 1 MB. `heavy`: a PNG of 8 MB. */
export type PictureName = 'small' | 'photo' | 'megabyte' | 'heavy';

const make: Readonly<Record<PictureName, () => Promise<Buffer>>> = {
  small: portrait,
  photo: async () =>
    await sharp(await portrait())
      .resize(1080, 1266)
      .jpeg({ quality: 85 })
      .toBuffer(),
  async megabyte() {
    const grain = { width: 1080, height: 1266, channels: 3 as const };
    const noise = await sharp({
      create: { ...grain, background: '#808080', noise: { type: 'gaussian', mean: 128, sigma: 30 } },
    })
      .png()
      .toBuffer();
    return await sharp(await portrait())
      .resize(1080, 1266)
      .composite([{ input: noise, blend: 'overlay' }])
      .jpeg({ quality: 98 })
      .toBuffer();
  },
  /** A face amid noise, which does not compress, so that most pixels take as many bytes as they have colours. */
  async heavy() {
    const [width, height] = [2000, 1440];
    return await sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
      .composite([{ input: await make.photo() }])
      .png()
      .toBuffer();
  },
};

export async function makePictures(names: readonly PictureName[]): Promise<ReadonlyMap<PictureName, Buffer>> {
  return new Map(await Promise.all(names.map(async (name) => [name, await make[name]()] as const)));
}

function portrait(): Promise<Buffer> {
  return readFile(new URL('../../test/photos/grace-hopper.jpg', import.meta.url));
}
