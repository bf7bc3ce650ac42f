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
import type { InputOf, OperationName, ResultOf } from './process/operations.ts';
import type { ComposedPicture, CroppedFace, PreparedPicture } from './process/operations.ts';

interface JobOptions {
  readonly signal?: AbortSignal | undefined;
}

interface PrepareOptions extends JobOptions {
  /** Whether to look for faces, which takes about 10 ms more; not when not given. */
  readonly faces?: boolean;
  /** Degrees clockwise to turn the picture before everything else. */
  readonly turn?: Turn;
}

interface WithinOptions extends JobOptions {
  /** Most bytes of what comes back; any when not given. */
  readonly maxBytes?: number;
}

interface FinishOptions extends WithinOptions {
  /** How damaged the endpoint's pictures may be; `sound` when not given. */
  readonly tolerance?: Tolerance;
  /** Text of a small mark in the lower right corner; none when not given. */
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
 * Every job also throws the ExplainedErrors `restarting`, `pictures_unavailable` and `internal`, and the signal's reason.
 * No picture that comes back has metadata of one that went in. The XMP of pictures for people says what they are, except
 * that of `numberFaces`.
 */
export interface PictureWorkshop extends AsyncDisposable {
  /**
   * Makes a stranger's file fit the endpoint, unless it fits already. Also finds the faces in it, if asked.
   * @throws ExplainedError `picture_…`
   */
  prepare(bytes: Uint8Array, options?: PrepareOptions): Promise<PreparedPicture>;
  /**
   * Makes the endpoint's picture ready to be posted.
   * @throws ExplainedError `result_unavailable`, `result_too_heavy`
   */
  finish(bytes: Uint8Array, options?: FinishOptions): Promise<FinishedPicture>;
  /**
   * Puts two pictures side by side as one JPEG, at most 1080 px high, labelled "Before" and "After".
   * @throws ExplainedError `picture_…`
   */
  compare(before: Uint8Array, after: Uint8Array, options?: JobOptions): Promise<ComposedPicture>;
  /**
   * Draws numbered boxes, from 1 on, on a photo; a JPEG of at most 1280 px.
   * @param faces in the pixels of that photo, as `prepare` gives them
   * @throws ExplainedError `picture_…`
   */
  numberFaces(bytes: Uint8Array, faces: readonly Rect[], options?: JobOptions): Promise<ComposedPicture>;
  /**
   * Cuts out one face for the endpoint, as a JPEG of at most 2000 px, with where it is from.
   * @param options.margin how much around the face to keep on each side, in its longer sides
   * @throws ExplainedError `picture_…`
   */
  cropFace(bytes: Uint8Array, face: Rect, options: JobOptions & { readonly margin: number }): Promise<CroppedFace>;
  /**
   * Puts changed crops of `cropFace` back into the picture that they are from, with soft edges, in their order; a crop
   * may have come back in another size. A JPEG of the size of the original, unless that is too heavy.
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
   * Makes an endless animated WebP of labelled pictures, 0.9 s each, of at most 1080 px, in the shape of the first.
   * @throws ExplainedError `picture_…`
   */
  animate(pictures: readonly LabelledBytes[], options?: JobOptions): Promise<ComposedPicture>;
  /**
   * Starts a process with everything that the first picture needs, unless one runs or starts already.
   * @throws ExplainedError `pictures_unavailable` when it doesn't start
   */
  warm(): Promise<void>;
}

const usual: PictureJobsOptions = {
  module: new URL('./process/picture-process.ts', import.meta.url),
  processorMs: 5_000,
  // Far longer than a job ever waits for a processor; it ends a process that sleeps for ever.
  wallMs: 120_000,
  startTimeoutMs: 60_000,
  idleMs: 30_000,
  spareIdleMs: 3_000,
  slots: 2,
};

/**
 * Processor time that a HEIC adds to what a job may use, in milliseconds: it is decoded in WebAssembly, by one thread.
 * Measured: 4.5 s for 12 megapixels in 6 MB, and 15.5 s for 48 in 21 MB, both in tiles, on a machine that was busy.
 */
const heicAllowance = { eachMs: 5_000, msAMegabyte: 1_000 };

export interface PictureWorkshopOptions extends Partial<PictureJobsOptions> {
  /** What the endpoint accepts. */
  readonly limits: PictureLimits;
}

/** Makes what decodes pictures: child processes, started when they are needed. */
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
