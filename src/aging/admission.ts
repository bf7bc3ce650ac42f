import { ExplainedError } from '../i18n/explained-error.ts';
import type { Access } from '../limits/access.ts';
import type { GuildSettings, GuildSettingsStore } from '../limits/guild-settings.ts';
import { relativeTimestamp, type Limits } from '../limits/limits.ts';
import { StorageError, type Receipt } from '../storage/storage.ts';
import { laneOf, type AgeRequest, type AskedRequest, type PictureSource } from './request/age-request.ts';
import { createLocks } from '../async/locks.ts';
import { afterReading, afterRunning } from '../async/running-time.ts';
import type { WaitingLine } from './line/waiting-line.ts';

/** Bounds of what may be asked, in bytes, pixels and years. */
export const BOUNDS = {
  maxBytes: 25 * 1024 * 1024,
  minShortSide: 64,
  maxPixels: 50_000_000,
  minAge: 10,
  /** From which on a face may be made everywhere. */
  adultAge: 18,
  maxAge: 80,
} as const;

/** A request that is taken, with all that was left open settled. */
export interface Admitted {
  readonly request: AgeRequest;
  readonly receipts: readonly Receipt[];
  /** When its turn comes, in ms since the epoch. */
  readonly startAt: number;
}

export interface AdmissionOptions {
  readonly limits: Limits;
  readonly settings: Pick<GuildSettingsStore, 'get'>;
  readonly line: WaitingLine;
  readonly minAge: number;
  /** Most requests of one guild that wait; 0 = no limit. */
  readonly guildQueueLimit: number;
  readonly now: () => number;
  /** Throws when there is no use in asking the endpoint just now. */
  readonly checkEndpoint: () => void;
  /** Throws when the request may not be made, whatever its limits. */
  readonly access: Access;
  /** Whether a place is for adults. Rejects when that cannot be found out. */
  readonly isAgeRestricted: (place: Pick<AskedRequest, 'venue' | 'channelIds'>) => Promise<boolean>;
  /** The longest that the store may take for one decision, in ms in which this process runs; others' turns do not count. */
  readonly storePatienceMs?: number;
  /** The longest that a decision may take in all, in ms: Discord wants an answer within 3 s. */
  readonly longestMs?: number;
}

/**
 * Decides from the payload and the store alone whether a request is taken, and reserves what it uses.
 *
 * @returns `duplicate` for what has been seen before.
 * @throws {ExplainedError} the refusal.
 */
export type Admission = (asked: AskedRequest) => Promise<Admitted | 'duplicate'>;

/** When to try again if this process cannot keep up with a guild, in ms. */
const AGAIN_MS = 5_000;

