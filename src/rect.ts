/** A rectangle in pixels, from the top left corner of the picture it belongs to. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
