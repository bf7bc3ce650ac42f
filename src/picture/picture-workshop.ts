import { ExplainedError } from '../i18n/explained-error.ts';
import type { Rect } from '../rect.ts';
import type { PictureFile } from './compose/canvas.ts';
import { identifyPicture, identifyResult } from './codecs/identify-picture.ts';
import type { PictureFormat } from './codecs/identify-picture.ts';
import type { Tolerance, Turn } from './codecs/open-picture.ts';
import { taggedBytes } from './codecs/origin/origin-tag.ts';
import { PictureJobError } from './process/picture-job-error.ts';
import { createPictureJobs } from './process/picture-jobs.ts';
import type { PictureJobsOptions } from './process/picture-jobs.ts';
import type { PictureLimits } from './picture-limits.ts';
import { operations } from './process/operations.ts';
import type { InputOf } from './process/handlers.ts';
import type { OperationName, ResultOf } from './process/operations.ts';
import type { ComposedPicture, CroppedFace, PreparedPicture } from './process/operations.ts';

interface JobOptions {
  readonly signal?: AbortSignal | undefined;
}

interface PrepareOptions extends JobOptions {
  /** Whether to look for faces, which takes about 10 ms. Default: no. */
  readonly faces?: boolean;
  /** Degrees clockwise to turn the picture before everything else. */
  readonly turn?: Turn;
}

interface WithinOptions extends JobOptions {
  /** Most bytes of the result. Default: no limit. */
  readonly maxBytes?: number;
}

interface FinishOptions extends WithinOptions {
  /** How damaged the endpoint's pictures may be. Default: `sound`. */
  readonly tolerance?: Tolerance;
  /** Text of a small mark in the lower right corner. Default: none. */
  readonly mark?: 'AI-altered' | false;
}

/** The endpoint's picture, ready to be posted. */
export interface FinishedPicture {
  readonly bytes: Uint8Array;
  readonly extension: 'jpg' | 'png';
  readonly width: number;
  readonly height: number;
}

interface LabelledBytes {
  readonly bytes: Uint8Array;
  /** Unaccented letters, digits and `,.()-–` are drawn. */
  readonly label: string;
}

/**
 * Every job may also throw the ExplainedErrors `restarting`, `pictures_unavailable` and `internal`, and the signal's
 * reason. No result contains metadata of an input. The XMP of pictures for people says what they are, except that of
 * `numberFaces`.
 */
export interface PictureWorkshop extends AsyncDisposable {
  /**
   * Makes an untrusted file fit the endpoint, unless it already does. Also finds faces, if asked.
   * @throws ExplainedError `picture_…`
   */
  prepare(bytes: Uint8Array, options?: PrepareOptions): Promise<PreparedPicture>;
  /**
   * Makes the endpoint's picture ready to post.
   * @throws ExplainedError `result_unavailable`, `result_too_heavy`
   */
  finish(bytes: Uint8Array, options?: FinishOptions): Promise<FinishedPicture>;
  /**
   * Puts two pictures side by side as one JPEG, at most 1080 px high, labelled "Before" and "After".
   * @throws ExplainedError `picture_…`
   */
  compare(before: Uint8Array, after: Uint8Array, options?: JobOptions): Promise<ComposedPicture>;
  /**
   * Draws numbered boxes, from 1, on a photo. The result is a JPEG of at most 1280 px.
   * @param faces in pixels of that photo, as `prepare` returns them
   * @throws ExplainedError `picture_…`
   */
  numberFaces(bytes: Uint8Array, faces: readonly Rect[], options?: JobOptions): Promise<ComposedPicture>;
  /**
   * Crops one face for the endpoint, as a JPEG of at most 2000 px, with its position.
   * @param options.margin how much to keep around the face on each side, in multiples of its longer side
   * @throws ExplainedError `picture_…`
   */
  cropFace(bytes: Uint8Array, face: Rect, options: JobOptions & { readonly margin: number }): Promise<CroppedFace>;
  /**
   * Puts changed crops of `cropFace` back into their picture, in order and with soft edges. A crop may have a different
   * size now. The result is a JPEG of the original's size, unless that has too many bytes.
   * @throws ExplainedError `picture_…`, `result_too_heavy`
   */
  pasteFaces(
    original: Uint8Array,
    crops: readonly { readonly box: Rect; readonly bytes: Uint8Array }[],
    options?: FinishOptions,
  ): Promise<ComposedPicture>;
  /**
   * Puts labelled pictures in one row as one JPEG, at most 1080 px high and 6000 px wide.
   * @throws ExplainedError `picture_…`, `result_too_heavy`
   */
  strip(pictures: readonly LabelledBytes[], options?: WithinOptions): Promise<ComposedPicture>;
  /**
   * Makes an endless animated WebP of labelled pictures, 0.9 s each, at most 1080 px, with the aspect ratio of the
   * first.
   * @throws ExplainedError `picture_…`
   */
  animate(pictures: readonly LabelledBytes[], options?: JobOptions): Promise<ComposedPicture>;
  /**
   * Starts a process and loads what the first picture needs, unless one is running or starting.
   * @throws ExplainedError `pictures_unavailable` if it doesn't start
   */
  warm(): Promise<void>;
}

