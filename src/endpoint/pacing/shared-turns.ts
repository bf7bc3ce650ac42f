import type { NoTurn, Turn } from './pace.ts';
import { createSharedPace, type PaceChange, type SharedText } from './shared-pace.ts';
import { type Turns, type TurnsOptions, waitForRateMs } from './turns.ts';

/**
 * How far ahead a turn is reserved; each process holds one at most. One that crashes loses it. Without reservations, all
 * would ask for each turn at the same moment.
 */
const AHEAD_MS = 2_000;
/** The same while the rate is sought and changes fast. */
const SEEKING_AHEAD_MS = 250;
/** After a longer wait for its turn, a call first makes sure that no pause has begun. */
const CHECK_AFTER_MS = 100;
/** How often a process asks whether the probe of another one has ended. */
const POLL_MS = 500;

/** The turns of a process that shares the endpoint's key with others. */
export function createSharedTurns(options: TurnsOptions & { readonly shared: SharedText }): Turns {
  const { clock, random, onReady, onPause } = options;
  const pace = createSharedPace(options);
  let ready: Turn | undefined;
  let isWanted = false;
  let isAsking = false;
  let reportedPause = 0;

  async function update<T>(change: PaceChange<T>): Promise<T> {
    const result = await pace.update(change);
    reportPause();
    return result;
  }

  function note(change: PaceChange<unknown>, isUrgent: boolean): void {
    pace.note(change);
    reportPause();
    if (isUrgent) void update(() => undefined);
  }

  function reportPause(): void {
    const { pausedUntil } = pace.state.pace;
    if (pausedUntil <= reportedPause) return;
    reportedPause = pausedUntil;
    onPause(pace.toLocal(pausedUntil));
  }

  const isSeeking = (): boolean => options.given === undefined && pace.state.rate.refused === undefined;
  const aheadMs = (): number => (isSeeking() ? SEEKING_AHEAD_MS : AHEAD_MS);
  /** Processes ask at random moments of this time, and not all together. */
  const spreadMs = (): number => random() * Math.min(1_000 / pace.state.rate.perSecond, aheadMs());

  const sleepUntil = (storeMs: number): Promise<void> => clock.sleep(Math.ceil(storeMs - pace.now()));

  async function waitToAsk({ retryAt }: NoTurn): Promise<void> {
    const isProbing = pace.state.pace.probeUntil > pace.now();
    const at = isProbing ? Math.min(retryAt, pace.now() + POLL_MS) : retryAt;
    await sleepUntil(at + spreadMs());
  }

  /** A pause and a lower rate end all turns that haven't begun; they are given anew. */
  function isValid({ pausesBefore, askedAt }: Turn): boolean {
    const {
      pace: { pauses },
      rate: { refused },
    } = pace.state;
    return pauses === pausesBefore && (refused === undefined || refused.cutAt <= askedAt);
  }

  /** @returns a turn that begins now */
  async function takeTurn(): Promise<Turn> {
    let wasHeld = false;
    for (;;) {
      const turn = await update((each, now) => each.take(now, aheadMs()));
      if ('retryAt' in turn) {
        wasHeld ||= turn.isHeld;
        await waitToAsk(turn);
        continue;
      }
      const waitMs = turn.startAt - pace.now();
      if (waitMs > 0) await sleepUntil(turn.startAt);
      if (waitMs > CHECK_AFTER_MS) await pace.refresh();
      if (isValid(turn)) return { ...turn, wasHeld: wasHeld || turn.wasHeld };
      pace.note((each) => each.giveBack(turn));
    }
  }

  async function serve(): Promise<void> {
    isAsking = true;
    while (isWanted) {
      const turn = (ready = await takeTurn());
      // Only who asks from now on wants another one.
      isWanted = false;
      onReady();
      if (ready) note((each) => each.giveBack(turn), turn.isProbe);
      ready = undefined;
      // Who has just had a turn would otherwise always be the first to ask for the next one.
      if (isWanted && pace.processes > 1) await clock.sleep(spreadMs());
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
    refused: (turn, retryAfterMs) => {
      const at = pace.now();
      note((each) => each.refused(turn, at, retryAfterMs), true);
    },
    ended: (turn, wasAccepted) => {
      const at = pace.now();
      const isAwaited = turn.isProbe || (turn.wasHeld && isSeeking());
      note((each) => each.ended(turn, at, wasAccepted), isAwaited);
    },
    pause: (ms) => {
      const at = pace.now();
      note((each) => each.pause(at, at + ms), true);
    },
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
