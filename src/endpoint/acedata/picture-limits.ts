import type { PictureLimits } from '../aging-endpoint.ts';

/** AceData publishes none of these: they are those of Tencent, which it calls. */
export const PICTURE_LIMITS: PictureLimits = {
  /** Not stated for this call; Tencent's similar calls refuse more (`ImageResolutionExceed`). */
  maxSide: 2000,
  /** `ImageResolutionTooSmall`. */
  minSide: 64,
  /** Tencent takes 5 MB of base64 (cloud.tencent.com/document/api/1202/41968); this is less in either meaning of MB. */
  maxBytes: 3_700_000,
};
