import type { Rect } from '../../rect.ts';
import { ORDINARY_UPLOAD_BYTES } from '../../bounds.ts';
import { ExplainedError } from '../../i18n/explained-error.ts';
import type { PictureHold, PictureMemory } from '../../picture/picture-memory.ts';
import type { PictureWorkshop } from '../../picture/picture-workshop.ts';
import type { PictureSource } from '../request/age-request.ts';
import { createDownloads, type DownloadsOptions } from './downloads.ts';
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

/** The pictures of one person, by the person's id: where there is too much to do, people take turns. */
export type PicturesOf = (person: string) => Pictures;
export interface ResultOptions {
  /** Most bytes of the picture. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  readonly hold: PictureHold;
  /** What it becomes: the answer, or a part of a whole that gets the mark instead. Default: an answer. */
  readonly use?: 'answer' | 'part';
}

export interface TimelineParts {
  /** The faces that were changed, in pixels of the photo. None: its largest face. */
  readonly faces: readonly Rect[];
  /** Without marks. */
  readonly aged: readonly { readonly age: number; readonly picture: AgedPicture }[];
}

/** A picture that Discord stores, and the age that it shows. */
export interface AgedSource {
  readonly age: number;
  readonly source: PictureSource;
}

/** A JPEG of two pictures, side by side or `stacked`, one above the other. */
export interface ComparedPicture {
  readonly jpeg: Uint8Array;
  readonly stacked: boolean;
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
  fetchResult(url: string, options: ResultOptions): Promise<AgedPicture>;
  /**
   * Puts two pictures that Discord stores beside each other, as a JPEG.
   *
   * @throws {ExplainedError} a `picture_…` reason.
   */
  compare(before: PictureSource, after: AgedSource, signal: AbortSignal): Promise<ComparedPicture>;
  /**
   * Downloads files that Discord stores, as they are, for as long as `use` needs them.
   *
   * @throws {ExplainedError} `picture_gone` or `picture_too_heavy`; what `use` throws.
   */
  reuse<T>(
    sources: readonly PictureSource[],
    signal: AbortSignal,
    use: (files: readonly Uint8Array[]) => Promise<T>,
  ): Promise<T>;
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
    options: ResultOptions,
  ): Promise<AgedPicture>;
  /**
   * One picture of a photo at several ages: a grid that begins with the photo, with an animation if that fits in
   * `maxBytes`. Of a single age, it is that picture alone.
   *
   * @throws {ExplainedError} `result_too_heavy`.
   */
  timeline(photo: Uint8Array, parts: TimelineParts, maxBytes: number, signal: AbortSignal): Promise<AgedPicture>;
  /**
   * Makes a picture smaller. Of a timeline only the grid is left.
   *
   * @throws {ExplainedError} `result_too_heavy`.
   */
  shrink(picture: AgedPicture, maxBytes: number, signal: AbortSignal): Promise<AgedPicture>;
}

export interface PicturesOptions extends DownloadsOptions {
  readonly workshop: PictureWorkshop;
  readonly memory: PictureMemory;
  /** Whether each aged picture has a small mark in its corner. */
  readonly cornerMark: boolean;
  /** Whether timelines may look for the faces that they show. */
  readonly findFaces: boolean;
}

/** Margin around a face, as a part of its longer side: hair and chin show an age, too. */
const CROP_MARGIN = 0.6;

