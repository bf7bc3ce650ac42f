import { ExplainedError } from '../i18n/explained-error.ts';
import type { Reason } from '../i18n/explained-error.ts';
import { identifyPicture } from './identify-picture.ts';
import { PictureJobError } from './picture-job-error.ts';
import { createPictureJobs } from './picture-jobs.ts';
import type { PictureJobsOptions } from './picture-jobs.ts';
import type { FinishedPicture, PreparedPicture } from './picture-results.ts';

export interface PictureWorkshop extends AsyncDisposable {
  /**
   * Makes a stranger's file fit for the endpoint, or finds that it is.
   * @throws ExplainedError `picture_…`, `restarting`, `internal`; the signal's reason
   */
  prepare(bytes: Uint8Array, signal?: AbortSignal): Promise<PreparedPicture>;
  /**
   * Makes the endpoint's picture fit to be posted, in at most `maxBytes`.
   * @throws ExplainedError `result_unavailable`, `result_too_heavy`, `restarting`, `internal`; the signal's reason
   */
  finish(bytes: Uint8Array, options: { maxBytes: number; signal?: AbortSignal | undefined }): Promise<FinishedPicture>;
  /** Has the process started, so that the first picture does not wait for it. */
  warm(): Promise<void>;
}

const usual: PictureJobsOptions = {
  module: new URL('./picture-process.ts', import.meta.url),
  jobTimeoutMs: 5_000,
  startTimeoutMs: 20_000,
  idleMs: 30_000,
  slots: 2,
};

type JobErrorReasons = Readonly<Record<PictureJobError['kind'], Reason>>;
const prepareReasons: JobErrorReasons = {
  overran: 'picture_took_too_long',
  crashed: 'picture_damaged',
  unavailable: 'internal',
};
const finishReasons: JobErrorReasons = {
  overran: 'result_unavailable',
  crashed: 'result_unavailable',
  unavailable: 'internal',
};

/** Makes the place where pictures are decoded: a process of its own, started when it is needed. */
export function createPictureWorkshop(options: Partial<PictureJobsOptions> = {}): PictureWorkshop {
  const jobs = createPictureJobs({ ...usual, ...options });

  return {
    async prepare(bytes, signal) {
      const format = identifyPicture(bytes);
      return await explained(jobs.run('prepare', { bytes, format }, signal), prepareReasons);
    },
    async finish(bytes, { maxBytes, signal }) {
      return await explained(
        jobs.run('finish', { bytes, format: identifyResult(bytes), maxBytes }, signal),
        finishReasons,
      );
    },
    async warm() {
      await explained(jobs.run('warm', null), prepareReasons);
    },
    [Symbol.asyncDispose]: () => jobs[Symbol.asyncDispose](),
  };
}

function identifyResult(bytes: Uint8Array) {
  try {
    return identifyPicture(bytes);
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
