import type { Clock } from '../clock.ts';
import { ExplainedError } from '../i18n/explained-error.ts';
import type { Limits } from '../limits/limits.ts';
import type { createAdmission } from './admission.ts';
import type { AgeRequest } from './age-request.ts';
import { explained } from './failure.ts';
import type { FairQueue } from './fair-queue.ts';
import type { Entry, Journal } from './journal.ts';
import type { Acknowledgement, Delivery, Observer } from './ports.ts';
import type { Runner } from './runner.ts';

/** Requests from their arrival to their end. */
export interface Aging {
  /** Takes a request on or refuses it; resolves when the person has a first response. Never rejects. */
  submit(request: AgeRequest): Promise<void>;
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
  readonly admit: ReturnType<typeof createAdmission>;
  readonly journal: Journal;
  readonly delivery: Delivery;
  readonly limits: Limits;
  readonly queue: FairQueue;
  readonly run: Runner;
  readonly observe: Observer;
  readonly clock: Clock;
}

export function createAging(options: AgingOptions): Aging {
  const { admit, journal, delivery, limits, queue, run, observe, clock } = options;
  const stopping = new AbortController();
  const active = new Set<Promise<void>>();
  let closed = false;

  /** Counts work as under way until it ends. */
  const track = (work: Promise<void>): Promise<void> => {
    const tracked = work.finally(() => active.delete(tracked));
    active.add(tracked);
    return tracked;
  };

  const start = (entry: Entry) => {
    const queuedAt = clock.now();
    const work = () => {
      observe({ type: 'started', request: entry.request, waitedMs: clock.now() - queuedAt });
      return run(entry, stopping.signal);
    };
    const turn = queue.run(laneOf(entry.request), work, stopping.signal);
    // What a stop takes out of the line stays in the journal.
    void track(turn.catch(() => undefined));
  };

  const refuse = async (request: AgeRequest, error: ExplainedError) => {
    const outcome = await delivery.refuse(request, error);
    observe({ type: 'refused', request, error });
    if (outcome === 'lost') observe({ type: 'acknowledgement_lost', request, outcome });
  };

  /** Nobody waits for the answer: nothing is paid, and what was reserved goes back. */
  const drop = async (entry: Entry, outcome: Acknowledgement) => {
    observe({ type: 'acknowledgement_lost', request: entry.request, outcome });
    await journal.strike(entry).catch(() => undefined);
    await limits.refund(entry.receipts).catch(() => undefined);
  };

  /** Makes sure that an acknowledgement of unknown outcome is there before anything is paid. */
  const begin = async (entry: Entry, outcome: Acknowledgement) => {
    const confirmed =
      outcome === 'confirmed' || (outcome === 'unknown' && (await delivery.confirm(entry.request, stopping.signal)));
    if (!confirmed) return await drop(entry, outcome);
    if (stopping.signal.aborted) return;
    const acknowledged: Entry = { ...entry, stage: { name: 'acknowledged' } };
    await journal.write(acknowledged);
    start(acknowledged);
  };

  const journalled = async (request: AgeRequest): Promise<Entry | undefined> => {
    if (closed) throw new ExplainedError('restarting');
    const admission = await admit(request);
    if (admission === 'duplicate') return undefined;
    try {
      return await journal.open({ request, receipts: admission.receipts });
    } catch (error) {
      await limits.refund(admission.receipts).catch(() => undefined);
      throw error;
    }
  };

  const accept = async (request: AgeRequest) => {
    const receivedAt = clock.now();
    observe({ type: 'seen', request });
    let entry: Entry | undefined;
    try {
      entry = await journalled(request);
    } catch (error) {
      return await refuse(request, explained(error));
    }
    if (!entry) return observe({ type: 'duplicate', request });
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
      start(failed(entry, explained(error)));
    }
  };

  const resume = async (entry: Entry) => {
    observe({ type: 'recovered', request: entry.request, stage: entry.stage.name });
    if (entry.stage.name === 'admitted') return await begin(entry, 'unknown');
    const place = await delivery.look(entry.request, stopping.signal);
    if (place === 'answered') return await journal.strike(entry);
    const isEnding = entry.stage.name === 'called' || entry.stage.name === 'failed';
    // Nothing is paid any more for an answer that can only come late; a picture that is paid for still finds its way.
    if (place === 'expired' && !isEnding) return start(failed(entry, new ExplainedError('too_late')));
    // A crash between taking the public deferral away and saying the sentence leaves the sentence to be said.
    if (place === 'gone' && entry.stage.name !== 'failed') return await drop(entry, 'lost');
    start(entry);
  };

  return {
    submit: (request) => track(accept(request)),

    async recover() {
      for await (const entry of journal.adopt()) {
        if (closed) return;
        void track(carryOn(entry, () => resume(entry)));
      }
    },

    async stop(patienceMs) {
      closed = true;
      await Promise.race([Promise.allSettled(active), clock.sleep(patienceMs)]);
      const left = active.size;
      stopping.abort(new ExplainedError('restarting'));
      await Promise.allSettled(active);
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

/** Guilds take turns with each other; people outside of guilds with each other and with them. */
function laneOf({ guildId, userId }: AgeRequest): string {
  return guildId ? `guild:${guildId}` : `user:${userId}`;
}