const usual: PictureJobsOptions = {
  module: new URL('./process/picture-process.ts', import.meta.url),
  processorMs: 5_000,
  // Much longer than a job ever waits for a processor. It ends a process that hangs.
  wallMs: 120_000,
  startTimeoutMs: 60_000,
  idleMs: 30_000,
  spareIdleMs: 3_000,
  slots: 2,
};

/**
 * Extra processor time for a HEIC, in milliseconds: it is decoded in WebAssembly, in one thread. Measured on a busy
 * machine with tiled files: 4.5 s for 12 megapixels in 6 MB, and 15.5 s for 48 in 21 MB.
 */
const heicAllowance = { eachMs: 5_000, msAMegabyte: 1_000 };

export interface PictureWorkshopOptions extends Partial<PictureJobsOptions> {
  /** What the endpoint accepts. */
  readonly limits: PictureLimits;
}

/** Creates the picture workshop. It decodes pictures in child processes, which it starts when they are needed. */
export function createPictureWorkshop({ limits, ...given }: PictureWorkshopOptions): PictureWorkshop {
  const options = { ...usual, ...given };
  const jobs = createPictureJobs(options);

  async function run<Name extends OperationName>(
    name: Name,
    input: InputOf<Name>,
    signal?: AbortSignal,
  ): Promise<ResultOf<Name>> {
    const processorMs = options.processorMs + allowanceMs(filesOf(input));
    try {
      return await jobs.run(name, input, { signal, processorMs });
    } catch (error) {
      if (!(error instanceof PictureJobError)) throw error;
      throw new ExplainedError(operations[name].reasons[error.kind], {}, { cause: error });
    }
  }

  return {
    async prepare(bytes, { signal, faces = false, turn = 0 } = {}) {
      return await run('prepare', { ...identified(bytes), faces, turn, limits }, signal);
    },
    async finish(bytes, { maxBytes = Infinity, signal, mark = false, tolerance = 'sound' } = {}) {
      const finished = await run('finish', { bytes, format: resultFormat(bytes), maxBytes, mark, tolerance }, signal);
      const { extension, width, height } = finished;
      return { bytes: taggedBytes(bytes, finished), extension, width, height };
    },
    async compare(before, after, { signal } = {}) {
      const pictures = [
        { ...identified(before), label: 'Before' },
        { ...identified(after), label: 'After' },
      ];
      return await run('composeRow', { pictures, maxBytes: Infinity }, signal);
    },
    async numberFaces(bytes, faces, { signal } = {}) {
      return await run('numberFaces', { ...identified(bytes), faces }, signal);
    },
    async cropFace(bytes, face, { margin, signal }) {
      return await run('cropFace', { ...identified(bytes), face, margin, limits }, signal);
    },
    async pasteFaces(original, crops, { maxBytes = Infinity, signal, mark = false, tolerance = 'sound' } = {}) {
      const files = crops.map(({ box, bytes }) => ({ bytes, format: resultFormat(bytes), box, tolerance }));
      return await run('pasteFaces', { ...identified(original), crops: files, maxBytes, mark }, signal);
    },
    async strip(pictures, { maxBytes = Infinity, signal } = {}) {
      return await run('composeRow', { pictures: pictures.map(labelled), maxBytes }, signal);
    },
    async animate(pictures, { signal } = {}) {
      return await run('animate', { pictures: pictures.map(labelled) }, signal);
    },
    async warm() {
      if (jobs.processes === 0) await run('warm', null);
    },
    [Symbol.asyncDispose]: () => jobs[Symbol.asyncDispose](),
  };
}

function allowanceMs(files: readonly PictureFile[]): number {
  const { eachMs, msAMegabyte } = heicAllowance;
  return files
    .filter(({ format }) => format === 'heic')
    .reduce((sum, { bytes }) => sum + eachMs + (bytes.length / 1e6) * msAMegabyte, 0);
}

function filesOf(input: InputOf<OperationName>): readonly PictureFile[] {
  if (input === null) return [];
  return 'pictures' in input ? input.pictures : 'crops' in input ? [input, ...input.crops] : [input];
}

function identified(bytes: Uint8Array): PictureFile {
  return { bytes, format: identifyPicture(bytes) };
}

function labelled({ bytes, label }: LabelledBytes) {
  return { ...identified(bytes), label };
}

function resultFormat(bytes: Uint8Array): PictureFormat {
  try {
    return identifyResult(bytes);
  } catch (cause) {
    throw new ExplainedError('result_unavailable', {}, { cause });
  }
}
