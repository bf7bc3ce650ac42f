import type { Rect } from '../rect.ts';
import type { EndpointError } from './endpoint-error.ts';

/**
 * A service that changes the age of faces in a photo. One folder beside this file implements it for one vendor; nothing
 * else knows which vendor it is. Attempts, gate and breaker work with any implementation.
 */
export interface AgingEndpoint extends AsyncDisposable {
  /**
   * Makes one attempt, which is charged when it succeeds. It doesn't retry and doesn't wait for its turn.
   *
   * @param signal ends the attempt; it may still be charged
   * @param beforeSend called just before anything is sent; what it throws ends the attempt, which costs nothing then
   * @throws {EndpointError} for every failure, with a reason that says what to do about it (`POLICY` in `reasons.ts`),
   *   and with `outcome: 'unknown'` when the request was sent and no answer was read
   * @throws the signal's reason when that was aborted; what `beforeSend` throws
   */
  changeAge(request: ChangeAgeRequest, signal?: AbortSignal, beforeSend?: () => void): Promise<ChangedAge>;
  /**
   * Checks for free, and without anybody's photo, whether the endpoint can be reached and accepts the key.
   *
   * @returns what is wrong; undefined when the key was accepted
   * @throws the signal's reason when that was aborted
   */
  probe(signal?: AbortSignal): Promise<EndpointError | undefined>;
  /** Which pictures it accepts. The bot prepares every other picture. */
  readonly pictureLimits: PictureLimits;
  /**
   * Hosts (`host:port`) that results may be downloaded from although their address is private, such as a local
   * simulator. Results from public addresses are always downloaded.
   */
  readonly trustedResultHosts: ReadonlySet<string>;
}

export interface ChangeAgeRequest {
  /** Where the endpoint can download the picture: an upright JPEG or PNG within `pictureLimits`. */
  readonly imageUrl: string;
  /** One to three. Without a rectangle, the largest face is used. */
  readonly ages: readonly FaceAge[];
}

export interface FaceAge {
  /** In whole years. */
  readonly age: number;
  /** In whole pixels. */
  readonly faceRect?: Rect;
}

export interface ChangedAge {
  /** Where the result can be downloaded. The link may end soon, so it is downloaded at once. */
  readonly imageUrl: string;
  /** The id by which the vendor's support finds the call. */
  readonly traceId?: string;
}

export interface PictureLimits {
  /** Pixels of the longer side. */
  readonly maxSide: number;
  /** Pixels of the shorter side. */
  readonly minSide: number;
  /** Bytes of the file. */
  readonly maxBytes: number;
}
