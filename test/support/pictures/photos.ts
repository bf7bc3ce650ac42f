import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { Upload } from 'discord-simulator';

async function photo(filename: string): Promise<Upload> {
  return { bytes: await readFile(new URL(`../../photos/${filename}`, import.meta.url)), filename };
}

/** Real photos, see `test/photos/LICENCES.md`. */
export const photos = {
  graceHopper: await photo('grace-hopper.jpg'),
  astronaut: await photo('astronaut.png'),
  marieCurie: await photo('marie-curie-small.jpg'),
  onItsSide: await photo('grace-hopper-exif6.jpg'),
  fourFaces: await photo('four-faces.jpg'),
  cat: await photo('no-face-cat.png'),
} as const;

/** A grey picture. A uniform picture has few bytes, however large it is. */
export async function greyPicture(width: number, height: number): Promise<Buffer> {
  const background = { r: 120, g: 120, b: 120 };
  return await sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer();
}
