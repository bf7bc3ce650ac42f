import type { Rect } from '../../rect.ts';
import { MAX_FILE_BYTES } from '../../bounds.ts';
import { backoffMs, retry } from '../../async/retry.ts';
import type { Clock } from '../../clock.ts';
import { ExplainedError } from '../../i18n/explained-error.ts';
import { FetchError } from '../../picture/fetching/fetch-error.ts';
import type { GuardedFetch } from '../../picture/fetching/guarded-fetch.ts';
import type { PictureHold, PictureMemory } from '../../picture/picture-memory.ts';
import type { PictureWorkshop } from '../../picture/picture-workshop.ts';
import type { PictureSource } from '../request/age-request.ts';
import { heldBytes, type Held, type HeldBytes } from './held-bytes.ts';
import type { AgedPicture } from '../request/ports.ts';

/** A picture that the endpoint accepts, JPEG or PNG. */
export interface OpenedPicture extends HeldBytes {
  /** Its own link, if the endpoint accepts it unchanged; from there it can be downloaded again. */
  readonly link: string | undefined;
  readonly width: number;
  readonly height: number;
  /** From left to right; absent when no faces were searched. */
  readonly faces?: readonly Rect[] | undefined;
  /** No face was found, but there probably is one if the picture is turned. */
  readonly sideways?: boolean | undefined;
}

/** A face cut out for the endpoint, and its place in the photo. */
export interface FaceCrop {
  readonly bytes: Uint8Array;
  readonly box: Rect;
}

export interface OpenOptions {
  readonly signal: AbortSignal;
  /** Degrees clockwise to turn it before everything else. */
  readonly turn?: 0 | 90 | 180 | 270;
  readonly findFaces?: boolean;
  readonly hold: PictureHold;
}

/** Prepares pictures for the endpoint, and its results for people. */
export interface Pictures {
  /**
   * Downloads what a person gave, and converts it where the endpoint would not accept it.
   *
   * @throws {ExplainedError} a `picture_…` reason.
   */
  open(source: PictureSource, options: OpenOptions): Promise<OpenedPicture>;
  /**
   * Downloads the endpoint's result, and reduces it to at most `maxBytes` for the upload.
   *
   * @throws {ExplainedError} `result_unavailable` or `result_too_heavy`.
   */
  fetchResult(url: string, maxBytes: number, signal: AbortSignal, hold: PictureHold): Promise<AgedPicture>;
  /**
   * Puts two pictures that Discord stores side by side, as a JPEG.
   *
   * @throws {ExplainedError} a `picture_…` reason.
   */
  compare(before: PictureSource, after: PictureSource, signal: AbortSignal): Promise<Uint8Array>;
  /** Draws numbered boxes on a photo, as a JPEG. */
  numberFaces(bytes: Uint8Array, faces: readonly Rect[], signal: AbortSignal): Promise<Uint8Array>;
  cropFace(bytes: Uint8Array, face: Rect, signal: AbortSignal): Promise<FaceCrop>;
  /**
   * Puts aged crops, given by their links, back into their photo.
   *
   * @throws {ExplainedError} `result_unavailable` or `result_too_heavy`.
   */
  assemble(
    original: Uint8Array,
    crops: readonly { readonly box: Rect; readonly url: string }[],
    maxBytes: number,
    signal: AbortSignal,
    hold: PictureHold,
  ): Promise<AgedPicture>;
  /**
   * One picture of several ages: a strip, with an animation if that fits in `maxBytes`.
   *
   * @throws {ExplainedError} `result_too_heavy`.
   */
  timeline(
    aged: readonly { readonly age: number; readonly picture: AgedPicture }[],
    maxBytes: number,
    signal: AbortSignal,
  ): Promise<AgedPicture>;
  /**
   * Makes a picture smaller. Of a timeline only the strip is left.
   *
   * @throws {ExplainedError} `result_too_heavy`.
   */
  shrink(picture: AgedPicture, maxBytes: number, signal: AbortSignal): Promise<AgedPicture>;
}

export interface PicturesOptions {
  /** Downloads from Discord. */
  readonly discordFiles: GuardedFetch;
  /** Downloads the endpoint's results. */
  readonly resultFiles: GuardedFetch;
  readonly workshop: PictureWorkshop;
  readonly memory: PictureMemory;
  readonly clock: Clock;
  /** Whether each aged picture has a small mark in its corner. */
  readonly cornerMark: boolean;
}

const FETCH_ATTEMPTS = 4;
const FETCH_BACKOFF = { firstMs: 500, longestMs: 2000 };
/** Margin around a face, as a part of its longer side: hair and chin show an age, too. */
const CROP_MARGIN = 0.6;

