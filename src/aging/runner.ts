import { timeLimit } from '../async/time-limit.ts';
import { ExplainedError } from '../i18n/explained-error.ts';
import type { PictureMemory } from '../picture/picture-memory.ts';
import { createAnswering, type AnsweringOptions } from './answering/answering.ts';
import { createProgressNotices } from './answering/progress-notices.ts';
import { createStopwatch } from './answering/stopwatch.ts';
import type { Making } from './making/making.ts';
import { restoreError, type Questions } from './records/questions.ts';
import { explained } from './request/failure.ts';
import { AdoptedElsewhere, type Entry } from './request/journal.ts';

export interface RunnerOptions extends AnsweringOptions {
  readonly make: Making;
  readonly memory: PictureMemory;
  readonly questions: Pick<Questions, 'find'>;
}

/** Processes an acknowledged entry until it ends. What is unfinished when the bot stops stays in the journal. */
export interface Runner {
  /** Makes the picture and shows it, or says why there is none. Never rejects. */
  run(entry: Entry, stopping: AbortSignal): Promise<void>;
  /** Says why there is no picture, without trying to make one. Never rejects. */
  apologise(entry: Entry, error: ExplainedError, stopping: AbortSignal): Promise<void>;
}

/** Reserved before the deadline, so that there is time to tell the person that it has passed. */
const TIME_TO_EXPLAIN_MS = 20_000;
/** Time for a picture that is already paid for, even after the deadline. */
const AFTER_DEADLINE_MS = 60_000;

export function createRunner(options: RunnerOptions): Runner {
  const { journal, clock, memory, make, questions } = options;
  const answering = createAnswering(options);

  const run = async (entry: Entry, stopping: AbortSignal) => {
    const stopwatch = createStopwatch(clock);
    const progress = createProgressNotices(options, entry.request);
    using hold = memory.hold();
    using limit = timeLimit(clock, endOf(entry, clock.now()), stopping);
    let current = entry;
    const mustOwn = async () => {
      if (!(await journal.owns(current, limit.signal))) throw new AdoptedElsewhere();
    };

    try {
      const picture = await make({
        entry: () => current,
        async advance(stage) {
          current = { ...current, stage };
          await journal.write(current);
        },
        mustOwn,
        onBilled: () => {
          current = { ...current, calls: current.calls + 1 };
        },
        onTraced: (traceId) => {
          current = { ...current, traceId };
        },
        showStep: (done, of) => progress.show(done, of, limit.signal),
        time: stopwatch.time,
        callsUntil: entry.request.deadline - TIME_TO_EXPLAIN_MS,
        signal: limit.signal,
        hold,
      });
      await mustOwn();
      await progress.settled();
      await answering.show(current, picture, stopwatch, stopping);
    } catch (error) {
      // Discord may delay the sentence. Release the memory for other requests.
      hold[Symbol.dispose]();
      if (stopping.aborted || error instanceof AdoptedElsewhere) return;
      await progress.settled();
      const reason = limit.expired ? new ExplainedError('too_late', {}, { cause: error }) : explained(error);
      await answering.apologise(current, reason, stopping, stopwatch);
    }
  };

  return {
    async run(entry, stopping) {
      const { request, stage } = entry;
      if (stage.name !== 'failed') return await run(entry, stopping);
      await answering.apologise(entry, await restoreError(questions, request.id, stage), stopping);
    },
    apologise: answering.apologise,
  };
}

/** When to give up: early enough to explain it. A paid picture gets some time even after the deadline. */
function endOf({ request, stage }: Entry, now: number): number {
  const inTime = request.deadline - TIME_TO_EXPLAIN_MS;
  return stage.name === 'called' ? Math.max(inTime, now + AFTER_DEADLINE_MS) : inTime;
}
