/** What the endpoint accepts; sides in pixels. */
export interface PictureLimits {
  readonly maxSide: number;
  readonly minSide: number;
  readonly maxBytes: number;
}
