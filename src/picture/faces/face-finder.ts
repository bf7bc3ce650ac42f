import { readFile } from 'node:fs/promises';
import type { Rect } from '../../rect.ts';
import { sourcePath } from '../../root.ts';
import { quarterTurn, squareOf } from './detector-square.ts';
import type { Viewable } from './detector-square.ts';
import { mergeFaceBoxes, readFaceBoxes } from './face-boxes.ts';
import type { FaceBox } from './face-boxes.ts';
import { readModel } from './model-file.ts';
import { compileKernels } from './network/kernels.ts';
import { createNetwork } from './network/network.ts';
import type { Network } from './network/network.ts';
import { viewsOf } from './views.ts';

/** The faces found in a picture, in its pixels. */
export interface FoundFaces {
  /** From left to right. Whole pixels inside the picture. */
  readonly faces: FaceBox[];
  /** There is no face in the picture as it is, but probably one if it is turned. */
  readonly sideways: boolean;
}

/** Finds the faces in a picture. */
export type FaceFinder = (picture: Viewable) => Promise<FoundFaces>;

const MODEL = sourcePath('picture/faces/model/face_detection_full_range.tflite');

/** Measured on 69 photos: values from 0.3 to 0.5 find all main faces, and none where there is none. */
const LEAST_SCORE = 0.4;
/** The detector is wrong more often in turned pictures without faces. */
const LEAST_SCORE_TURNED = 0.6;

/** Loads the face detector. */
export async function loadFaceFinder(): Promise<FaceFinder> {
  const [file, kernels] = await Promise.all([readFile(MODEL), compileKernels()]);
  const network = createNetwork(readModel(file), kernels);

  return async (picture) => {
    const { width, height } = picture;
    const boxes: FaceBox[] = [];
    let whole: Uint8Array | undefined;
    for (const view of viewsOf(width, height)) {
      const square = await squareOf(picture, view);
      whole ??= square.pixels;
      const inView = detect(network, square.pixels, LEAST_SCORE);
      const inPicture = inView.map((box) => ({ ...square.toPicture(box), score: box.score }));
      boxes.push(...inPicture.filter((box) => isWhole(box, view, picture)));
    }
    const faces = mergeFaceBoxes(boxes)
      .map((box) => inPixels(box, picture))
      .filter((box) => box.width > 0 && box.height > 0)
      .sort((a, b) => a.x - b.x);
    return { faces, sideways: faces.length === 0 && whole !== undefined && isSideways(network, whole) };
  };
}

/** Boxes in the pixels of the square. */
function detect(network: Network, square: Uint8Array, leastScore: number): FaceBox[] {
  network.input.set(square);
  const [numbers, scores] = network.run();
  if (!numbers || !scores) throw new Error('model: an output is missing');
  return readFaceBoxes(numbers, scores, leastScore);
}

/** Whether the box isn't cut by an inner edge of the view. A cut face is seen whole in another view. */
function isWhole({ x, y, width, height }: Rect, view: Rect, picture: Viewable): boolean {
  const right = view.x + view.width;
  const bottom = view.y + view.height;
  return (
    (view.x === 0 || x > view.x) &&
    (view.y === 0 || y > view.y) &&
    (right === picture.width || x + width < right) &&
    (bottom === picture.height || y + height < bottom)
  );
}

function inPixels(box: FaceBox, picture: Viewable): FaceBox {
  const x = within(box.x, picture.width);
  const y = within(box.y, picture.height);
  return {
    x,
    y,
    width: within(box.x + box.width, picture.width) - x,
    height: within(box.y + box.height, picture.height) - y,
    score: box.score,
  };
}

function within(value: number, most: number): number {
  return Math.max(0, Math.min(most, Math.round(value)));
}

/** Checks the square of the whole picture in the other three orientations. */
function isSideways(network: Network, square: Uint8Array): boolean {
  let turned = square;
  for (let quarters = 1; quarters <= 3; quarters++) {
    turned = quarterTurn(turned);
    if (detect(network, turned, LEAST_SCORE_TURNED).length > 0) return true;
  }
  return false;
}
