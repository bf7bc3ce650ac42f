import { pathToFileURL } from 'node:url';
import { ExplainedError } from '../i18n/explained-error.ts';
import type { Rect } from '../rect.ts';
import { PICTURE_PROCESS } from '../root.ts';
import type { PictureFile, SignedPicture } from './compose/canvas.ts';
import { identifyPicture, identifyResult } from './codecs/check/identify-picture.ts';
import type { PictureFormat } from './codecs/check/identify-picture.ts';
import type { Tolerance, Turn } from './codecs/open-picture.ts';
import { neededMemory } from './codecs/check/needed-memory.ts';
import { taggedBytes } from './codecs/origin/origin-tag.ts';
import { compilePictures } from './process/compile-pictures.ts';
import { PictureJobError } from './process/picture-job-error.ts';
import { createPictureJobs } from './process/picture-jobs.ts';
import type { PictureJobsOptions } from './process/picture-jobs.ts';
import { chooseSandbox } from './process/sandbox/choose-sandbox.ts';
import type { ChosenSandbox, SandboxChoice } from './process/sandbox/choose-sandbox.ts';
import { MOST_NEEDED_BYTES, PICTURE_PROCESS_BYTES } from './picture-limits.ts';
import type { PictureLimits } from './picture-limits.ts';
import { createPictureTurns } from './picture-turns.ts';
import { operations } from './process/operations.ts';
import type { InputOf } from './process/handlers.ts';
import type { OperationName, ResultOf } from './process/operations.ts';
import type { Comparison, ComposedPicture, CroppedFace, PreparedPicture, Timeline } from './process/operations.ts';

interface JobOptions {
  readonly signal?: AbortSignal | undefined;
  /** Whose job it is: people take turns. Default: nobody's in particular. */
  readonly person?: string | undefined;
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
  /** Whether there is a small mark "AI" in the lower right corner. Default: no. */
  readonly mark?: boolean;
  /**
   * Whether `TAG_ROOM` before the file in its memory belongs to it. Then what is returned may be in the same memory,
   * and the given bytes are not to be used any more. Default: no.
   */
  readonly hasRoom?: boolean;
}

/** The endpoint's picture, ready to be posted. */
export interface FinishedPicture {
  readonly bytes: Uint8Array;
  readonly extension: 'jpg' | 'png';
  readonly width: number;
  readonly height: number;
}

/** A changed picture, and the age that it shows. */
export interface AgedBytes {
  readonly age: number;
  readonly bytes: Uint8Array;
}

interface MarkedOptions extends WithinOptions {
  /** Whether the changed picture has a mark. Default: no. */
  readonly mark?: boolean;
}

interface TimelineOptions extends WithinOptions {
  /** The faces that were changed, in pixels of the photo. Default: its largest face. */
  readonly faces?: readonly Rect[];
  /** Whether to look for faces. Without, and if none are given, everything is shown. Default: no. */
  readonly findFaces?: boolean;
  /** Whether the whole has a mark. Default: no. */
  readonly mark?: boolean;
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
   * Puts a photo and its changed picture side by side, or one above the other if the chat then shows them larger, as one
   * JPEG of at most 2160 px. On the photo there is a camera, on the other its age.
   * @throws ExplainedError `picture_…`, `result_too_heavy`
   */
  compare(before: Uint8Array, after: AgedBytes, options?: MarkedOptions): Promise<Comparison>;
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
   * Shows a photo and changed pictures of it around the changed faces: as a grid in one JPEG of at most `maxBytes`, and as
   * an endless animated WebP of at most 720 px. The photo comes first. The changed pictures have no marks yet.
   * @throws ExplainedError `picture_…`, `result_too_heavy`
   */
  timeline(photo: Uint8Array, aged: readonly AgedBytes[], options?: TimelineOptions): Promise<Timeline>;
  /**
   * Starts a process and loads what the first picture needs, unless one is running or starting.
   * @throws ExplainedError `pictures_unavailable` if it doesn't start
   */
  warm(): Promise<void>;
}

/** A workshop that says how its processes are kept from the rest of the machine. */
export interface ConfinedWorkshop extends PictureWorkshop {
  /**
   * Where its processes run, which is found out once.
   * @throws SandboxError if the sandbox that is wanted doesn't hold here
   */
  isolation(): Promise<ChosenSandbox>;
}

/** Infinity can't be sent to a picture process. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER;

const usual: Omit<PictureJobsOptions, 'sandbox'> = {
  module: pathToFileURL(PICTURE_PROCESS),
  processorMs: 5_000,
  // Much longer than a job ever waits for a processor. It ends a process that hangs.
  wallMs: 120_000,
  startTimeoutMs: 60_000,
  patienceMs: 30_000,
  idleMs: 30_000,
  spareIdleMs: 3_000,
  slots: 2,
  memoryBytes: PICTURE_PROCESS_BYTES,
  mostMemoryBytes: MOST_NEEDED_BYTES,
};

/**
 * Processor time in which almost every job ends, in milliseconds: opening a JPEG of 12 megapixels takes 150 ms, and one of
 * 48 less than a second. A job that takes longer runs again from the start.
 */
const QUICK_MS = 1_500;
/** A file of this size takes long, in bytes. */
const LONG_BYTES = 12e6;

/**
 * Extra processor time for a HEIC, in milliseconds: it is decoded in WebAssembly, in one thread. Measured on a busy
 * machine with tiled files: 4.5 s for 12 megapixels in 6 MB, and 15.5 s for 48 in 21 MB.
 */
const heicAllowance = { eachMs: 5_000, msAMegabyte: 1_000 };

