import type { NoTurn, Turn } from './pace.ts';
import { createSharedPace, type PaceChange, type SharedText } from './shared-pace.ts';
import { TurnLost, type Turns, type TurnsOptions, waitForRateMs } from './turns.ts';

/**
 * How far ahead a turn is reserved; each process holds one at most. One that crashes loses it. Without reservations, all
 * would ask for each turn at the same moment.
 */
const AHEAD_MS = 2_000;
/** The same while the rate is sought and changes fast, or the store is away and may soon be back. */
const SHORT_AHEAD_MS = 250;
/** Processes that found no turn ask again within this time at least, if there are so many of them. */
const AGAIN_MS = 1500;
/** After a longer wait for its turn, a call first makes sure that no pause has begun. */
const CHECK_AFTER_MS = 100;
/** What a check takes. */
const CHECK_MS = 5;
/**
 * It does that this part of the interval before its turn, within limits. Then the call runs, so that what it does before
 * it is sent makes it less late. What happens in between comes too late to stop it, of which there is more at high rates.
 */
const PREPARE = { part: 0.25, leastMs: 30, mostMs: 50 };
/** Calls that are sent later than this delay the turns after them. If all take some milliseconds, that changes nothing. */
const LATE_MS = 8;
/** How often a process asks whether the probe of another one has ended, or the store is back. */
const POLL_MS = 500;