export function createAdmission(options: AdmissionOptions): Admission {
  const { limits, settings, line, guildQueueLimit, now, checkEndpoint, access } = options;
  const { storePatienceMs = 500, longestMs = 1500 } = options;
  // One at a time for each guild: of many at once, exactly as many get a place in the line as there are.
  const locks = createLocks();

  const decide = async (asked: AskedRequest): Promise<Admitted | 'duplicate'> => {
    const own = asked.guildId ? await settings.get(asked.guildId) : undefined;
    if (own) checkPlace(asked, own);
    for (const age of agesOf(asked)) checkAge(age, Math.max(options.minAge, own?.minAge ?? 0));
    const request: AgeRequest = { ...asked, private: asked.private ?? isPrivate(asked, own) };
    const lane = laneOf(request);
    const isFull = guildQueueLimit > 0 && request.guildId !== undefined && line.waitingIn(lane) >= guildQueueLimit;
    const reserved = await limits.reserve(request, {
      ...(own && { own }),
      mayWait: !isFull,
      pictures: picturesIn(request),
    });
    if (reserved === 'duplicate') return reserved;
    const { receipts, startAt } = reserved;
    const expectedAt = Math.max(startAt, line.estimate(lane));
    if (expectedAt > now() && (isFull || expectedAt > line.latestStart(request))) {
      await limits.refund(receipts);
      throw tooBusy(expectedAt);
    }
    line.expect(request, startAt);
    return { request, receipts, startAt };
  };

  return async (asked) => {
    checkDeclared(asked.picture);
    checkEndpoint();
    const endsAt = performance.now() + longestMs;
    await inTime(access(asked));
    await checkYoungFace(asked);
    return await decideInTurn(asked, endsAt);
  };

  /** @param endsAt of `performance.now()`: what is not decided by then is refused. */
  async function decideInTurn(asked: AskedRequest, endsAt: number): Promise<Admitted | 'duplicate'> {
    const over = Promise.withResolvers<never>();
    let isOver = false;
    // A store that answers after all must not keep what nobody uses.
    const giveBack = (late: Admitted | 'duplicate') => (late === 'duplicate' ? undefined : giveUp(late));
    const turn = locks.run(laneOf(asked), async () => {
      if (isOver) return 'duplicate';
      return await inTime(decide(asked), giveBack);
    });
    using _timer = afterReading(endsAt - performance.now(), () => {
      isOver = true;
      over.reject(tooBusy(now() + AGAIN_MS));
      turn.then(giveBack).catch(() => undefined);
    });
    return await Promise.race([turn, over.promise]);
  }

  function tooBusy(untilMs: number): ExplainedError {
    return new ExplainedError('too_busy', { when: relativeTimestamp(untilMs, now()) });
  }

  /** @throws {ExplainedError} `storage_down` when the store fails or is late; what comes after all goes to `whenLate`. */
  async function inTime<T>(asked: Promise<T>, whenLate: (late: T) => unknown = () => undefined): Promise<T> {
    const late = Promise.withResolvers<never>();
    using _timer = afterRunning(storePatienceMs, () => {
      late.reject(new ExplainedError('storage_down'));
      asked.then(whenLate).catch(() => undefined);
    });
    return await Promise.race([asked, late.promise]).catch((cause: unknown) => {
      throw cause instanceof StorageError ? new ExplainedError('storage_down', {}, { cause }) : cause;
    });
  }

  /** Young faces are not made where the picture is, or may be, one for adults. What is not known counts as that. */
  async function checkYoungFace(asked: AskedRequest): Promise<void> {
    if (!agesOf(asked).some((age) => age < BOUNDS.adultAge)) return;
    if (asked.picture.spoiler || (await options.isAgeRestricted(asked).catch(() => true)))
      throw new ExplainedError('young_face_here');
  }

  async function giveUp({ request, receipts }: Admitted): Promise<void> {
    line.forget(request.id);
    await limits.refund(receipts);
  }
}

function agesOf({ timeline, age }: AskedRequest): readonly number[] {
  return timeline ?? [age];
}

/** Each face of each age counts, as the person was told. */
function picturesIn({ handling, timeline }: AgeRequest): number {
  return Math.max(1, handling?.faces.length ?? 0) * (timeline?.length ?? 1);
}

/** Somebody else's picture is shown around only where the server wants it so. */
function isPrivate({ subject, userId }: AskedRequest, own: GuildSettings | undefined): boolean {
  if (subject && subject.userId !== userId) return !own?.othersPublic;
  return own?.privateByDefault ?? false;
}

function checkPlace({ channelIds }: AskedRequest, { closedChannels }: GuildSettings): void {
  if (channelIds.some((id) => closedChannels.includes(id))) throw new ExplainedError('channel_closed');
}

function checkAge(age: number, min: number): void {
  if (!Number.isInteger(age) || age < min || age > BOUNDS.maxAge) {
    throw new ExplainedError('age_out_of_range', { min, max: BOUNDS.maxAge });
  }
}

function checkDeclared({ declared }: PictureSource): void {
  const { bytes, contentType, width, height } = declared;
  if (bytes === 0) throw new ExplainedError('picture_empty');
  if (bytes !== undefined && bytes > BOUNDS.maxBytes) throw new ExplainedError('picture_too_heavy');
  // Phones' HEIC files often come without a type or as application/octet-stream: the bytes decide those.
  if (contentType && !/^(image\/|application\/octet-stream)/i.test(contentType)) {
    throw new ExplainedError('picture_not_a_picture');
  }
  if (!width || !height) return;
  if (Math.min(width, height) < BOUNDS.minShortSide) throw new ExplainedError('picture_too_small');
  if (width * height > BOUNDS.maxPixels) throw new ExplainedError('picture_too_many_pixels');
}
