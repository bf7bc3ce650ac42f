import { ExplainedError } from '../i18n/explained-error.ts';
import type { Reason } from '../i18n/explained-error.ts';
import type { Box, PictureFile } from './compose/canvas.ts';
import { identifyPicture, identifyResult } from './codecs/identify-picture.ts';
import type { PictureFormat } from './codecs/identify-picture.ts';
import type { Tolerance, Turn } from './codecs/open-picture.ts';
import { PictureJobError } from './process/picture-job-error.ts';
import { createPictureJobs } from './process/picture-jobs.ts';
import type { PictureJobsOptions } from './process/picture-jobs.ts';
import type { JobKind, PictureInputs } from './process/picture-messages.ts';
import { retag } from './codecs/retag/retag.ts';
import type { ComposedPicture, CroppedFace, FinishedPicture, PreparedPicture } from './process/picture-results.ts';

interface JobOptions {
  readonly signal?: AbortSignal | undefined;
}

interface PrepareOptions extends JobOptions {
  /** Whether to look for faces, which takes about 200 ms more; not when not given. */
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

interface LabelledBytes {
  readonly bytes: Uint8Array;
  /** Drawn are unaccented letters, digits and `,.()-–`. */
  readonly label: string;
}

/**
 * All jobs also throw the ExplainedErrors `restarting`, `pictures_unavailable` and `internal`, and the signal's reason. No picture that comes
 * back has metadata of one that went in; those for people to see, but `numberFaces`, say in their XMP what they are.
 */
export interface PictureWorkshop extends AsyncDisposable {
  /**
   * Makes a stranger's file fit for the endpoint, or finds that it is; finds the faces in it, if asked.
   * @throws ExplainedError `picture_…`
   */
  prepare(bytes: Uint8Array, options?: PrepareOptions): Promise<PreparedPicture>;
  /**
   * Makes the endpoint's picture fit to be posted.
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
  numberFaces(bytes: Uint8Array, faces: readonly Box[], options?: JobOptions): Promise<ComposedPicture>;
  /**
   * Cuts out one face for the endpoint, as a JPEG of at most 2000 px, with where it is from.
   * @param options.margin how much around the face to keep on each side, in its longer sides
   * @throws ExplainedError `picture_…`
   */
  cropFace(bytes: Uint8Array, face: Box, options: JobOptions & { readonly margin: number }): Promise<CroppedFace>;
  /**
   * Puts changed crops of `cropFace` back into the picture that they are from, with soft edges, in their order; a crop
   * may have come back in another size. A JPEG of the size of the original, unless that is too heavy.
   * @throws ExplainedError `picture_…`, `result_too_heavy`
   */
  pasteFaces(
    original: Uint8Array,
    crops: readonly { readonly box: Box; readonly bytes: Uint8Array }[],
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
  /** Has the process started, so that the first picture does not wait for it. */
  warm(): Promise<void>;
}

const usual: PictureJobsOptions = {
  module: new URL('./process/picture-process.ts', import.meta.url),
  processorMs: 5_000,
  // Far more than a job ever waits for a processor; what sleeps for ever ends too.
  wallMs: 120_000,
  startTimeoutMs: 60_000,
  idleMs: 30_000,
  slots: 2,
};

/**
 * Processor time that a HEIC adds to what a job may use, in milliseconds: it is decoded in WebAssembly, by one thread.
 * Measured: 4.5 s for 12 megapixels in 6 MB, and 15.5 s for 48 in 21 MB, both in tiles, on a machine that was busy.
 */
const heicAllowance = { eachMs: 5_000, msAMegabyte: 1_000 };

type JobErrorReasons = Readonly<Record<PictureJobError['kind'], Reason>>;
const prepareReasons: JobErrorReasons = {
  overran: 'picture_took_too_long',
  crashed: 'picture_damaged',
  unavailable: 'pictures_unavailable',
};
const finishReasons: JobErrorReasons = {
  overran: 'result_unavailable',
  crashed: 'result_unavailable',
  unavailable: 'pictures_unavailable',
};

/** Makes the place where pictures are decoded: processes of its own, started when they are needed. */
export function createPictureWorkshop(options: Partial<PictureJobsOptions> = {}): PictureWorkshop {
  const limits = { ...usual, ...options };
  const jobs = createPictureJobs(limits);

  const run = <Kind extends JobKind>(kind: Kind, input: PictureInputs[Kind], signal?: AbortSignal) =>
    jobs.run(kind, input, { signal, processorMs: limits.processorMs + allowanceMs(filesOf(input)) });
  const compose = <Kind extends JobKind>(kind: Kind, input: PictureInputs[Kind], options?: JobOptions) =>
    explained(run(kind, input, options?.signal), prepareReasons);

  return {
    async prepare(bytes, { signal, faces = false, turn = 0 } = {}) {
      return await explained(run('prepare', { ...identified(bytes), faces, turn }, signal), prepareReasons);
    },
    async finish(bytes, { maxBytes = Infinity, signal, mark = false, tolerance = 'sound' } = {}) {
      const input = { bytes, format: resultFormat(bytes), maxBytes, mark, tolerance };
      const finished = await explained(run('finish', input, signal), finishReasons);
      if ('bytes' in finished) return finished;
      const { extension, width, height } = finished;
      const retagged = retag(bytes, input.format);
      if (!retagged) throw new ExplainedError('result_unavailable');
      return { bytes: retagged, extension, width, height };
    },
    async compare(before, after, options) {
      const pictures = [
        { ...identified(before), label: 'Before' },
        { ...identified(after), label: 'After' },
      ];
      return await compose('composeRow', { pictures, maxBytes: Infinity }, options);
    },
    async numberFaces(bytes, faces, options) {
      return await compose('numberFaces', { ...identified(bytes), faces }, options);
    },
    async cropFace(bytes, face, { margin, signal }) {
      return await compose('cropFace', { ...identified(bytes), face, margin }, { signal });
    },
    async pasteFaces(original, crops, { maxBytes = Infinity, signal, mark = false, tolerance = 'sound' } = {}) {
      const files = crops.map(({ box, bytes }) => ({ bytes, format: resultFormat(bytes), box, tolerance }));
      return await compose('pasteFaces', { ...identified(original), crops: files, maxBytes, mark }, { signal });
    },
    async strip(pictures, { maxBytes = Infinity, signal } = {}) {
      return await compose('composeRow', { pictures: pictures.map(labelled), maxBytes }, { signal });
    },
    async animate(pictures, options) {
      return await compose('animate', { pictures: pictures.map(labelled) }, options);
    },
    async warm() {
      await explained(jobs.run('warm', null), prepareReasons);
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

function filesOf(input: PictureInputs[JobKind]): readonly PictureFile[] {
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

async function explained<T>(job: Promise<T>, reasons: JobErrorReasons): Promise<T> {
  try {
    return await job;
  } catch (error) {
    if (error instanceof PictureJobError) throw new ExplainedError(reasons[error.kind], {}, { cause: error });
    throw error;
  }
}
