import { MAX_FILE_BYTES } from '../../bounds.ts';
import { createFairQueue, type Slot } from '../../async/fair-queue.ts';
import { backoffMs, retry } from '../../async/retry.ts';
import type { Clock } from '../../clock.ts';
import { ExplainedError } from '../../i18n/explained-error.ts';
import { FetchError, type FetchErrorKind } from '../../picture/fetching/fetch-error.ts';
import type { FetchOptions, GuardedFetch } from '../../picture/fetching/guarded-fetch.ts';
import { TAG_ROOM } from '../../picture/codecs/origin/origin-tag.ts';
import type { PictureHold, PictureMemory } from '../../picture/picture-memory.ts';
import type { PictureSource } from '../request/age-request.ts';
import type { Held } from './held-bytes.ts';

export interface DownloadsOptions {
  /** Downloads from Discord. */
  readonly discordFiles: GuardedFetch;
  /** Downloads the endpoint's results. */
  readonly resultFiles: GuardedFetch;
  readonly clock: Clock;
  readonly memory: PictureMemory;
}

/** One for each source. */
type HeldOf<Sources extends readonly PictureSource[]> = { readonly [Index in keyof Sources]: Held };

/** Downloads files into the memory for pictures. */
export interface Downloads {
  /**
   * All that a person gave. People take turns where there are too many, unless the hold has something already.
   *
   * @throws {ExplainedError} `picture_too_heavy`, `picture_too_slow`, `picture_unavailable` or `picture_gone`; the signal's reason.
   */
  photos<const Sources extends readonly PictureSource[]>(
    sources: Sources,
    person: string,
    hold: PictureHold,
    signal: AbortSignal,
  ): Promise<HeldOf<Sources>>;
  /**
   * A paid result of the endpoint, with {@link TAG_ROOM} before it in its memory. It waits for no photos.
   *
   * @throws {ExplainedError} `result_unavailable`; the signal's reason.
   */
  result(url: string, hold: PictureHold, signal: AbortSignal): Promise<Held>;
}

const ATTEMPTS = 4;
const BACKOFF = { firstMs: 500, longestMs: 2000 };
/** Requests whose photos are downloaded at once. */
const MOST_PHOTOS = 32;
/** Slow ones that go on beside them, so that others don't wait for their places. */
const MOST_SLOW_PHOTOS = 64;
const MOST_OF_ONE_PERSON = 2;
/**
 * Requests among them with a photo whose size nobody has declared, as of other websites. Such a photo takes the memory for
 * the largest file, so more of them would leave none for others.
 */
const MOST_OF_UNKNOWN_SIZE = 4;
const NO_SLOT: Slot = { leave: () => undefined };

