/** Which pictures the endpoint accepts; passed in, since it depends on the vendor. */
export interface PictureLimits {
  /** Pixels of the longer side. */
  readonly maxSide: number;
  /** Pixels of the shorter side. */
  readonly minSide: number;
  /** Bytes of the file. */
  readonly maxBytes: number;
}
