/** Fixed bounds of what can be asked for. They come from the endpoint and from Discord; no setting widens them. */

/**
 * Ages in whole years that the endpoint makes.
 *
 * @see https://cloud.tencent.com/document/api/1202/41968 `AgeInfos.Age`
 */
export const MIN_AGE = 10;
export const MAX_AGE = 80;

/** How many years the buttons under an answer add or take. */
export const STEP_YEARS = 10;

/** Faces of this age and above may be made everywhere. Younger ones are refused in age-restricted places. */
export const ADULT_AGE = 18;

/**
 * Faces that one call of the endpoint can change.
 *
 * @see https://cloud.tencent.com/document/api/1202/41968 `AgeInfos`: "up to 3 faces in one image"
 */
export const MAX_FACES = 3;

/** Bytes of one picture file. The endpoint's own documentation gives 25 MB as the largest file that it fetches. */
export const MAX_FILE_BYTES = 25 * 1024 * 1024;

/**
 * Pixels of a picture's shorter side (`FailedOperation.ImageResolutionTooSmall`).
 *
 * @see https://cloud.tencent.com/document/api/1202/41968
 */
export const MIN_SIDE = 64;

/** Largest picture that this bot decodes: a 48-megapixel phone photo fits, and memory stays bounded. */
export const MAX_PIXELS = 50_000_000;

/**
 * Bytes of a file that an ordinary message may have everywhere: only an answer to an interaction may have a larger one,
 * by the person's subscription or the server's boosts.
 *
 * @see https://discord.com/developers/docs/reference#uploading-files
 */
export const ORDINARY_UPLOAD_BYTES = 10 * 1024 * 1024;

/** For how long an interaction can wait for its first response, in ms. */
export interface FirstResponseTimes {
  /** From when it was made to the decision on its request: the response needs some time to arrive. */
  readonly decideMs: number;
  /** For sending the response. */
  readonly sendMs: number;
  /** From when it was made until a response whose outcome is unknown can no longer be accepted. */
  readonly acceptMs: number;
  /** From when it was made until it isn't read any more, if the gateway sends it again after an interruption. */
  readonly replayMs: number;
}

/**
 * Discord waits 3 s. After that, the interaction has failed for the person anyway. The clocks of Discord and of this
 * machine may differ.
 *
 * @see https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback
 */
export const FIRST_RESPONSE: FirstResponseTimes = { decideMs: 2500, sendMs: 2500, acceptMs: 4000, replayMs: 5000 };
