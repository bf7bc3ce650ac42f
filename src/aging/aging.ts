import type { Clock } from '../clock.ts';
import { ExplainedError } from '../i18n/explained-error.ts';
import type { Limits } from '../limits/limits.ts';
import type { Admission } from './admission.ts';
import type { Openings } from './making/openings.ts';
import { OwnedElsewhere, type Run, type WorkQueue } from './queue/work-queue.ts';
import type { Repeats } from './records/repeats.ts';
import type { AskedRequest } from './request/age-request.ts';
import type { Entry, Stage } from './request/entry.ts';
import { explained } from './request/failure.ts';
import { mayBeRepeated } from './request/may-pass.ts';
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
  readonly limits: Pick<Limits, 'refund' | 'reserveRepeat'>;
  readonly repeats: Pick<Repeats, 'remember'>;
  readonly runner: Runner;
  readonly openings: Pick<Openings, 'begin' | 'drop'>;
  readonly observe: Observer;
  readonly clock: Clock;
}

type Calling = Extract<Stage, { name: 'calling' }>;

/** How often a process may die while it runs a request: one that ends processes itself must not end them all. */
const MOST_DEATHS = 1;

export function createAging(options: AgingOptions): Aging {
  const { admit, queue, delivery, limits, repeats, runner, openings, observe, clock } = options;
  const stopping = new AbortController();
  const accepting = new Set<Promise<void>>();

  const refuse = async (request: AskedRequest, error: ExplainedError) => {
    const kept = mayBeRepeated(error.reason) && repeats.remember(request).catch(() => undefined);
    const [outcome] = await Promise.all([delivery.refuse(request, error), kept]);
    observe({ type: 'refused', request, error });
    if (outcome === 'lost') observe({ type: 'acknowledgement_lost', request, outcome });
  };

  /** Nobody waits for the answer: nothing is paid, and what was reserved is refunded. */
  const drop = async (entry: Entry, event: AgingEvent) => {
    openings.drop(entry.request.id);
    observe(event);
    const isUnpaid = entry.calls === 0;
    const isEnded = await (isUnpaid ? queue.withdraw(entry) : queue.end(entry)).then(
      () => true,
      () => false,
    );
    // Otherwise it may be run again, with what it has reserved.
    if (isEnded && isUnpaid) await limits.refund(entry.receipts).catch(() => undefined);
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
  const resume = async (left: Entry, { died, signal }: Run): Promise<Entry | undefined> => {
    const deaths = (left.resumes ?? 0) + (died ? 1 : 0);
    const entry: Entry = { ...left, run: 'begun', resumes: deaths };
    const { request, stage } = entry;
    observe({ type: 'recovered', request, stage: stage.name });
    if (stage.name === 'admitted') return await confirm(entry, signal);
    const answer = await delivery.look(request, signal);
    if (answer === 'answered') {
      if (stage.name !== 'failed') await runner.remember(entry);
      return void (await queue.end(entry));
    }
    // Its sentence is still due, even where a crash came after the public deferral was deleted.
    if (stage.name === 'failed') return entry;
    if (answer === 'gone') return void (await drop(entry, { type: 'abandoned', request, why: 'answer_gone' }));
    // Nothing more is paid for an answer that can only come late; a picture that is already paid is still sent.
    if (answer === 'expired' && stage.name !== 'called') {
      return void (await runner.apologise(entry, new ExplainedError('too_late'), signal));
    }
    // It may be what ends the processes.
    if (deaths > MOST_DEATHS) return void (await runner.apologise(entry, new ExplainedError('internal'), signal));
    const ready = mayBePaid(stage) ? await readyToRepeat(entry, stage, signal) : entry;
    if (ready) await queue.write(ready);
    return ready;
  };

  /** A call that may have been paid is repeated once, and what the repeated one may cost is reserved as for any other. */
  const readyToRepeat = async (entry: Entry, calling: Calling, signal: AbortSignal): Promise<Entry | undefined> => {
    if (entry.repeated) return void (await runner.apologise(entry, new ExplainedError('endpoint_lost'), signal));
    try {
      await limits.reserveRepeat(entry.request);
    } catch (error) {
      return void (await runner.apologise(entry, explained(error), signal));
    }
    return { ...entry, stage: { ...calling, inCall: false }, repeated: true };
  };

  const prepare = async (entry: Entry, how: Run): Promise<Entry | undefined> => {
    if (how.resumed) return await resume(entry, how);
    return entry.stage.name === 'admitted' ? await confirm(entry, how.signal) : entry;
  };

  const run = async (stored: Entry, how: Run) => {
    const given = withOpenCall(stored);
    const { waitedMs, signal } = how;
    const ended = new AbortController();
    try {
      const entry = await prepare(given, how);
      if (!entry) return;
      const { request, stage } = entry;
      if (stage.name !== 'failed') observe({ type: 'started', request, waitedMs });
      delivery.attend(request, AbortSignal.any([signal, ended.signal]));
      await runner.run(entry, signal, how.leavePlace);
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
    turnAway: (entry, error, signal) => runner.apologise(withOpenCall(entry), explained(error), signal),
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

/** Versions that didn't count a call before they made it left open whether there was one. */
function withOpenCall(entry: Entry): Entry {
  const { stage, calls } = entry;
  if (stage.name !== 'calling' || stage.inCall !== undefined) return entry;
  return { ...entry, calls: calls + 1, stage: { ...stage, inCall: true } };
}

/** Nobody knows how the call in which a process ended went on. */
function mayBePaid(stage: Stage): stage is Calling {
  return stage.name === 'calling' && stage.inCall !== false;
}
