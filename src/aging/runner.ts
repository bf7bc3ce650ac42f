import { timeLimit } from '../async/time-limit.ts';
import { ExplainedError } from '../i18n/explained-error.ts';
import { createAnswering, type AnsweringOptions } from './answering/answering.ts';
import { createProgressNotices } from './answering/progress-notices.ts';
import { createStopwatch } from './answering/stopwatch.ts';
import type { Making } from './making/making.ts';
import type { Openings } from './making/openings.ts';
import { restoreError, type Questions } from './records/questions.ts';
import { explained } from './request/failure.ts';
import { OwnedElsewhere } from './queue/work-queue.ts';
import type { Entry, Stage } from './request/entry.ts';

export interface RunnerOptions extends AnsweringOptions {
  readonly make: Making;
  readonly openings: Pick<Openings, 'take' | 'drop'>;
  readonly questions: Pick<Questions, 'find'>;
  /** A photo is opened within this time, in ms, unless its download is slow or many others are opened. */
  readonly slowOpeningMs?: number;
}

/** Processes an acknowledged entry until it ends. What is unfinished when the bot stops stays in the queue. */
export interface Runner {
  /**
   * Makes the picture and shows it, or says why there is none. Never rejects.
   *
   * @param leavePlace lets another request begin; called if the photo can't be opened at once.
   */
  run(entry: Entry, stopping: AbortSignal, leavePlace?: () => void): Promise<void>;
  /** Says why there is no picture, without trying to make one. Never rejects. */
  apologise(entry: Entry, error: ExplainedError, stopping: AbortSignal): Promise<void>;
  /** Notes what the buttons under a picture need, which was shown just before a process ended. Never rejects. */
  remember(entry: Entry): Promise<void>;
}

/** Reserved before the deadline, so that there is time to tell the person that it has passed. */
const TIME_TO_EXPLAIN_MS = 20_000;
const SLOW_OPENING_MS = 500;
/** An abort reason; without one, each abort creates an error with a stack. */
const OPENED = 'opened';
/** Time for a picture that is already paid for, even after the deadline. */
const AFTER_DEADLINE_MS = 60_000;

export function createRunner(options: RunnerOptions): Runner {
  const { queue, clock, openings, make, questions, slowOpeningMs = SLOW_OPENING_MS } = options;
  const answering = createAnswering(options);

  /** A request whose photo isn't there yet must not hold up those whose photos are. */
  const openOr = async <T>(leavePlace: () => void, open: () => Promise<T>): Promise<T> => {
    const opened = new AbortController();
    clock.sleep(slowOpeningMs, opened.signal).then(leavePlace, () => undefined);
    try {
      return await open();
    } finally {
      opened.abort(OPENED);
    }
  };

  const run = async (entry: Entry, stopping: AbortSignal, leavePlace: () => void = () => undefined) => {
    const stopwatch = createStopwatch(clock);
    const progress = createProgressNotices(options, entry.request);
    const opening = openings.take(entry.request);
    using hold = opening.hold;
    using limit = timeLimit(clock, endOf(entry, clock.now()), stopping);
    let current = entry;
    const mustOwn = () => queue.mustOwn(current, limit.signal);

    try {
      const picture = await make({
        entry: () => current,
        async advance(stage) {
          current = { ...current, stage };
          await queue.write(current);
        },
        mustOwn,
        mustStillOwn: () => queue.mustStillOwn(current),
        async count() {
          await mustOwn();
          const before = current;
          current = { ...current, calls: current.calls + 1, stage: callingAfter(current.stage, true) };
          try {
            await queue.write(current);
          } catch (error) {
            current = before;
            throw error;
          }
        },
        uncount: () => {
          current = { ...current, calls: current.calls - 1, stage: callingAfter(current.stage, false) };
        },
        onTraced: (traceId) => {
          current = { ...current, traceId };
        },
        showStep: (done, of) => progress.show(done, of, limit.signal),
        time: stopwatch.time,
        callsUntil: entry.request.deadline - TIME_TO_EXPLAIN_MS,
        signal: limit.signal,
        open: () => openOr(leavePlace, () => opening.open(limit.signal)),
        hold,
      });
      await mustOwn();
      await progress.settled();
      await answering.show(current, picture, stopwatch, stopping);
    } catch (error) {
      // Discord may delay the sentence. Release the memory for other requests.
      hold[Symbol.dispose]();
      if (error instanceof OwnedElsewhere) return;
      if (stopping.aborted) return await queue.setDown(current);
      await progress.settled();
      const reason = limit.hasExpired() ? new ExplainedError('too_late', {}, { cause: error }) : explained(error);
      await answering.apologise(current, reason, stopping, stopwatch);
    }
  };

  return {
    async run(entry, stopping, leavePlace) {
      const { request, stage } = entry;
      if (stage.name !== 'failed') return await run(entry, stopping, leavePlace);
      await answering.apologise(entry, await restoreError(questions, request.id, stage), stopping);
    },
    remember: answering.remember,
    async apologise(entry, error, stopping) {
      openings.drop(entry.request.id);
      await answering.apologise(entry, error, stopping);
    },
  };
}

/** The stage of an entry at the beginning or end of a call, with the results that there are already. */
function callingAfter(stage: Stage, inCall: boolean): Stage {
  const done = stage.name === 'calling' ? stage.done : undefined;
  return { name: 'calling', ...(done && { done }), inCall };
}

/** When to give up: early enough to explain it. A paid picture gets some time even after the deadline. */
function endOf({ request, stage }: Entry, now: number): number {
  const inTime = request.deadline - TIME_TO_EXPLAIN_MS;
  return stage.name === 'called' ? Math.max(inTime, now + AFTER_DEADLINE_MS) : inTime;
}
