import { ORDINARY_UPLOAD_BYTES } from '../bounds.ts';
import type { Clock } from '../clock.ts';
import { ExplainedError } from '../i18n/explained-error.ts';
import type { Limits } from '../limits/limits.ts';
import type { AgeRequest } from './request/age-request.ts';
import type { Answers } from './records/answers.ts';
import { explained } from './request/failure.ts';
import { AdoptedElsewhere, type Entry, type Journal } from './request/journal.ts';
import type { Making } from './making/making.ts';
import type { PictureMemory } from '../picture/picture-memory.ts';
import type { Pictures } from './making/pictures.ts';
import type { AgedPicture, Delivered, Delivery, Observer, Timings } from './request/ports.ts';
import type { References } from './records/references.ts';
import { isQuestion, QuestionError, type Questions } from './records/questions.ts';
import { timeLimit } from '../async/time-limit.ts';

export interface RunnerParts {
  readonly pictures: Pick<Pictures, 'shrink'>;
  readonly make: Making;
  readonly memory: PictureMemory;
  readonly delivery: Delivery;
  readonly journal: Journal;
  readonly limits: Limits;
  readonly answers: Pick<Answers, 'remember'>;
  readonly references: Pick<References, 'remember'>;
  readonly questions: Pick<Questions, 'find'>;
  readonly observe: Observer;
  readonly clock: Clock;
}

/** Carries an acknowledged entry to its end: a picture or a sentence. Never rejects. */
export type Runner = (entry: Entry, stopping: AbortSignal) => Promise<void>;

/** Kept free before the deadline, so that a person can still be told that the time is over. */
const LAST_WORDS_MS = 20_000;

const AFTER_DEADLINE_MS = 60_000;
/** As in the waiting line: at most two edits that are no answer. */
const NOTICES = 2;
const BETWEEN_NOTICES_MS = 5000;

export function createRunner(parts: RunnerParts): Runner {
  const { journal, clock, observe } = parts;

  return async (entry, stopping) => {
    const startedAt = clock.now();
    const stopwatch = createStopwatch(clock, startedAt);
    const notices = createNotices(parts, entry.request);
    using hold = parts.memory.hold();
    using limit = timeLimit(clock, endOf(entry, startedAt), stopping);
    let current = entry;

    const advance = async (change: Partial<Entry>) => {
      current = { ...current, ...change };
      await journal.write(current);
    };
    const mustOwn = async () => {
      if (!(await journal.owns(current, limit.signal))) throw new AdoptedElsewhere();
    };

    try {
      if (current.stage.name === 'failed') {
        throw await asked(parts, current.request.id, current.stage);
      }
      const picture = await parts.make({
        entry: () => current,
        advance: (stage) => advance({ stage }),
        mustOwn,
        onBilled: () => {
          current = { ...current, calls: current.calls + 1 };
        },
        showStep: (done, of) => notices.show(done, of, limit.signal),
        time: stopwatch.time,
        callsUntil: entry.request.deadline - LAST_WORDS_MS,
        signal: limit.signal,
        hold,
      });
      await mustOwn();
      // Without these the buttons under the answer say that it is forgotten; the picture is worth more.
      await Promise.allSettled([parts.answers, parts.references].map((each) => each.remember(current.request)));
      await notices.settled();
      await concluded(await stopwatch.time('deliveryMs', () => show(parts, current.request, picture, stopping)), () =>
        observe({
          type: 'answered',
          request: current.request,
          timings: stopwatch.timings(),
          calls: current.calls,
          bytes: picture.bytes.byteLength,
        }),
      );
    } catch (error) {
      // The sentence that is left to be said may have to wait for Discord.
      hold[Symbol.dispose]();
      if (stopping.aborted || error instanceof AdoptedElsewhere) return;
      await fail(limit.expired ? new ExplainedError('too_late', {}, { cause: error }) : explained(error));
    }

    async function fail(error: ExplainedError): Promise<void> {
      const receipts = current.calls === 0 ? current.receipts : [];
      try {
        await notices.settled();
        // Written down before it is given back: a crash in between loses a refund rather than giving it twice.
        await advance({ stage: { name: 'failed', reason: error.reason, params: error.params }, receipts: [] }).catch(
          (failure: unknown) => {
            if (failure instanceof AdoptedElsewhere) throw failure;
          },
        );
        await parts.limits.refund(receipts).catch(() => undefined);
        await concluded(await parts.delivery.apologise(current.request, error, stopping), () =>
          observe({
            type: 'failed',
            request: current.request,
            error,
            timings: stopwatch.timings(),
            calls: current.calls,
          }),
        );
      } catch (failure) {
        if (failure instanceof AdoptedElsewhere || stopping.aborted) return;
        observe({ type: 'abandoned', request: current.request, why: 'unreachable', error });
      }
    }

    async function concluded(delivered: Delivered, report: () => void): Promise<void> {
      if (delivered === 'gone') observe({ type: 'abandoned', request: current.request, why: 'answer_gone' });
      else report();
      // What could not be struck is found answered, and struck, at the next start.
      await journal.remove(current).catch(() => undefined);
    }
  };
}

