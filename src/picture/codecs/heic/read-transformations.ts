import { fourcc } from './libheif.ts';
import type { Caller } from './libheif.ts';

/** How a stored picture is shown. Applied in this order. */
export type Transformation =
  | {
      readonly kind: 'crop';
      readonly left: number;
      readonly top: number;
      readonly right: number;
      readonly bottom: number;
    }
  | { readonly kind: 'turn'; readonly counterclockwise: number }
  | { readonly kind: 'mirror'; readonly axis: 'vertical' | 'horizontal' };

/** Most transformations that are read. */
const TRANSFORMATIONS = 16;

/** Reads the transformations of an item of this size. */
export function readTransformations(
  { heif, int }: Caller,
  context: number,
  item: number,
  size: { readonly width: number; readonly height: number },
): Transformation[] {
  const ids = heif._malloc(4 * TRANSFORMATIONS);
  const count = heif._heif_item_get_transformation_properties(context, item, ids, TRANSFORMATIONS);
  const found: Transformation[] = [];
  let { width, height } = size;
  for (let index = 0; index < count; index++) {
    const property = int(ids + 4 * index);
    const type = heif._heif_item_get_property_type(context, item, property);
    if (type === fourcc('irot')) {
      const counterclockwise = heif._heif_item_get_property_transform_rotation_ccw(context, item, property);
      if (counterclockwise % 180 !== 0) [width, height] = [height, width];
      found.push({ kind: 'turn', counterclockwise });
    } else if (type === fourcc('imir')) {
      const direction = heif._heif_item_get_property_transform_mirror(context, item, property);
      found.push({ kind: 'mirror', axis: direction === 0 ? 'vertical' : 'horizontal' });
    } else if (type === fourcc('clap')) {
      const at = heif._malloc(16);
      const sides = [at, at + 4, at + 8, at + 12] as const;
      heif._heif_item_get_property_transform_crop_borders(context, item, property, width, height, ...sides);
      const [left, top, right, bottom] = [int(at), int(at + 4), int(at + 8), int(at + 12)].map((side) =>
        Math.max(0, side),
      ) as [number, number, number, number];
      width -= left + right;
      height -= top + bottom;
      found.push({ kind: 'crop', left, top, right, bottom });
    }
  }
  return found;
}
