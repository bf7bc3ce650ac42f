// What the endpoint takes; measured or read of its siblings where it does not say so itself.

/** Longest side in pixels: its siblings refuse more than 2000. */
export const LONGEST_SIDE = 2000;
/** Shortest side in pixels (`ImageResolutionTooSmall`). */
export const SHORTEST_SIDE = 64;
/** Its upstream takes 5 MB of base64; 3.7 MB stays under it in either meaning of MB. */
export const MOST_BYTES = 3_700_000;