export function createPictures(options: PicturesOptions): Pictures {
  const { discordFiles, resultFiles, workshop, memory, clock, cornerMark } = options;
  const mark = cornerMark && 'AI-altered';

  /** A connection that breaks often works a moment later; a file that is gone or refused never comes back. */
  const fetchBytes = (files: GuardedFetch, url: string, signal: AbortSignal): Promise<Buffer> =>
    retry(() => files.fetchBytes(url, { signal }), {
      clock,
      attempts: FETCH_ATTEMPTS,
      delayMs: (error, failures) => (isPassing(error) ? backoffMs(failures, FETCH_BACKOFF) : undefined),
      signal,
    });

  const fetchSource = async ({ url }: PictureSource, signal: AbortSignal): Promise<Buffer> =>
    await fetchBytes(discordFiles, url, signal).catch((error: unknown) => {
      throw error instanceof FetchError ? new ExplainedError(sourceReason(error), {}, { cause: error }) : error;
    });

  const fetchFromEndpoint = async (url: string, signal: AbortSignal): Promise<Buffer> =>
    await fetchBytes(resultFiles, url, signal).catch((error: unknown) => {
      throw error instanceof FetchError ? new ExplainedError('result_unavailable', {}, { cause: error }) : error;
    });

  const holdSource = async (source: PictureSource, hold: PictureHold, signal: AbortSignal): Promise<Held> => {
    const share = await hold.reserve(source.declared.bytes ?? MAX_FILE_BYTES, signal);
    const bytes = await fetchSource(source, signal);
    share.settle(bytes.byteLength);
    return { bytes, share };
  };

  const holdResult = async (url: string, hold: PictureHold, signal: AbortSignal): Promise<Held> => {
    const share = await hold.reserve(MAX_FILE_BYTES, signal);
    const bytes = await fetchFromEndpoint(url, signal);
    share.settle(bytes.byteLength);
    return { bytes, share };
  };

  /** Downloads the same file again, and keeps the longer of the two. */
  const holdAgain = async (url: string, first: Held, hold: PictureHold, signal: AbortSignal): Promise<Held> => {
    const second = await holdResult(url, hold, signal).catch(() => undefined);
    signal.throwIfAborted();
    if (!second) return first;
    const isWorse = second.bytes.byteLength < first.bytes.byteLength;
    (isWorse ? second : first).share.release();
    return isWorse ? first : second;
  };

  /**
   * Uses the endpoint's results, which are paid. A damaged file may have been cut off during the download, so it is
   * downloaded again. If it is damaged again, it is used as far as it can be decoded.
   */
  const withResults = async <T>(
    urls: readonly string[],
    hold: PictureHold,
    signal: AbortSignal,
    make: (results: readonly Held[], tolerance: 'sound' | 'any') => Promise<T>,
  ): Promise<T> => {
    const results = await Promise.all(urls.map((url) => holdResult(url, hold, signal)));
    try {
      return await make(results, 'sound');
    } catch (error) {
      if (!isDamage(error)) throw error;
    }
    const again = await Promise.all(results.map((first, index) => holdAgain(urls[index] ?? '', first, hold, signal)));
    try {
      return await make(again, 'any');
    } catch (error) {
      throw isDamage(error) ? new ExplainedError('result_unavailable', {}, { cause: error }) : error;
    }
  };

  return {
    async open(source, { signal, turn = 0, findFaces = false, hold }) {
      const held = await holdSource(source, hold, signal);
      const prepared = await workshop.prepare(held.bytes, { signal, turn, faces: findFaces });
      const { width, height, faces, sideways } = prepared;
      if (prepared.suits) {
        const again = (later: AbortSignal) => holdSource(source, hold, later);
        return { link: source.url, width, height, faces, sideways, ...heldBytes(held, again) };
      }
      const { bytes, preparedWidth, preparedHeight } = prepared;
      held.share.settle(bytes.byteLength);
      const smaller = heldBytes({ bytes, share: held.share });
      return { link: undefined, width: preparedWidth, height: preparedHeight, faces, sideways, ...smaller };
    },

    async numberFaces(bytes, faces, signal) {
      return (await workshop.numberFaces(bytes, faces, { signal })).bytes;
    },

    cropFace: (bytes, face, signal) => workshop.cropFace(bytes, face, { signal, margin: CROP_MARGIN }),

    async assemble(original, crops, maxBytes, signal, hold) {
      const urls = crops.map(({ url }) => url);
      const picture = await withResults(urls, hold, signal, async (results, tolerance) => {
        const aged = crops.map(({ box }, index) => ({ box, bytes: results[index]?.bytes ?? new Uint8Array() }));
        return await workshop.pasteFaces(original, aged, { maxBytes, signal, mark, tolerance });
      });
      return { ...picture, extension: 'jpg' };
    },

    async compare(before, after, signal) {
      using hold = memory.hold();
      const [old, aged] = await Promise.all([holdSource(before, hold, signal), holdSource(after, hold, signal)]);
      return (await workshop.compare(old.bytes, aged.bytes, { signal })).bytes;
    },

    async fetchResult(url, maxBytes, signal, hold) {
      return await withResults([url], hold, signal, async ([result], tolerance) => {
        if (!result) throw new ExplainedError('result_unavailable');
        const finished = await workshop.finish(result.bytes, { maxBytes, signal, mark, tolerance });
        result.share.settle(finished.bytes.byteLength);
        return finished;
      });
    },

    async timeline(aged, maxBytes, signal) {
      const labelled = aged.map(({ age, picture }) => ({ label: String(age), bytes: picture.bytes }));
      const strip = await workshop.strip(labelled, { maxBytes, signal });
      const { bytes, width, height } = await workshop.animate(labelled, { signal });
      const animation = { bytes, extension: 'webp' as const, width, height };
      const ages = aged.map(({ age }) => age);
      return { ...strip, extension: 'jpg', ages, ...(bytes.byteLength <= maxBytes && { animation }) };
    },

    async shrink({ bytes, ages }, maxBytes, signal) {
      // The mark is in its pixels already.
      return { ...(await workshop.finish(bytes, { maxBytes, signal })), ...(ages && { ages }) };
    },
  };
}

function isPassing(error: unknown): boolean {
  if (!(error instanceof FetchError)) return false;
  const { kind, status } = error;
  return kind === 'unreachable' || kind === 'timeout' || (kind === 'status' && (status ?? 0) >= 500);
}

/** Whether the files are damaged; otherwise the bot has a problem. */
function isDamage(error: unknown): boolean {
  return error instanceof ExplainedError && /^(?:result_unavailable|picture_)/.test(error.reason);
}

function sourceReason({ kind }: FetchError): 'picture_too_heavy' | 'picture_gone' {
  return kind === 'too_heavy' ? 'picture_too_heavy' : 'picture_gone';
}