export function createPictures(options: PicturesOptions): PicturesOf {
  const { workshop, memory, cornerMark, findFaces } = options;
  const downloads = createDownloads(options);
  const marks = (use: ResultOptions['use']) => cornerMark && use !== 'part';

  /** Downloads the same file again, and keeps the longer of the two. */
  const holdAgain = async (url: string, first: Held, hold: PictureHold, signal: AbortSignal): Promise<Held> => {
    const second = await downloads.result(url, hold, signal).catch(() => undefined);
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
    const results = await Promise.all(urls.map((url) => downloads.result(url, hold, signal)));
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

  return (person) => ({
    async open(source, { signal, turn = 0, findFaces = false, hold }) {
      const [held] = await downloads.photos([source], person, hold, signal);
      const prepared = await workshop.prepare(held.bytes, { signal, person, turn, faces: findFaces });
      const { width, height, faces, sideways } = prepared;
      if (prepared.suits) {
        const again = async (later: AbortSignal) => (await downloads.photos([source], person, hold, later))[0];
        return { link: source.url, width, height, faces, sideways, ...heldBytes(held, again) };
      }
      const { bytes, preparedWidth, preparedHeight } = prepared;
      held.share.settle(bytes.byteLength);
      const smaller = heldBytes({ bytes, share: held.share });
      return { link: undefined, width: preparedWidth, height: preparedHeight, faces, sideways, ...smaller };
    },

    async numberFaces(bytes, faces, signal) {
      return (await workshop.numberFaces(bytes, faces, { signal, person })).bytes;
    },

    cropFace: (bytes, face, signal) => workshop.cropFace(bytes, face, { signal, person, margin: CROP_MARGIN }),

    async assemble(original, crops, { maxBytes, signal, hold, use }) {
      const urls = crops.map(({ url }) => url);
      const picture = await withResults(urls, hold, signal, async (results, tolerance) => {
        const aged = crops.map(({ box }, index) => ({ box, bytes: results[index]?.bytes ?? new Uint8Array() }));
        return await workshop.pasteFaces(original, aged, { maxBytes, signal, person, mark: marks(use), tolerance });
      });
      return { ...picture, extension: 'jpg' };
    },

    async compare(before, after, signal) {
      using hold = memory.hold();
      const { age, source } = after;
      const [old, aged] = await downloads.photos([before, source], person, hold, signal);
      const both = { signal, person, mark: cornerMark, maxBytes: ORDINARY_UPLOAD_BYTES };
      const { bytes: jpeg, stacked } = await workshop.compare(old.bytes, { age, bytes: aged.bytes }, both);
      return { jpeg, stacked };
    },

    async reuse(sources, signal, use) {
      using hold = memory.hold();
      const held = await downloads.photos(sources, person, hold, signal);
      return await use(held.map(({ bytes }) => bytes));
    },

    async fetchResult(url, { maxBytes, signal, hold, use }) {
      return await withResults([url], hold, signal, async ([result], tolerance) => {
        if (!result) throw new ExplainedError('result_unavailable');
        const options = { maxBytes, signal, person, mark: marks(use), tolerance, hasRoom: true };
        const finished = await workshop.finish(result.bytes, options);
        result.share.settle(finished.bytes.byteLength);
        return finished;
      });
    },

    async timeline(photo, { faces, aged }, maxBytes, signal) {
      const ages = aged.map(({ age }) => age);
      const common = { maxBytes, signal, person, mark: cornerMark };
      const [first, ...others] = aged;
      if (first && others.length === 0) return { ...(await workshop.finish(first.picture.bytes, common)), ages };
      const files = aged.map(({ age, picture }) => ({ age, bytes: picture.bytes }));
      const made = await workshop.timeline(photo, files, { ...common, faces, findFaces });
      const animation = { ...made.animation, extension: 'webp' as const };
      const fits = animation.bytes.byteLength <= maxBytes;
      return { ...made.grid, extension: 'jpg', ages, ...(fits && { animation }) };
    },

    async shrink({ bytes, ages }, maxBytes, signal) {
      // The mark is in its pixels already.
      return { ...(await workshop.finish(bytes, { maxBytes, signal, person })), ...(ages && { ages }) };
    },
  });
}

/** Whether the files are damaged; otherwise the bot has a problem. */
function isDamage(error: unknown): boolean {
  return error instanceof ExplainedError && /^(?:result_unavailable|picture_)/.test(error.reason);
}