export interface PictureWorkshopOptions extends Partial<Omit<PictureJobsOptions, 'sandbox'>> {
  /** What the endpoint accepts. */
  readonly limits: PictureLimits;
  /** Processor time after which a job counts as long, in milliseconds. */
  readonly quickMs?: number;
  /** Where its processes run. Default: `auto`. */
  readonly sandbox?: SandboxChoice;
  /** Whether HEIC files are decoded. Default: yes. */
  readonly heic?: boolean;
}

/** Creates the picture workshop. It decodes pictures in child processes, which it starts when they are needed. */
export function createPictureWorkshop({
  limits,
  quickMs = QUICK_MS,
  sandbox = 'auto',
  heic = true,
  ...given
}: PictureWorkshopOptions): ConfinedWorkshop {
  const options = { ...usual, ...given };
  const closing = new AbortController();
  let choice: Promise<ChosenSandbox> | undefined;
  const isolation = () => (choice ??= chooseSandbox(sandbox, closing.signal));
  const jobs = createPictureJobs({
    ...options,
    async sandbox() {
      const [chosen] = await Promise.all([isolation(), compilePictures(closing.signal)]);
      return chosen.sandbox;
    },
  });

  const turns = createPictureTurns({ slots: options.slots, quickMs });

  async function run<Name extends OperationName>(
    name: Name,
    input: InputOf<Name>,
    { signal, person = '' }: JobOptions = {},
  ): Promise<ResultOf<Name>> {
    const files = filesOf(input);
    if (!heic && files.some(({ format }) => format === 'heic')) throw heicRefused(name);
    const processorMs = options.processorMs + allowanceMs(files);
    const needsBytes = Math.max(0, ...files.map(({ bytes, format }) => neededMemory(bytes, format)));
    if (needsBytes > MOST_NEEDED_BYTES) throw new ExplainedError(operations[name].reasons.outgrew);
    const turn = { person, processorMs, isLong: name === 'timeline' || takesLong(files), signal };
    try {
      return await turns.run(turn, (ms) => jobs.run(name, input, { signal, processorMs: ms, needsBytes }));
    } catch (error) {
      if (!(error instanceof PictureJobError)) throw error;
      throw new ExplainedError(operations[name].reasons[error.kind], {}, { cause: error });
    }
  }

  return {
    async prepare(bytes, { faces = false, turn = 0, ...job } = {}) {
      return await run('prepare', { ...identified(bytes), faces, turn, limits }, job);
    },
    async finish(bytes, { maxBytes = NO_LIMIT, mark = false, tolerance = 'sound', hasRoom = false, ...job } = {}) {
      const finished = await run('finish', { bytes, format: resultFormat(bytes), maxBytes, mark, tolerance }, job);
      const { extension, width, height } = finished;
      return { bytes: taggedBytes(bytes, finished, hasRoom), extension, width, height };
    },
    async compare(before, after, { maxBytes = NO_LIMIT, mark = false, ...job } = {}) {
      return await run('compare', { pictures: [original(before), signed(after)], mark, maxBytes }, job);
    },
    async numberFaces(bytes, faces, job) {
      return await run('numberFaces', { ...identified(bytes), faces }, job);
    },
    async cropFace(bytes, face, { margin, ...job }) {
      return await run('cropFace', { ...identified(bytes), face, margin, limits }, job);
    },
    async pasteFaces(original, crops, { maxBytes = NO_LIMIT, mark = false, tolerance = 'sound', ...job } = {}) {
      const files = crops.map(({ box, bytes }) => ({ bytes, format: resultFormat(bytes), box, tolerance }));
      return await run('pasteFaces', { ...identified(original), crops: files, maxBytes, mark }, job);
    },
    async timeline(photo, aged, { faces = [], findFaces = false, mark = false, maxBytes = NO_LIMIT, ...job } = {}) {
      const pictures = [original(photo), ...aged.map(signed)];
      return await run('timeline', { pictures, faces, findFaces, mark, maxBytes }, job);
    },
    async warm() {
      if (jobs.processes === 0) await run('warm', null);
    },
    isolation,
    async [Symbol.asyncDispose]() {
      closing.abort();
      await jobs[Symbol.asyncDispose]();
    },
  };
}

function heicRefused(name: OperationName): ExplainedError {
  if (operations[name].reasons.crashed === 'result_unavailable') return new ExplainedError('result_unavailable');
  return new ExplainedError('picture_format_unsupported', { format: 'HEIC' });
}

function allowanceMs(files: readonly PictureFile[]): number {
  const { eachMs, msAMegabyte } = heicAllowance;
  return files
    .filter(({ format }) => format === 'heic')
    .reduce((sum, { bytes }) => sum + eachMs + (bytes.length / 1e6) * msAMegabyte, 0);
}

/** Whether a job takes long by what its files are: some are decoded slowly. */
function takesLong(files: readonly PictureFile[]): boolean {
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  return bytes > LONG_BYTES || files.some(({ format }) => format === 'heic');
}

function filesOf(input: InputOf<OperationName>): readonly PictureFile[] {
  if (input === null) return [];
  return 'pictures' in input ? input.pictures : 'crops' in input ? [input, ...input.crops] : [input];
}

function identified(bytes: Uint8Array): PictureFile {
  return { bytes, format: identifyPicture(bytes) };
}

function original(bytes: Uint8Array): SignedPicture {
  return { ...identified(bytes), sign: 'camera' };
}

function signed({ bytes, age }: AgedBytes): SignedPicture {
  return { ...identified(bytes), sign: age };
}

function resultFormat(bytes: Uint8Array): PictureFormat {
  try {
    return identifyResult(bytes);
  } catch (cause) {
    throw new ExplainedError('result_unavailable', {}, { cause });
  }
}
