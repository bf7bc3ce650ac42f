import type { Rect } from '../../rect.ts';
import type { OpenedPicture } from './pictures.ts';

/** What the faces in a photo mean for the request. */
export type FaceChoice =
  | { readonly kind: 'one' }
  | { readonly kind: 'none' | 'sideways' | 'small' }
  | { readonly kind: 'several'; readonly faces: readonly Rect[] };

/** A face smaller than this part of the photo's longer side gives poor results, and the detector begins to miss it. */
const SMALLEST_PART = 0.06;
/** If all other faces are smaller than this part of the largest one's height, the largest one is used. */
const BACKGROUND_PART = 0.4;

/** Faces that one question can offer: a Discord menu has at most 25 options. */
const MOST_OFFERED = 25;

/** Decides whether it is clear which face is meant: the only one, or one that is much larger than all others. */
export function chooseFace({ faces = [], sideways, width, height }: OpenedPicture): FaceChoice {
  const largest = Math.max(0, ...faces.map((face) => face.height));
  if (largest === 0) return { kind: sideways ? 'sideways' : 'none' };
  const smallest = Math.max(width, height) * SMALLEST_PART;
  if (largest < smallest) return { kind: 'small' };
  const isClear = faces.filter((face) => face.height >= largest * BACKGROUND_PART).length === 1;
  const usable = faces.filter((face) => face.height >= smallest);
  return isClear || usable.length === 1 ? { kind: 'one' } : { kind: 'several', faces: usable.slice(0, MOST_OFFERED) };
}
