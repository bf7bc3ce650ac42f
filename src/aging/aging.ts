import type { Clock } from '../clock.ts';
import { ExplainedError } from '../i18n/explained-error.ts';
import type { Limits } from '../limits/limits.ts';
import type { Admission } from './admission.ts';
import type { Openings } from './making/openings.ts';
import { OwnedElsewhere, type Run, type WorkQueue } from './queue/work-queue.ts';
import type { AskedRequest } from './request/age-request.ts';
import type { Entry } from './request/entry.ts';
import { explained } from './request/failure.ts';
import type { Acknowledgement, AgingEvent, Delivery, Observer } from './request/ports.ts';
import type { Runner } from './runner.ts';

/** Requests from their arrival to their end. */
export interface Aging extends AsyncDisposable {
  /** Accepts a request or refuses it. Resolves when the person has a first response. Never rejects. */
  submit(asked: AskedRequest): Promise<void>;
  /**
   * Finishes work in progress for up to `patienceMs`, and leaves the rest, and what still comes, to the next process.
   *
   * @returns how many requests were left.
   */
  stop(patienceMs: number): Promise<number>;
  /** How many requests are in progress. */
  readonly active: number;
}

export interface AgingOptions {
  readonly admit: Admission;
  readonly queue: WorkQueue;
  readonly delivery: Delivery;
  readonly limits: Pick<Limits, 'refund'>;
  readonly runner: Runner;
  readonly openings: Pick<Openings, 'begin' | 'drop'>;
  readonly observe: Observer;
  readonly clock: Clock;
}

export function createAging(options: AgingOptions): Aging {
  const { admit, queue, delivery, limits, runner, openings, observe, clock } = options;
  const stopping = new AbortController();
  const accepting = new Set<Promise<void>>();

  const refuse = async (request: AskedRequest, error: ExplainedError) => {
    const outcome = await delivery.refuse(request, error);
    observe({ type: 'refused', request, error });
    if (outcome === 'lost') observe({ type: 'acknowledgement_lost', request, outcome });
  };

  /** Nobody waits for the answer: nothing is paid, and what was reserved is refunded. */
  const drop = async (entry: Entry, event: AgingEvent) => {
    openings.drop(entry.request.id);
    observe(event);
    await queue.end(entry).catch(() => undefined);
    await limits.refund(entry.receipts).catch(() => undefined);
  };

  const begin = async (entry: Entry, outcome: Acknowledgement) => {
    const { request } = entry;
    if (outcome === 'lost') return await drop(entry, { type: 'acknowledgement_lost', request, outcome });
    await queue.release(outcome === 'confirmed' ? { ...entry, stage: { name: 'acknowledged' } } : entry);
  };

  /**
   * Makes sure that an acknowledgement of unknown outcome has arrived before anything is paid.
   *
   * @returns `undefined` when it has not.
   */
  const confirm = async (entry: Entry, signal: AbortSignal): Promise<Entry | undefined> => {
    const { request } = entry;
    if (await delivery.confirm(request, signal)) {
      const acknowledged: Entry = { ...entry, stage: { name: 'acknowledged' } };
      await queue.write(acknowledged);
      return acknowledged;
    }
    await drop(entry, { type: 'acknowledgement_lost', request, outcome: 'unknown' });
    return undefined;
  };

  /** @returns the entry of a run that ended, as it is continued; `undefined` when nothing is left to be done. */
  const resume = async (left: Entry, signal: AbortSignal): Promise<Entry | undefined> => {
    const entry = countInterruptedCall(left);
    const { request, stage } = entry;
    observe({ type: 'recovered', request, stage: stage.name });
    if (stage.name === 'admitted') return await confirm(entry, signal);
    const answer = await delivery.look(request, signal);
    if (answer === 'answered') return void (await queue.end(entry));
    // Its sentence is still due, even where a crash came after the public deferral was deleted.
    if (stage.name === 'failed') return entry;
    if (answer === 'gone') return void (await drop(entry, { type: 'abandoned', request, why: 'answer_gone' }));
    // Nothing more is paid for an answer that can only come late; a picture that is already paid is still sent.
    if (answer === 'expired' && stage.name !== 'called') {
      return void (await runner.apologise(entry, new ExplainedError('too_late'), signal));
    }
    return entry;
  };

  const prepare = async (entry: Entry, { resumed, signal }: Run): Promise<Entry | undefined> => {
    if (resumed) return await resume(entry, signal);
    return entry.stage.name === 'admitted' ? await confirm(entry, signal) : entry;
  };

  const run = async (given: Entry, how: Run) => {
    const { waitedMs, signal } = how;
    const ended = new AbortController();
    try {
      const entry = await prepare(given, how);
      if (!entry) return;
      const { request, stage } = entry;
      if (stage.name !== 'failed') observe({ type: 'started', request, waitedMs });
      delivery.attend(request, AbortSignal.any([signal, ended.signal]));
      await runner.run(entry, signal);
    } catch (error) {
      if (!signal.aborted && !(error instanceof OwnedElsewhere)) {
        await runner.apologise(given, explained(error), signal);
      }
    } finally {
      ended.abort('ended');
    }
  };

  queue.attach({
    run,
    turnAway: (entry, error, signal) => runner.apologise(entry, explained(error), signal),
  });

  const admitted = async (asked: AskedRequest): Promise<Entry | 'duplicate'> => {
    const admission = await admit(asked);
    if (admission === 'duplicate') return admission;
    try {
      return await queue.add(admission);
    } catch (error) {
      queue.leave(admission.request);
      await limits.refund(admission.receipts).catch(() => undefined);
      throw error;
    }
  };

  const accept = async (asked: AskedRequest) => {
    const receivedAt = clock.now();
    observe({ type: 'seen', request: asked });
    let entry: Entry | 'duplicate';
    try {
      entry = await admitted(asked);
    } catch (error) {
      return await refuse(asked, explained(error));
    }
    if (entry === 'duplicate') return observe({ type: 'duplicate', request: asked });
    const { request } = entry;
    // Only the paid call needs a confirmed acknowledgement.
    openings.begin(request, { isNext: queue.runsNextHere(request), until: stopping.signal });
    const outcome = await delivery.acknowledge(request);
    if (outcome === 'confirmed') {
      observe({ type: 'accepted', request, acknowledgedAfterMs: clock.now() - receivedAt });
    }
    try {
      await begin(entry, outcome);
    } catch (error) {
      // Where it can't be released, because the store fails, the person is told so.
      if (!stopping.signal.aborted) await runner.apologise(entry, explained(error), stopping.signal);
    }
  };

  const accepted = async () => {
    while (accepting.size > 0) await Promise.allSettled(accepting);
  };

  return {
    submit(asked) {
      const work = accept(asked).finally(() => accepting.delete(work));
      accepting.add(work);
      return work;
    },

    async stop(patienceMs) {
      const drain = async () => {
        void queue.drain();
        await Promise.allSettled(accepting);
        await queue.drain();
      };
      await Promise.race([drain(), clock.sleep(patienceMs)]);
      stopping.abort(new ExplainedError('restarting'));
      return await queue.stop();
    },

    get active() {
      return accepting.size + queue.active;
    },

    [Symbol.asyncDispose]: accepted,
  };
}

/** Nobody knows whether a call that was interrupted by a crash was paid, so it counts as paid. */
function countInterruptedCall(entry: Entry): Entry {
  return entry.stage.name === 'calling' ? { ...entry, calls: entry.calls + 1 } : entry;
}
