import { MAX_FILE_BYTES } from '../../bounds.ts';
import type { Clock } from '../../clock.ts';
import type { PictureHold, PictureMemory } from '../../picture/picture-memory.ts';
import type { AgeRequest } from '../request/age-request.ts';
import type { OpenedPicture, PicturesOf } from './pictures.ts';

/** Opens photos: of a request whose turn it is already while it is acknowledged, since this costs nobody anything. */
export interface Openings {
  /** Begins to open the photo of an admitted request, if its turn is next and nobody else waits for the memory. */
  begin(request: AgeRequest, options: BeginOptions): void;
  /** Ends what was begun, unless it was taken, and frees its memory. */
  drop(id: string): void;
  /** Gives what was begun, or else what opens the photo now. */
  take(request: AgeRequest): Opening;
}

export interface BeginOptions {
  /** Whether it runs as soon as it is acknowledged. */
  readonly isNext: boolean;
  /** Drops it when aborted, unless it was taken. */
  readonly until: AbortSignal;
}

export interface Opening {
  /** The request's share of the memory for pictures. Whoever takes it disposes of it. */
  readonly hold: PictureHold;
  /** @throws {ExplainedError} a `picture_…` reason; the signal's reason. */
  open(signal: AbortSignal): Promise<OpenedPicture>;
}

export interface OpeningsOptions {
  readonly picturesOf: (person: string) => Pick<ReturnType<PicturesOf>, 'open'>;
  readonly memory: PictureMemory;
  readonly clock: Clock;
  readonly faceDetection: boolean;
  /** Has what opens pictures start, if it doesn't run. */
  readonly warmUp: () => void;
}

/** Requests whose photos are opened before they run. More would only slow down those that run: the machine is busy. */
const MOST_EARLY = 8;
/** Longer than an acknowledgement takes. After that, a request that still hasn't run gives its memory back. */
const KEPT_MS = 10_000;
/** An abort reason; without one, each abort creates an error with a stack. */
const DROPPED = 'dropped';

interface Early {
  readonly drop: () => void;
  readonly take: () => Opening;
}

export function createOpenings({ picturesOf, memory, clock, faceDetection, warmUp }: OpeningsOptions): Openings {
  const early = new Map<string, Early>();

  const open = (
    { userId, picture, handling }: AgeRequest,
    hold: PictureHold,
    signal: AbortSignal,
  ): Promise<OpenedPicture> => {
    const findFaces = faceDetection && !handling;
    return picturesOf(userId).open(picture, { signal, hold, findFaces, ...(handling && { turn: handling.turn }) });
  };

  const openEarly = (request: AgeRequest, until: AbortSignal): Early => {
    const ended = new AbortController();
    const waited = new AbortController();
    /** @returns whether this is the first call. */
    const leave = () => {
      until.removeEventListener('abort', drop);
      waited.abort(DROPPED);
      return early.delete(request.id);
    };
    const drop = () => {
      if (!leave()) return;
      ended.abort(DROPPED);
      hold[Symbol.dispose]();
    };
    const hold = memory.hold(drop);
    until.addEventListener('abort', drop, { once: true });
    clock.sleep(KEPT_MS, waited.signal).then(drop, () => undefined);
    const picture = open(request, hold, ended.signal);
    // It is reported when it is taken.
    picture.catch(() => undefined);
    const take = (): Opening => {
      leave();
      hold.keep();
      return { hold, open: (signal) => endingWith(signal, ended, picture) };
    };
    return { drop, take };
  };

  return {
    begin(request, { isNext, until }) {
      warmUp();
      const bytes = request.picture.declared.bytes ?? MAX_FILE_BYTES;
      if (!isNext || until.aborted || early.size >= MOST_EARLY || !memory.isFree(bytes)) return;
      early.set(request.id, openEarly(request, until));
    },
    drop: (id) => early.get(id)?.drop(),
    take(request) {
      const begun = early.get(request.id)?.take();
      if (begun) return begun;
      const hold = memory.hold();
      return { hold, open: (signal) => open(request, hold, signal) };
    },
  };
}

/** Waits for work that began before there was this signal. */
async function endingWith<T>(signal: AbortSignal, work: AbortController, done: Promise<T>): Promise<T> {
  const end = () => work.abort(signal.reason);
  if (signal.aborted) end();
  signal.addEventListener('abort', end, { once: true });
  try {
    return await done;
  } finally {
    signal.removeEventListener('abort', end);
  }
}
