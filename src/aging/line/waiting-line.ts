import type { Clock } from '../../clock.ts';
import type { ExplainedError } from '../../i18n/explained-error.ts';
import { laneOf, type AgeRequest } from '../request/age-request.ts';
import type { FairQueue, Slot } from '../../async/fair-queue.ts';

/** Where requests wait: first for their guild's cooldown, then for a free slot among all guilds. */
export interface WaitingLine {
  /** Counts a request as waiting if its turn is in the future or all slots are taken, until it is run or forgotten. */
  expect(request: AgeRequest, startAt: number): void;
  forget(id: string): void;
  /**
   * Runs `work` when its turn has come.
   *
   * @throws the reason for which it was removed from the line, or the signal's reason; the work is not run then.
   */
  run(request: AgeRequest, startAt: number, work: (slot: Slot) => Promise<void>, signal: AbortSignal): Promise<void>;
  /** A waiting request, by its id. */
  find(id: string): AgeRequest | undefined;
  /** Removes a waiting request from the line. @returns whether it waited. */
  remove(id: string, reason: ExplainedError): boolean;
  /** Removes all waiting requests. */
  removeAll(reason: () => ExplainedError): void;
  waitingIn(lane: string): number;
  /** Earliest start of a request of this lane that comes now, in ms since the epoch. */
  estimate(lane: string): number;
  readonly waiting: number;
}

/** A place in the waiting line. */
export interface Place {
  /** 1 = next. */
  readonly position: number;
  /** Ms since the epoch. */
  readonly startsAt: number;
}

/** Shows a waiting person their place; must not reject. */
export type ShowPlace = (request: AgeRequest, place: Place, signal: AbortSignal) => void;

export interface WaitingLineOptions {
  readonly queue: FairQueue;
  readonly clock: Clock;
  /** Milliseconds until a request starts that has `ahead` others before it. */
  readonly estimateMs: (ahead: number) => number;
  readonly showPlace: ShowPlace;
}

/** A shorter wait is not worth a notice, in ms. */
const NOTICE_AFTER_MS = 2000;
/** At most two notices per request, since a channel accepts about 30 follow-ups per minute in all. */
const NOTICES = 2;
const BETWEEN_NOTICES_MS = 6000;
/** An abort reason; without one, each abort creates an error with a stack. */
const STARTED = 'started';

interface Waiter {
  readonly request: AgeRequest;
  readonly startAt: number;
  readonly removed: AbortController;
}

export function createWaitingLine({ queue, clock, estimateMs, showPlace }: WaitingLineOptions): WaitingLine {
  const waiters = new Map<string, Waiter>();

  const expect = (request: AgeRequest, startAt: number): Waiter => {
    const known = waiters.get(request.id);
    if (known) return known;
    const waiter = { request, startAt, removed: new AbortController() };
    waiters.set(request.id, waiter);
    return waiter;
  };

  const placeOf = ({ request, startAt }: Waiter): Place => {
    const lane = laneOf(request);
    const ahead = queue.ahead(lane, request.id) ?? aheadInLane(request.id, lane);
    return { position: ahead + 1, startsAt: Math.max(startAt, clock.now() + estimateMs(ahead)) };
  };

  const aheadInLane = (id: string, lane: string): number => {
    let ahead = 0;
    for (const waiter of waiters.values()) {
      if (waiter.request.id === id) break;
      if (laneOf(waiter.request) === lane) ahead += 1;
    }
    return ahead;
  };

  const showPlaces = async (waiter: Waiter, signal: AbortSignal) => {
    let shown: number | undefined;
    for (let notices = 0; notices < NOTICES; notices += 1) {
      await clock.sleep(notices === 0 ? NOTICE_AFTER_MS : BETWEEN_NOTICES_MS, signal);
      const place = placeOf(waiter);
      if (place.position !== shown) showPlace(waiter.request, place, signal);
      shown = place.position;
    }
  };

  return {
    expect(request, startAt) {
      if (startAt > clock.now() || queue.isFull) expect(request, startAt);
    },
    forget(id) {
      waiters.delete(id);
    },
    async run(request, startAt, work, signal) {
      const waiter = expect(request, startAt);
      const started = new AbortController();
      const leave = AbortSignal.any([signal, waiter.removed.signal]);
      const startsNow = startAt <= clock.now() && !queue.isFull;
      if (!startsNow) void showPlaces(waiter, AbortSignal.any([leave, started.signal])).catch(() => undefined);
      const start = (slot: Slot) => {
        started.abort(STARTED);
        waiters.delete(request.id);
        return work(slot);
      };
      try {
        if (startAt > clock.now()) await clock.sleep(startAt - clock.now(), leave);
        await queue.run(laneOf(request), request.id, start, leave);
      } finally {
        started.abort(STARTED);
        waiters.delete(request.id);
      }
    },
    find: (id) => waiters.get(id)?.request,
    remove(id, reason) {
      const waiter = waiters.get(id);
      waiter?.removed.abort(reason);
      return waiters.delete(id);
    },
    removeAll(reason) {
      for (const { removed } of waiters.values()) removed.abort(reason());
    },
    waitingIn: (lane) => waiters.values().reduce((sum, { request }) => sum + (laneOf(request) === lane ? 1 : 0), 0),
    estimate: (lane) => clock.now() + (queue.isFull ? estimateMs(queue.aheadOfNew(lane)) : estimateMs(0)),
    get waiting() {
      return waiters.size;
    },
  };
}
