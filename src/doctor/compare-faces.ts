import sharp from 'sharp';
import type { Rect } from '../rect.ts';

/** A face counts as changed from this mean difference of a channel on. JPEG noise is below 3. */
const CHANGED = 4;

/** How much two faces changed, from 0 to 255, where only the asked one should have. */
export interface FaceChanges {
  readonly asked: number;
  readonly other: number;
}

/** Whether the endpoint changed the asked face only. */
export function honoursRegions({ asked, other }: FaceChanges): boolean {
  return asked >= CHANGED && other < CHANGED;
}

/** Compares two faces before and after. The pictures may differ in size. */
export async function compareFaces(
  before: Uint8Array,
  after: Uint8Array,
  faces: { readonly asked: Rect; readonly other: Rect },
): Promise<FaceChanges> {
  return {
    asked: await difference(before, after, faces.asked),
    other: await difference(before, after, faces.other),
  };
}

async function difference(before: Uint8Array, after: Uint8Array, { x, y, width, height }: Rect): Promise<number> {
  const full = await sharp(before).metadata();
  const pixels = async (bytes: Uint8Array) =>
    await sharp(bytes)
      .resize(full.width, full.height, { fit: 'fill' })
      .extract({ left: x, top: y, width, height })
      .removeAlpha()
      .raw()
      .toBuffer();
  const [one, other] = await Promise.all([pixels(before), pixels(after)]);
  return one.reduce((sum, value, index) => sum + Math.abs(value - (other[index] ?? 0)), 0) / one.length;
}