/** The turns of a process that shares the endpoint's key with others. */
export function createSharedTurns(options: TurnsOptions & { readonly shared: SharedText }): Turns {
  const { clock, random, onReady, onPause } = options;
  const pace = createSharedPace(options);
  let ready: Turn | undefined;
  let isWanted = false;
  let isAsking = false;
  let reportedPause = 0;
  /** Resolves when the last turn has been checked. */
  let checked = Promise.resolve();
  const lost = new WeakSet<Turn>();

  async function update<T>(change: PaceChange<T>): Promise<T> {
    const result = await pace.update(change);
    reportPause();
    return result;
  }

  function note(change: PaceChange<unknown>, isUrgent: boolean): void {
    pace.note(change);
    tell(isUrgent);
  }

  function pause(ms: number): void {
    pace.pause(ms);
    tell(true);
  }

  function tell(isUrgent: boolean): void {
    reportPause();
    if (isUrgent) void pace.flush().then(reportPause);
  }

  /** Notes what became of a turn, unless its pace is not used any more. */
  function noteOf(turn: Turn, change: PaceChange<unknown>, isUrgent: boolean): void {
    if (pace.hasGiven(turn)) note(change, isUrgent);
  }

  function reportPause(): void {
    const { pausedUntil } = pace.state.pace;
    if (pausedUntil <= reportedPause) return;
    reportedPause = pausedUntil;
    onPause(pace.toLocal(pausedUntil));
  }

  const isSeeking = (): boolean => options.given === undefined && pace.state.rate.refused === undefined;
  const aheadMs = (): number => (isSeeking() || pace.isAlone ? SHORT_AHEAD_MS : AHEAD_MS);
  const prepareMs = (): number => {
    const ms = (PREPARE.part * 1_000) / pace.state.rate.perSecond;
    return Math.min(Math.max(ms, PREPARE.leastMs), PREPARE.mostMs);
  };
  /** Processes ask at random moments of this time, and not all together. */
  const spreadMs = (): number => random() * Math.min(1_000 / pace.state.rate.perSecond, aheadMs());

  const turnOfEachMs = (): number => (pace.processes * 1_000) / pace.state.rate.perSecond;
  /** Whether there are more processes than turns that can be reserved. */
  const isScarce = (): boolean => pace.processes > 1 && turnOfEachMs() > aheadMs();

  /**
   * After all turns that can be reserved were taken: one process asks for each turn on average, and the first of them
   * comes long before it begins. If all asked for each, most would ask in vain.
   */
  const againMs = (): number => {
    if (pace.isAlone) return spreadMs();
    return random() * Math.min(turnOfEachMs(), Math.max(aheadMs(), AGAIN_MS));
  };

  const sleepUntil = (storeMs: number): Promise<void> => clock.sleep(Math.ceil(storeMs - pace.now()));

  async function waitToAsk({ retryAt }: NoTurn): Promise<void> {
    const isProbing = pace.state.pace.probeUntil > pace.now();
    const at = isProbing || pace.isAlone ? Math.min(retryAt, pace.now() + POLL_MS) : retryAt;
    await sleepUntil(at + againMs());
  }

  /** A pause and a lower rate end all turns that haven't begun; they are given anew. */
  function isValid(turn: Turn): boolean {
    const { pausesBefore, number } = turn;
    const {
      pace: { pauses },
      rate: { refused },
    } = pace.state;
    return pace.hasGiven(turn) && pauses === pausesBefore && (refused === undefined || number > refused.given);
  }

  /** When a turn begins, now that calls before it have started late. */
  const beginOf = ({ startAt, delayedMs }: Turn): number => startAt + pace.state.rate.delayedMs - delayedMs;

  /** Whether there is time to ask what has changed. While the rate is sought, refusals are more likely. */
  const mustCheck = (turn: Turn): boolean =>
    beginOf(turn) - pace.now() > (isSeeking() ? prepareMs() + CHECK_MS : CHECK_AFTER_MS);

  /** Whether the turn has been lost; it is given back then. */
  function isLost(turn: Turn): boolean {
    if (!lost.has(turn) && !isValid(turn)) {
      lost.add(turn);
      noteOf(turn, (each) => each.giveBack(turn), false);
    }
    return lost.has(turn);
  }

  async function check(turn: Turn): Promise<void> {
    await pace.refresh(prepareMs());
    isLost(turn);
  }

  async function untilBegin(turn: Turn): Promise<void> {
    await checked;
    while (!isLost(turn) && beginOf(turn) > pace.now()) {
      const isLongBefore = mustCheck(turn);
      await sleepUntil(beginOf(turn) - (isLongBefore ? prepareMs() : 0));
      if (isLongBefore) await check(turn);
    }
  }

  /** @returns a turn that begins soon */
  async function takeTurn(): Promise<Turn> {
    let wasHeld = false;
    for (;;) {
      const given = await update((each, now, outage) => ({ ...each.take(now, aheadMs()), outage }));
      if ('retryAt' in given) {
        wasHeld ||= given.isHeld;
        await waitToAsk(given);
        continue;
      }
      const turn = { ...given, wasHeld: wasHeld || given.wasHeld };
      if (mustCheck(turn)) {
        await sleepUntil(beginOf(turn) - prepareMs());
        // Not awaited, so that the store is asked in one command for this and for what the call needs first.
        checked = check(turn);
      }
      if (!isLost(turn)) return turn;
    }
  }

  async function serve(): Promise<void> {
    isAsking = true;
    while (isWanted) {
      const turn = (ready = await takeTurn());
      // Only who asks from now on wants another one.
      isWanted = false;
      onReady();
      if (ready) noteOf(turn, (each) => each.giveBack(turn), turn.isProbe);
      ready = undefined;
      // Who has just had a turn would otherwise always be the first to ask for the next one.
      if (isWanted && isScarce()) await clock.sleep(spreadMs());
    }
    isAsking = false;
  }

  return {
    next: () => {
      const turn = ready;
      ready = undefined;
      if (turn) return turn;
      isWanted = true;
      if (!isAsking) void serve();
      return undefined;
    },
    begin: async (turn) => {
      await untilBegin(turn);
      if (isLost(turn)) throw new TurnLost();
      return { ...turn, startAt: beginOf(turn), delayedMs: pace.state.rate.delayedMs };
    },
    sent: (turn) => {
      const lateMs = pace.now() - turn.startAt;
      if (lateMs > LATE_MS) noteOf(turn, (each) => each.late(turn, lateMs), true);
      return { ...turn, lateMs };
    },
    refused: (turn, retryAfterMs) => {
      const at = pace.now();
      // Each such refusal would lower the rate of all once more, until it takes minutes to grow again.
      if (!pace.isDisturbed(turn)) note((each) => each.refused(turn, at, retryAfterMs), true);
      if (retryAfterMs) pause(retryAfterMs);
    },
    ended: (turn, wasAccepted) => {
      const at = pace.now();
      // Of several processes, one that waits for another turn tells it when it asks.
      const isToldSoon = isAsking && pace.processes > 1;
      const isAwaited = turn.isProbe || (turn.wasHeld && isSeeking() && !isToldSoon);
      noteOf(turn, (each) => each.ended(turn, at, wasAccepted), isAwaited);
    },
    pause,
    waitMs: (ahead) => {
      const { slot, perSecond } = pace.state.rate;
      return waitForRateMs({ nextAt: slot + 1_000 / perSecond, perSecond }, pace.now(), ahead, pace.processes);
    },
    get pausedUntil() {
      const { pausedUntil } = pace.state.pace;
      return pausedUntil === 0 ? 0 : pace.toLocal(pausedUntil);
    },
    get perSecond() {
      return pace.state.rate.perSecond;
    },
  };
}
