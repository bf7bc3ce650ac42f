import { ExplainedError } from '../../i18n/explained-error.ts';
import type { Rect } from '../../rect.ts';
import { decodePixels } from '../codecs/decode-pixels.ts';
import { encodeJpegWithin } from '../codecs/encode-picture.ts';
import { openPicture } from '../codecs/open-picture.ts';
import { originXmp } from '../codecs/origin/origin-xmp.ts';
import type { Pixels } from '../codecs/pixels.ts';
import { drawCaption } from '../drawing/plate.ts';
import { viewable } from '../faces/detector-square.ts';
import { loadFaceFinder } from '../faces/face-finder.ts';
import type { FaceFinder } from '../faces/face-finder.ts';
import type { Timeline } from '../process/operations.ts';
import { encodeAnimation } from './animation.ts';
import { createCanvas, cutOut, place } from './canvas.ts';
import type { SignedPicture } from './canvas.ts';
import { plateHeight } from './chat-size.ts';
import { followFaces, sameWindow, subjectOf, windowAround } from './face-windows.ts';
import type { Subject } from './face-windows.ts';
import { drawOriginMark } from './origin-mark.ts';
import { arrangeTiles, between, layOutTiles, TALLEST, WIDEST } from './tile-layout.ts';
import type { Grid } from './tile-layout.ts';

interface TimelineInput {
  /** The photo, and the changed pictures of it, without marks. */
  readonly pictures: readonly SignedPicture[];
  /** The faces that were changed, in pixels of the photo. None: its largest face. */
  readonly faces: readonly Rect[];
  /** Whether to look for faces. If not, and none are given, everything is shown. */
  readonly findFaces: boolean;
  /** Whether the whole has a mark in its corner. */
  readonly mark: boolean;
  /** Most bytes of the grid. */
  readonly maxBytes: number;
}

/** The shorter side of tiles, and the longer side of the animation, in pixels. Smaller sources are not enlarged much. */
const TILE = { least: 320, most: 448 };
const FRAME = { least: 360, most: 720 };

/** Returns `composeTimeline`, which loads the face detector when it first needs it. */
export async function createTimelines(): Promise<(input: TimelineInput) => Promise<Timeline>> {
  let finder: Promise<FaceFinder> | undefined;
  const find = async (picture: Pixels) => (await (await (finder ??= loadFaceFinder()))(viewable(picture))).faces;
  return (input) => composeTimeline(input, input.findFaces ? find : async () => []);
}

/**
 * Shows a photo and changed pictures of it around the faces that were changed, as a grid and as an animation. The faces
 * are at the same place and of the same size in each tile.
 * @throws ExplainedError `picture_damaged`, `picture_too_many_pixels`, `result_too_heavy`
 */
async function composeTimeline(input: TimelineInput, find: Find): Promise<Timeline> {
  let view: View | undefined;
  const tiles: Pixels[] = [];
  const frames: Pixels[] = [];
  // One at a time, because decoding all of them at once would take a lot of memory.
  for (const picture of input.pictures) {
    const pixels = await decodePixels(await openPicture(picture.bytes, picture.format));
    const found = await find(pixels);
    view ??= viewOf(pixels, input, found);
    const { photo, subject, grid, frame } = view;
    const box = followFaces(subject, photo, pixels.info, found);
    const cut = async (window: Rect, { width, height }: Size) =>
      await cutOut(pixels, sameWindow(window, subject.box, box), width, height);
    tiles.push(await cut(view.tileWindow, grid.tiles[0] ?? frame));
    frames.push(await cut(view.frameWindow, frame));
  }
  if (!view) throw new Error('a timeline of no pictures');
  const grid = join(tiles, view.grid);
  const frame = { x: 0, y: 0, ...view.frame };
  input.pictures.forEach(({ sign }, index) => {
    const [tile, pixels] = [view.grid.tiles[index], frames[index]];
    if (tile) drawCaption(grid, sign, tile, plateHeight(grid.info, tile));
    if (pixels) drawCaption(pixels, sign, frame, plateHeight(frame));
  });
  if (input.mark) {
    drawOriginMark(grid, view.grid.tiles.at(-1));
    // In the animation the mark stays: one that came and went would flicker.
    for (const pixels of frames) drawOriginMark(pixels);
  }
  const encoded = await encodeJpegWithin(grid, input.maxBytes, { xmp: originXmp });
  if (!encoded) throw new ExplainedError('result_too_heavy');
  return { grid: encoded, animation: await encodeAnimation(frames) };
}

type Find = (picture: Pixels) => Promise<readonly Rect[]>;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What all pictures of a timeline have in common. Windows are in pixels of the photo. */
interface View {
  readonly photo: Size;
  readonly subject: Subject;
  readonly grid: Grid;
  readonly tileWindow: Rect;
  readonly frame: Size;
  readonly frameWindow: Rect;
}

function viewOf({ info: photo }: Pixels, { pictures, faces: chosen }: TimelineInput, found: readonly Rect[]): View {
  const subject = subjectOf(photo, chosen, found);
  const { around } = subject;
  const shape = around.width / around.height;
  const arrangement = arrangeTiles(pictures.length, shape);
  const tileWindow = windowAround(subject, arrangement.shape, photo);
  const shorterSide = between(TILE.least, Math.min(tileWindow.width, tileWindow.height), TILE.most);
  const frameWindow = windowAround(subject, between(TALLEST, shape, WIDEST), photo);
  const longerSide = Math.max(frameWindow.width, frameWindow.height);
  const scale = between(FRAME.least, longerSide, FRAME.most) / longerSide;
  return {
    photo,
    subject,
    grid: layOutTiles(pictures.length, arrangement, Math.round(shorterSide)),
    tileWindow,
    frame: { width: Math.round(frameWindow.width * scale), height: Math.round(frameWindow.height * scale) },
    frameWindow,
  };
}

function join(tiles: readonly Pixels[], { width, height, tiles: places }: Grid): Pixels {
  const canvas = createCanvas(width, height);
  tiles.forEach((tile, index) => place(canvas, tile, places[index]?.x ?? 0, places[index]?.y ?? 0));
  return canvas;
}