/** A question that was not shown before a restart gets its choices back. */
async function asked(
  { questions }: RunnerParts,
  id: string,
  { reason, params }: Extract<Entry['stage'], { name: 'failed' }>,
): Promise<ExplainedError> {
  const question = isQuestion(reason) ? await questions.find(id).catch(() => undefined) : undefined;
  if (!question) return new ExplainedError(reason, params);
  const width = Math.max(0, ...question.faces.map((face) => face.x + face.width));
  return new QuestionError(reason, { faces: question.faces, width });
}

/** Shows how far a request of several calls is: at once, and once more when there is news and some time has passed. */
function createNotices({ delivery, clock }: RunnerParts, request: AgeRequest) {
  let notices = 0;
  let nextAt = 0;
  let last = Promise.resolve();
  return {
    show(done: number, of: number, signal: AbortSignal): void {
      if (notices === NOTICES || clock.now() < nextAt || (notices > 0 && done * 2 < of)) return;
      notices += 1;
      nextAt = clock.now() + BETWEEN_NOTICES_MS;
      last = delivery.step(request, done, of, signal);
    },
    /** One that Discord takes late must not take the place of the answer. */
    settled: () => last,
  };
}

/**
 * Shows the picture; one that Discord finds too heavy, in spite of the limit it gave, so small that an ordinary message
 * takes it, which a late answer is, and at last at half the size.
 */
async function show(
  { delivery, pictures }: RunnerParts,
  request: AgeRequest,
  picture: AgedPicture,
  signal: AbortSignal,
): Promise<Delivered> {
  let shown = picture;
  for (let isLastTry = false; ;) {
    try {
      return await delivery.answer(request, shown, signal);
    } catch (error) {
      const isTooHeavy = error instanceof ExplainedError && error.reason === 'result_too_heavy';
      if (!isTooHeavy || isLastTry) throw error;
      const { animation, ...still } = shown;
      const bytes = still.bytes.byteLength;
      isLastTry = bytes <= ORDINARY_UPLOAD_BYTES && !isHeavy(animation);
      const maxBytes = isLastTry ? Math.floor(bytes / 2) : ORDINARY_UPLOAD_BYTES;
      shown = bytes <= maxBytes ? still : await pictures.shrink(shown, maxBytes, signal);
    }
  }
}

function isHeavy(picture: AgedPicture | undefined): boolean {
  return picture !== undefined && picture.bytes.byteLength > ORDINARY_UPLOAD_BYTES;
}

/** When to give up: in time for the token, but what is paid, or only has to be said, gets its time even after that. */
function endOf({ request, stage }: Entry, now: number): number {
  const inTime = request.deadline - LAST_WORDS_MS;
  return stage.name === 'called' || stage.name === 'failed' ? Math.max(inTime, now + AFTER_DEADLINE_MS) : inTime;
}

function createStopwatch(clock: Clock, startedAt: number) {
  const spent: Partial<Record<Exclude<keyof Timings, 'totalMs'>, number>> = {};
  return {
    async time<T>(part: keyof typeof spent, work: () => Promise<T>): Promise<T> {
      const from = clock.now();
      try {
        return await work();
      } finally {
        spent[part] = (spent[part] ?? 0) + clock.now() - from;
      }
    },
    timings: (): Timings => ({ totalMs: clock.now() - startedAt, ...spent }),
  };
}
