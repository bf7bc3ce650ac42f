import { readFile } from 'node:fs/promises';
import { fromPixels } from '../codecs/encode-picture.ts';
import type { Pixels } from '../codecs/pixels.ts';
import { DETECTOR_SIDE, mergeFaceBoxes, readFaceBoxes } from './face-boxes.ts';
import type { FaceBox } from './face-boxes.ts';
import { readModel } from './model-file.ts';
import { compileKernels } from './network/kernels.ts';
import { createNetwork } from './network/network.ts';
import type { Network } from './network/network.ts';
import { viewsOf } from './views.ts';
import type { View } from './views.ts';

/** What was found in a picture, in its pixels. */
export interface FoundFaces {
  /** From left to right; whole pixels, inside the picture. */
  readonly faces: FaceBox[];
  /** There is none as the picture stands, but probably one when it is turned. */
  readonly sideways: boolean;
}

/** Finds the faces in a picture of RGB pixels. */
export type FaceFinder = (picture: Pixels) => Promise<FoundFaces>;

const MODEL = new URL('./model/face_detection_full_range.tflite', import.meta.url);

/** Measured on 69 photos: from .3 to .5 all main faces are found, and none where there is none. */
const LEAST_SCORE = 0.4;
/** Turned pictures without faces deceive the detector more often. */
const LEAST_SCORE_TURNED = 0.6;
/** Pixels on the short side of what the detector's squares are cut from. */
const WORKING_SIDE = 400;

/** Makes a face finder; the model is loaded for the first picture. */
export function createFaceFinder(): FaceFinder {
  let loading: Promise<Network> | undefined;

  return async (picture) => {
    loading ??= loadNetwork();
    const network = await loading;
    const small = await shrink(picture);
    const scale = picture.info.width / small.info.width;
    const boxes: FaceBox[] = [];
    for (const view of viewsOf(small.info.width, small.info.height)) {
      const inView = await look(network, small, view, LEAST_SCORE);
      boxes.push(...inView.filter((box) => isWhole(box, view, small)));
    }
    const faces = mergeFaceBoxes(boxes)
      .map((box) => inPixels(box, scale, picture))
      .filter(({ width, height }) => width > 0 && height > 0)
      .sort((a, b) => a.x - b.x);
    return { faces, sideways: faces.length === 0 && (await isSideways(network, small)) };
  };
}

async function loadNetwork(): Promise<Network> {
  const [file, kernels] = await Promise.all([readFile(MODEL), compileKernels()]);
  return createNetwork(readModel(file), kernels);
}

async function shrink(picture: Pixels): Promise<Pixels> {
  return await fromPixels(picture)
    .resize({ width: WORKING_SIDE, height: WORKING_SIDE, fit: 'outside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
}

/** Shows the detector one view, letterboxed; the boxes are in the pixels of the picture. */
async function look(network: Network, picture: Pixels, view: View, leastScore: number): Promise<FaceBox[]> {
  const square = await fromPixels(picture)
    .extract(view)
    .resize({ width: DETECTOR_SIDE, height: DETECTOR_SIDE, fit: 'contain', background: '#000', kernel: 'linear' })
    .raw()
    .toBuffer();
  // From here to the boxes nothing waits: the network is shared by the jobs.
  network.input.set(square);
  const [numbers, scores] = network.run();
  if (!numbers || !scores) throw new Error('model: an output is missing');
  const scale = Math.max(view.width, view.height) / DETECTOR_SIDE;
  const left = view.left - (DETECTOR_SIDE * scale - view.width) / 2;
  const top = view.top - (DETECTOR_SIDE * scale - view.height) / 2;
  return readFaceBoxes(numbers, scores, leastScore).map((box) => ({
    x: left + box.x * scale,
    y: top + box.y * scale,
    width: box.width * scale,
    height: box.height * scale,
    score: box.score,
  }));
}

/** Not cut by an inner edge of the view: what is, is seen whole in another view. */
function isWhole({ x, y, width, height }: FaceBox, view: View, { info }: Pixels): boolean {
  const right = view.left + view.width;
  const bottom = view.top + view.height;
  return (
    (view.left === 0 || x > view.left) &&
    (view.top === 0 || y > view.top) &&
    (right === info.width || x + width < right) &&
    (bottom === info.height || y + height < bottom)
  );
}

function inPixels(box: FaceBox, scale: number, { info }: Pixels): FaceBox {
  const within = (value: number, most: number) => Math.max(0, Math.min(most, Math.round(value * scale)));
  const x = within(box.x, info.width);
  const y = within(box.y, info.height);
  return {
    x,
    y,
    width: within(box.x + box.width, info.width) - x,
    height: within(box.y + box.height, info.height) - y,
    score: box.score,
  };
}

async function isSideways(network: Network, picture: Pixels): Promise<boolean> {
  for (const angle of [90, 270, 180]) {
    const turned = await fromPixels(picture).rotate(angle).raw().toBuffer({ resolveWithObject: true });
    const whole = { left: 0, top: 0, width: turned.info.width, height: turned.info.height };
    if ((await look(network, turned, whole, LEAST_SCORE_TURNED)).length > 0) return true;
  }
  return false;
}
