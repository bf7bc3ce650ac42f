import type { Clock } from '../clock.ts';
import { ExplainedError } from '../i18n/explained-error.ts';
import type { Limits } from '../limits/limits.ts';
import type { Admission } from './admission.ts';
import type { WaitingLine } from './line/waiting-line.ts';
import type { Openings } from './making/openings.ts';
import type { AskedRequest } from './request/age-request.ts';
import { explained } from './request/failure.ts';
import type { Entry, Journal } from './request/journal.ts';
import type { Acknowledgement, AgingEvent, Delivery, Observer } from './request/ports.ts';
import type { Runner } from './runner.ts';

/** Requests from their arrival to their end. */
export interface Aging {
  /** Accepts a request or refuses it. Resolves when the person has a first response. Never rejects. */
  submit(asked: AskedRequest): Promise<void>;
  /**
   * Removes a waiting request from the line for the person who made it.
   *
   * @returns `started` when it is too late for that, `not_yours` when somebody else made it.
   */
  cancel(id: string, userId: string): 'cancelled' | 'started' | 'not_yours';
  /** Ends all waiting requests with this error. */
  turnAway(reason: () => ExplainedError): void;
  /** Adopts what ended processes have left unfinished. */
  recover(): Promise<void>;
  /**
   * Accepts nothing new, finishes work in progress for up to `patienceMs`, and leaves the rest to the journal.
   *
   * @returns how many requests were left.
   */
  stop(patienceMs: number): Promise<number>;
  /** How many requests are in progress. */
  readonly active: number;
}

export interface AgingOptions {
  readonly admit: Admission;
  readonly journal: Journal;
  readonly delivery: Delivery;
  readonly limits: Pick<Limits, 'refund'>;
  readonly line: WaitingLine;
  readonly runner: Runner;
  readonly openings: Pick<Openings, 'begin' | 'drop'>;
  readonly observe: Observer;
  readonly clock: Clock;
}

export function createAging(options: AgingOptions): Aging {
  const { admit, journal, delivery, limits, line, runner, openings, observe, clock } = options;
  const stopping = new AbortController();
  const active = new Set<Promise<void>>();
  let closed = false;

  /** Counts work as in progress until it ends. */
  const track = (work: Promise<void>): Promise<void> => {
    const tracked = work.finally(() => active.delete(tracked));
    active.add(tracked);
    return tracked;
  };

  /** Work that ends can have started other work, such as an acknowledgement its run. */
  const drained = async () => {
    while (active.size > 0) await Promise.allSettled(active);
  };

  const apologise = (entry: Entry, error: unknown) => runner.apologise(entry, explained(error), stopping.signal);

  const start = async (entry: Entry) => {
    const queuedAt = clock.now();
    const work = () => {
      observe({ type: 'started', request: entry.request, waitedMs: clock.now() - queuedAt });
      return runner.run(entry, stopping.signal);
    };
    try {
      await line.run(entry.request, entry.startAt, work, stopping.signal);
    } catch (error) {
      // What a stop removes from the line stays in the journal.
      if (!stopping.signal.aborted) await apologise(entry, error);
    }
  };

  const refuse = async (request: AskedRequest, error: ExplainedError) => {
    const outcome = await delivery.refuse(request, error);
    observe({ type: 'refused', request, error });
    if (outcome === 'lost') observe({ type: 'acknowledgement_lost', request, outcome });
  };

  /** Nobody waits for the answer: nothing is paid, and what was reserved is refunded. */
  const drop = async (entry: Entry, event: AgingEvent) => {
    line.forget(entry.request.id);
    openings.drop(entry.request.id);
    observe(event);
    await journal.remove(entry).catch(() => undefined);
    await limits.refund(entry.receipts).catch(() => undefined);
  };

  /** Makes sure that an acknowledgement of unknown outcome has arrived before anything is paid. */
  const begin = async (entry: Entry, outcome: Acknowledgement) => {
    const { request } = entry;
    const confirmed =
      outcome === 'confirmed' || (outcome === 'unknown' && (await delivery.confirm(request, stopping.signal)));
    if (!confirmed) return await drop(entry, { type: 'acknowledgement_lost', request, outcome });
    if (stopping.signal.aborted) return;
    const acknowledged: Entry = { ...entry, stage: { name: 'acknowledged' } };
    await journal.write(acknowledged);
    void track(start(acknowledged));
  };

  /** Continues an entry of a process that has ended. */
  const resume = async (adopted: Entry) => {
    const entry = countInterruptedCall(adopted);
    const { request, stage } = entry;
    observe({ type: 'recovered', request, stage: stage.name });
    if (stage.name === 'admitted') return await begin(entry, 'unknown');
    const answer = await delivery.look(request, stopping.signal);
    if (answer === 'answered') return await journal.remove(entry);
    // Its sentence is still due, even where a crash came after the public deferral was deleted.
    if (stage.name === 'failed') return await runner.run(entry, stopping.signal);
    if (answer === 'gone') return await drop(entry, { type: 'abandoned', request, why: 'answer_gone' });
    // Nothing more is paid for an answer that can only come late; a picture that is already paid is still sent.
    if (answer === 'expired' && stage.name !== 'called') {
      return await apologise(entry, new ExplainedError('too_late'));
    }
    void track(start(entry));
  };

  /** Where an entry cannot be started, for example because the store fails, the person is told so. */
  const attend = async (entry: Entry, work: Promise<void>) => {
    try {
      await work;
    } catch (error) {
      if (stopping.signal.aborted) return;
      line.forget(entry.request.id);
      void track(apologise(entry, error));
    }
  };

  const admitted = async (asked: AskedRequest): Promise<Entry | 'duplicate'> => {
    if (closed) throw new ExplainedError('restarting');
    const admission = await admit(asked);
    if (admission === 'duplicate') return admission;
    try {
      return await journal.open(admission);
    } catch (error) {
      line.forget(asked.id);
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
    openings.begin(request, { isNext: !line.find(request.id), until: stopping.signal });
    const outcome = await delivery.acknowledge(request);
    if (outcome === 'confirmed') {
      observe({ type: 'accepted', request, acknowledgedAfterMs: clock.now() - receivedAt });
    }
    await attend(entry, begin(entry, outcome));
  };

  return {
    submit: (asked) => track(accept(asked)),

    cancel(id, userId) {
      const waiting = line.find(id);
      if (!waiting) return 'started';
      if (waiting.userId !== userId) return 'not_yours';
      return line.remove(id, new ExplainedError('cancelled')) ? 'cancelled' : 'started';
    },

    turnAway: (reason) => line.removeAll(reason),

    async recover() {
      for await (const entry of journal.adopt()) {
        if (closed) return;
        void track(attend(entry, resume(entry)));
      }
    },

    async stop(patienceMs) {
      closed = true;
      await Promise.race([drained(), clock.sleep(patienceMs)]);
      const left = active.size;
      stopping.abort(new ExplainedError('restarting'));
      await drained();
      return left;
    },

    get active() {
      return active.size;
    },
  };
}

/** Nobody knows whether a call that was interrupted by a crash was paid, so it counts as paid. */
function countInterruptedCall(entry: Entry): Entry {
  return entry.stage.name === 'calling' ? { ...entry, calls: entry.calls + 1 } : entry;
}