export function createDownloads({ discordFiles, resultFiles, clock, memory }: DownloadsOptions): Downloads {
  const turns = createFairQueue({
    width: MOST_PHOTOS,
    mostOfOneLane: MOST_OF_ONE_PERSON,
    mostWithoutSlot: MOST_SLOW_PHOTOS,
  });
  const ofUnknownSize = createFairQueue({ width: MOST_OF_UNKNOWN_SIZE });

  const fetchBytes = (
    files: GuardedFetch,
    url: string,
    passing: ReadonlySet<FetchErrorKind>,
    options: FetchOptions & { readonly signal: AbortSignal },
  ): Promise<Buffer> =>
    retry(() => files.fetchBytes(url, options), {
      clock,
      attempts: ATTEMPTS,
      delayMs: (error, failures) => (isPassing(error, passing) ? backoffMs(failures, BACKOFF) : undefined),
      signal: options.signal,
    });

  /** Whether somebody waits for what a download of a photo holds. */
  const isAwaited = (isOfUnknownSize: boolean): boolean =>
    turns.waiting > 0 || (isOfUnknownSize && ofUnknownSize.waiting > 0) || !memory.isFree(0);

  return {
    async photos<Sources extends readonly PictureSource[]>(
      sources: Sources,
      person: string,
      hold: PictureHold,
      signal: AbortSignal,
    ) {
      // Who has a turn may wait for memory. So who holds memory must not wait for a turn.
      const waits = hold.isEmpty();
      const isOfUnknownSize = sources.some(({ declared }) => declared.bytes === undefined);
      const download = (slot: Slot, isLast: boolean) => {
        const holding = {
          isAwaited: () => isLast || isAwaited(isOfUnknownSize),
          giveWay: () => slot.leave(),
        };
        const one = ({ url, declared }: PictureSource) =>
          into(hold, declared.bytes ?? MAX_FILE_BYTES, signal, () =>
            fetchBytes(discordFiles, url, PASSING_OF_PHOTOS, { signal, holding }),
          );
        return allOrNone(sources.map(one));
      };
      const inTurn = (isLast: boolean) =>
        waits ? turns.run(person, '', (slot) => download(slot, isLast), signal) : download(NO_SLOT, isLast);
      // A connection that stalls is slow as well, and the next one isn't. Others that wait come first.
      const patiently = () =>
        inTurn(false).catch((error: unknown) => {
          if (error instanceof FetchError && error.kind === 'too_slow') return inTurn(true);
          throw error;
        });
      try {
        const work = waits && isOfUnknownSize ? ofUnknownSize.run(person, '', patiently, signal) : patiently();
        return (await work) as HeldOf<Sources>;
      } catch (error) {
        throw error instanceof FetchError ? new ExplainedError(reasonOf(error), {}, { cause: error }) : error;
      }
    },

    async result(url, hold, signal) {
      return await into(hold, MAX_FILE_BYTES, signal, () =>
        fetchBytes(resultFiles, url, PASSING_OF_RESULTS, { signal, room: TAG_ROOM }).catch((error: unknown) => {
          throw error instanceof FetchError ? new ExplainedError('result_unavailable', {}, { cause: error }) : error;
        }),
      );
    },
  };
}

/** Reserves memory for a file, and downloads it. */
async function into(
  hold: PictureHold,
  mostBytes: number,
  signal: AbortSignal,
  download: () => Promise<Buffer>,
): Promise<Held> {
  const share = await hold.reserve(mostBytes, signal);
  try {
    const bytes = await download();
    share.settle(bytes.byteLength);
    return { bytes, share };
  } catch (error) {
    share.release();
    throw error;
  }
}

/** Waits for all. If one fails, it keeps none. */
async function allOrNone(downloads: readonly Promise<Held>[]): Promise<readonly Held[]> {
  try {
    return await Promise.all(downloads);
  } catch (error) {
    for (const each of await Promise.allSettled(downloads)) if (each.status === 'fulfilled') each.value.share.release();
    throw error;
  }
}

/** A connection that breaks often works a moment later; a file that is gone or refused never comes back. */
const PASSING_OF_PHOTOS: ReadonlySet<FetchErrorKind> = new Set<FetchErrorKind>(['unreachable']);
/** A result is paid for, so a slow download is tried again. */
const PASSING_OF_RESULTS: ReadonlySet<FetchErrorKind> = new Set<FetchErrorKind>(['unreachable', 'timeout']);

function isPassing(error: unknown, passing: ReadonlySet<FetchErrorKind>): boolean {
  if (!(error instanceof FetchError)) return false;
  return passing.has(error.kind) || (error.kind === 'status' && (error.status ?? 0) >= 500);
}

function reasonOf(
  error: FetchError,
): 'picture_too_heavy' | 'picture_too_slow' | 'picture_unavailable' | 'picture_gone' {
  if (error.kind === 'too_heavy') return 'picture_too_heavy';
  if (error.kind === 'too_slow' || error.kind === 'timeout') return 'picture_too_slow';
  return isPassing(error, PASSING_OF_PHOTOS) ? 'picture_unavailable' : 'picture_gone';
}
