import type { Clock } from '../clock.ts';
import { ExplainedError } from '../i18n/explained-error.ts';
import type { Limits } from '../limits/limits.ts';
import type { Admission } from './admission.ts';
import type { AskedRequest } from './request/age-request.ts';
import { explained } from './request/failure.ts';
import type { Entry, Journal } from './request/journal.ts';
import type { Acknowledgement, AgingEvent, Delivery, Observer } from './request/ports.ts';
import type { Runner } from './runner.ts';
import type { WaitingLine } from './line/waiting-line.ts';

/** Requests from their arrival to their end. */
export interface Aging {
  /** Takes a request on or refuses it; resolves when the person has a first response. Never rejects. */
  submit(asked: AskedRequest): Promise<void>;
  /**
   * Takes a waiting request out of the line for the person who made it.
   *
   * @returns `started` when it is too late for that, `not_yours` when somebody else made it.
   */
  cancel(id: string, userId: string): 'cancelled' | 'started' | 'not_yours';
  /** Ends all that wait, each with this sentence. */
  turnAway(reason: () => ExplainedError): void;
  /** Takes on what processes that are gone have left unfinished. */
  recover(): Promise<void>;
  /**
   * Takes nothing new, finishes what is under way for up to `patienceMs`, and leaves the rest to the journal.
   *
   * @returns how many requests were left.
   */
  stop(patienceMs: number): Promise<number>;
  /** How many requests are under way. */
  readonly active: number;
}

export interface AgingOptions {
  readonly admit: Admission;
  readonly journal: Journal;
  readonly delivery: Delivery;
  readonly limits: Limits;
  readonly line: WaitingLine;
  readonly run: Runner;
  readonly observe: Observer;
  readonly clock: Clock;
}

export function createAging(options: AgingOptions): Aging {
  const { admit, journal, delivery, limits, line, run, observe, clock } = options;
  const stopping = new AbortController();
  const active = new Set<Promise<void>>();
  let closed = false;

  /** Counts work as under way until it ends. */
  const track = (work: Promise<void>): Promise<void> => {
    const tracked = work.finally(() => active.delete(tracked));
    active.add(tracked);
    return tracked;
  };

  /** Work that ends can have begun other work: an acknowledgement its run. */
  const drained = async () => {
    while (active.size > 0) await Promise.allSettled(active);
  };

  const start = (entry: Entry) => {
    const queuedAt = clock.now();
    const work = () => {
      observe({ type: 'started', request: entry.request, waitedMs: clock.now() - queuedAt });
      return run(entry, stopping.signal);
    };
    const turn = line.run(entry.request, entry.startAt, work, stopping.signal).catch(async (error: unknown) => {
      // What a stop takes out of the line stays in the journal.
      if (!stopping.signal.aborted) await run(failed(entry, explained(error)), stopping.signal);
    });
    void track(turn);
  };

  /** Says the sentence at once: there is nothing to wait for. */
  const end = (entry: Entry, error: ExplainedError) => {
    line.forget(entry.request.id);
    void track(run(failed(entry, error), stopping.signal));
  };

  const refuse = async (request: AskedRequest, error: ExplainedError) => {
    const outcome = await delivery.refuse(request, error);
    observe({ type: 'refused', request, error });
    if (outcome === 'lost') observe({ type: 'acknowledgement_lost', request, outcome });
  };

  /** Nobody waits for the answer: nothing is paid, and what was reserved goes back. */
  const drop = async (entry: Entry, event: AgingEvent) => {
    line.forget(entry.request.id);
    observe(event);
    await journal.remove(entry).catch(() => undefined);
    await limits.refund(entry.receipts).catch(() => undefined);
  };

  /** Makes sure that an acknowledgement of unknown outcome is there before anything is paid. */
  const begin = async (entry: Entry, outcome: Acknowledgement) => {
    const confirmed =
      outcome === 'confirmed' || (outcome === 'unknown' && (await delivery.confirm(entry.request, stopping.signal)));
    if (!confirmed) return await drop(entry, { type: 'acknowledgement_lost', request: entry.request, outcome });
    if (stopping.signal.aborted) return;
    const acknowledged: Entry = { ...entry, stage: { name: 'acknowledged' } };
    await journal.write(acknowledged);
    start(acknowledged);
  };

  const journalled = async (asked: AskedRequest): Promise<Entry | undefined> => {
    if (closed) throw new ExplainedError('restarting');
    const admitted = await admit(asked);
    if (admitted === 'duplicate') return undefined;
    try {
      return await journal.open(admitted);
    } catch (error) {
      line.forget(asked.id);
      await limits.refund(admitted.receipts).catch(() => undefined);
      throw error;
    }
  };

  const accept = async (asked: AskedRequest) => {
    const receivedAt = clock.now();
    observe({ type: 'seen', request: asked });
    let entry: Entry | undefined;
    try {
      entry = await journalled(asked);
    } catch (error) {
      return await refuse(asked, explained(error));
    }
    if (!entry) return observe({ type: 'duplicate', request: asked });
    const { request } = entry;
    const outcome = await delivery.acknowledge(request);
    if (outcome === 'confirmed') {
      observe({ type: 'accepted', request, acknowledgedAfterMs: clock.now() - receivedAt });
    }
    await carryOn(entry, () => begin(entry, outcome));
  };

  /** An entry that cannot be begun, since the store does not take it, ends in a sentence rather than in a call. */
  const carryOn = async (entry: Entry, next: () => Promise<void>) => {
    try {
      await next();
    } catch (error) {
      if (stopping.signal.aborted) return;
      end(entry, explained(error));
    }
  };

  const resume = async (entry: Entry) => {
    observe({ type: 'recovered', request: entry.request, stage: entry.stage.name });
    if (entry.stage.name === 'admitted') return await begin(entry, 'unknown');
    const place = await delivery.look(entry.request, stopping.signal);
    if (place === 'answered') return await journal.remove(entry);
    const isEnding = entry.stage.name === 'called' || entry.stage.name === 'failed';
    // Nothing is paid any more for an answer that can only come late; a picture that is paid for still finds its way.
    if (place === 'expired' && !isEnding) return end(entry, new ExplainedError('too_late'));
    // A crash between taking the public deferral away and saying the sentence leaves the sentence to be said.
    if (place === 'gone' && entry.stage.name !== 'failed') {
      return await drop(entry, { type: 'abandoned', request: entry.request, why: 'answer_gone' });
    }
    start(entry);
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
        void track(carryOn(entry, () => resume(entry)));
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

function failed(entry: Entry, { reason, params }: ExplainedError): Entry {
  return { ...entry, stage: { name: 'failed', reason, params } };
}
