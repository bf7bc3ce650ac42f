import { onceSent } from '../../async/once-sent.ts';
import type { Clock } from '../../clock.ts';
import { EndpointError } from '../../endpoint/endpoint-error.ts';
import type { ExplainedError } from '../../i18n/explained-error.ts';
import type { Limits } from '../../limits/limits.ts';
import type { Pictures } from '../making/pictures.ts';
import type { Answers } from '../records/answers.ts';
import type { References } from '../records/references.ts';
import type { Repeats } from '../records/repeats.ts';
import { QuestionError } from '../records/questions.ts';
import { OwnedElsewhere, type WorkQueue } from '../queue/work-queue.ts';
import type { Entry } from '../request/entry.ts';
import { mayPass } from '../request/may-pass.ts';
import { keepsCooldown, wasteOf } from '../request/wasted-work.ts';
import type { AgedPicture, AgingEvent, Delivered, Delivery, Observer, Timings } from '../request/ports.ts';
import { showWithinLimit } from './show-within-limit.ts';
import { createStopwatch, type Stopwatch } from './stopwatch.ts';

export interface AnsweringOptions {
  readonly picturesOf: (person: string) => Pick<Pictures, 'shrink'>;
  readonly delivery: Delivery;
  readonly queue: Pick<WorkQueue, 'write' | 'mustOwn' | 'mustStillOwn' | 'setDown' | 'end' | 'withdraw'>;
  readonly limits: Pick<Limits, 'refund' | 'refundExceptCooldown' | 'noteWaste'>;
  readonly answers: Pick<Answers, 'remember'>;
  readonly references: Pick<References, 'remember'>;
  readonly repeats: Pick<Repeats, 'remember'>;
  readonly observe: Observer;
  readonly clock: Clock;
}

/** Ends an acknowledged request: with a picture or with a sentence. */
export interface Answering {
  /**
   * Shows the picture.
   *
   * @throws {ExplainedError} when Discord does not take it.
   */
  show(entry: Entry, picture: AgedPicture, stopwatch: Stopwatch, stopping: AbortSignal): Promise<void>;
  /** Notes what the buttons under a picture need, which was shown just before a process ended. Never rejects. */
  remember(entry: Entry): Promise<void>;
  /**
   * Says why there is no picture, and refunds what the request reserved unless a call may have been paid. Never rejects.
   */
  apologise(entry: Entry, error: ExplainedError, stopping: AbortSignal, stopwatch?: Stopwatch): Promise<void>;
}

export function createAnswering(options: AnsweringOptions): Answering {
  const { picturesOf, delivery, queue, limits, answers, references, repeats, observe, clock } = options;

  const conclude = async (entry: Entry, delivered: Delivered, event: AgingEvent, how: 'end' | 'withdraw' = 'end') => {
    const { request } = entry;
    observe(delivered === 'gone' ? { type: 'abandoned', request, why: 'answer_gone' } : event);
    // What cannot be removed now is found answered by the next run, and removed then.
    return await queue[how](entry).then(
      () => 'ended' as const,
      () => 'stays' as const,
    );
  };

  /**
   * @returns whether it was recorded; otherwise the request may be run again, with what it has reserved.
   * @throws {OwnedElsewhere}
   */
  const recordFailure = async (entry: Entry, { reason, params }: ExplainedError): Promise<boolean> => {
    try {
      await queue.write({ ...entry, stage: { name: 'failed', reason, params }, receipts: [] });
      return true;
    } catch (failure) {
      if (failure instanceof OwnedElsewhere) throw failure;
      return false;
    }
  };

  /** What the operator can look up, and the button under the sentence continues from. Both can do without a store. */
  const keepForLater = async ({ request, calls, traceId }: Entry, error: ExplainedError, stopwatch: Stopwatch) => {
    if (error instanceof QuestionError) return;
    const outcome = { failure: error.reason, calls, timings: stopwatch.timings(), traceId: traceOf(error) ?? traceId };
    const kept = [references.remember(request, outcome), ...(mayPass(error.reason) ? [repeats.remember(request)] : [])];
    await Promise.allSettled(kept);
  };

  /** Without it, the buttons under the answer say that it is too old. That is better than no picture. */
  const remember = async ({ request, calls, traceId }: Entry, timings?: Timings) => {
    const outcome = { calls, traceId, ...(timings && { timings }) };
    await Promise.allSettled([answers.remember(request), references.remember(request, outcome)]);
  };

  /** Nothing was paid for. */
  const giveBack = async ({ request, receipts }: Entry, { reason }: ExplainedError) => {
    const refund = keepsCooldown(reason) ? limits.refundExceptCooldown(request, receipts) : limits.refund(receipts);
    const waste = wasteOf(reason);
    await Promise.allSettled([refund, ...(waste > 0 ? [limits.noteWaste(request, waste)] : [])]);
  };

  return {
    async show(entry, picture, stopwatch, stopping) {
      const { request, calls } = entry;
      const timings = stopwatch.timings();
      const remembered = onceSent().then(() => remember(entry, timings));
      let delivered: Delivered;
      try {
        delivered = await stopwatch.time('deliveryMs', () =>
          showWithinLimit({ delivery, pictures: picturesOf(request.userId) }, request, picture, stopping),
        );
      } finally {
        await remembered;
      }
      const bytes = picture.bytes.byteLength;
      await conclude(entry, delivered, { type: 'answered', request, timings: stopwatch.timings(), calls, bytes });
    },

    remember: (entry) => remember(entry),

    async apologise(entry, error, stopping, stopwatch = createStopwatch(clock)) {
      const { request, calls } = entry;
      try {
        // Stored before the refund: a crash between the two loses a refund rather than giving it twice.
        const isRecorded = await recordFailure(entry, error);
        const refund = async () => (calls === 0 ? await giveBack(entry, error) : undefined);
        await Promise.all([isRecorded ? refund() : undefined, keepForLater(entry, error, stopwatch)]);
        const delivered = await delivery.apologise(request, error, stopping);
        const event = { type: 'failed', request, error, timings: stopwatch.timings(), calls } as const;
        if (isRecorded || calls > 0) return void (await conclude(entry, delivered, event));
        if ((await conclude(entry, delivered, event, 'withdraw')) === 'ended') await refund();
      } catch (failure) {
        if (failure instanceof OwnedElsewhere || stopping.aborted) return;
        observe({ type: 'abandoned', request, why: 'unreachable', error });
      }
    },
  };
}

/** The endpoint's own id of a failed call, from the error or what caused it. */
function traceOf(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof EndpointError) return cause.traceId;
  }
  return undefined;
}
