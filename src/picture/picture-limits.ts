/** What the endpoint accepts; sides in pixels. */
export interface PictureLimits {
  readonly maxSide: number;
  readonly minSide: number;
  readonly maxBytes: number;
}

/**
 * Memory of one picture process, in bytes. One that uses more is ended. docs/operating.md names it.
 */
export const PICTURE_PROCESS_BYTES = 1024 * 1024 * 1024;

/** Of this, what a process needs before it has a picture. Measured: 122 MiB with a photo of half a megapixel. */
const AT_REST_BYTES = 128 * 1024 * 1024;

/** Most memory that pictures that are open at the same time may need together, in bytes. */
export const MOST_NEEDED_BYTES = PICTURE_PROCESS_BYTES - AT_REST_BYTES;
