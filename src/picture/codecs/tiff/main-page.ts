import type { TiffDirectory, TiffFile } from './read-tiff.ts';

const NEW_SUBFILE_TYPE = 254;
const SUBFILE_TYPE = 255;
const WIDTH = 256;
const HEIGHT = 257;
const SUB_IFDS = 330;
/** Bits of `NewSubfileType`: a smaller version of another image; a mask for another image. */
const REDUCED = 1;
const MASK = 4;
/** The value of the older `SubfileType` for a smaller version. */
const OLD_REDUCED = 2;

/** Position of an image in a TIFF: a page, or a subdirectory of the first page. Both indexes start at 0. */
export type TiffPlace = { readonly page: number } | { readonly subifd: number };

/**
 * Finds the main image of a TIFF: the first one that isn't marked as a smaller version or a mask of another. If all are
 * marked, it is the largest one.
 */
export function mainPage({ pages, children }: TiffFile): TiffPlace {
  const [first] = pages;
  const places: (readonly [place: TiffPlace, directory: TiffDirectory])[] = [
    ...pages.map((directory, page) => [{ page }, directory] as const),
    ...(first ? children(first, SUB_IFDS) : []).map((directory, subifd) => [{ subifd }, directory] as const),
  ];
  const [main] = places.find(([, directory]) => !isSecondary(directory)) ?? [];
  if (main) return main;
  const [largest] = places.sort(([, one], [, other]) => pixelsOf(other) - pixelsOf(one));
  return largest?.[0] ?? { page: 0 };
}

function isSecondary(directory: TiffDirectory): boolean {
  const [type = 0] = directory.numbers(NEW_SUBFILE_TYPE);
  const [oldType] = directory.numbers(SUBFILE_TYPE);
  return (type & (REDUCED | MASK)) !== 0 || oldType === OLD_REDUCED;
}

function pixelsOf(directory: TiffDirectory): number {
  const [width = 0] = directory.numbers(WIDTH);
  const [height = 0] = directory.numbers(HEIGHT);
  return width * height;
}
