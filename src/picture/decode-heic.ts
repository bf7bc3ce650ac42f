import { ExplainedError } from '../i18n/explained-error.ts';

/** The pixels of a HEIC picture as it is to be seen: libheif has applied turns and crops. */
export interface HeicPixels {
  /** RGBA, 8 bits each. */
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/**
 * Decodes the main image of a HEIC file; that is the first one in what phones and cameras write.
 * The decoder is loaded for the first such file only: it takes 10 MB.
 * @throws ExplainedError `picture_too_many_pixels`, before anything is decoded; `picture_damaged`
 */
export async function decodeHeic(bytes: Uint8Array, mostPixels: number): Promise<HeicPixels> {
  const { default: decoder } = await import('heic-decode');
  try {
    const images = await decoder.all({ buffer: bytes });
    try {
      const [main] = images;
      if (!main) throw new ExplainedError('picture_damaged');
      if (main.width * main.height > mostPixels) throw new ExplainedError('picture_too_many_pixels');
      return await main.decode();
    } finally {
      images.dispose();
    }
  } catch (error) {
    if (error instanceof ExplainedError) throw error;
    throw new ExplainedError('picture_damaged', {}, { cause: error });
  }
}
