import { createLocks } from '../async/locks.ts';
import { afterReading, afterRunning } from '../async/running-time.ts';
import { ADULT_AGE } from '../bounds.ts';
import { ExplainedError } from '../i18n/explained-error.ts';
import type { Access } from '../limits/access.ts';
import type { GuildSettings, GuildSettingsStore } from '../limits/guild-settings.ts';
import { relativeTimestamp, type Limits } from '../limits/limits.ts';
import type { Receipt } from '../storage/storage.ts';
import { laneOf, type AgeRequest, type AskedRequest } from './request/age-request.ts';
import { checkAge, checkChannel, checkDeclared } from './request/checks.ts';
import { explained } from './request/failure.ts';
import type { WorkQueue } from './queue/work-queue.ts';

/** An accepted request, with all defaults filled in. */
export interface Admitted {
  readonly request: AgeRequest;
  readonly receipts: readonly Receipt[];
  /** When its turn comes, in ms since the epoch. */
  readonly startAt: number;
}

export interface AdmissionOptions {
  readonly limits: Limits;
  readonly settings: Pick<GuildSettingsStore, 'get'>;
  readonly queue: Pick<WorkQueue, 'enter' | 'expect' | 'leave'>;
  readonly minAge: number;
  /** Maximum number of waiting requests of one guild; 0 = no limit. */
  readonly guildQueueLimit: number;
  readonly now: () => number;
  /** Throws when the endpoint can't be used now. */
  readonly checkEndpoint: () => void;
  /** Throws when the person, the place or the photo's subject does not allow the request. */
  readonly access: Access;
  /** Whether a channel is age-restricted. Rejects when that can't be found out. */
  readonly isAgeRestricted: (where: Pick<AskedRequest, 'venue' | 'channelIds'>) => Promise<boolean>;
  /**
   * The longest that the store may take for one decision, in ms. Time in which this process can't run, or waits for
   * other decisions, doesn't count.
   */
  readonly storePatienceMs?: number;
  /** The longest that a decision may take in all, in ms: Discord wants an answer within 3 s. */
  readonly longestMs?: number;
}

/**
 * Decides from the payload and the store alone whether a request is accepted, and reserves what it uses.
 *
 * @returns `duplicate` for an event that was received before.
 * @throws {ExplainedError} the refusal.
 */
export type Admission = (asked: AskedRequest) => Promise<Admitted | 'duplicate'>;

/** Time that a request needs before its deadline, in ms; a later start would most likely be too late. */
const NEEDED_MS = 60_000;
/** When to try again if this process cannot keep up with a guild, in ms. */
const AGAIN_MS = 5_000;

export function createAdmission(options: AdmissionOptions): Admission {
  const { limits, settings, queue, guildQueueLimit, now, checkEndpoint, access } = options;
  const { storePatienceMs = 500, longestMs = 1500 } = options;
  // One at a time for each guild, so that the line never gets longer than its limit.
  const locks = createLocks();

  const decide = async (asked: AskedRequest, own: GuildSettings | undefined): Promise<Admitted | 'duplicate'> => {
    if (own) checkChannel(asked, own);
    for (const age of agesOf(asked)) checkAge(age, Math.max(options.minAge, own?.minAge ?? 0));
    const request: AgeRequest = { ...asked, private: asked.private ?? isPrivate(asked, own) };
    const { waiting, startsAt, giveBack } = await queue.enter(request);
    const isFull = guildQueueLimit > 0 && request.guildId !== undefined && waiting >= guildQueueLimit;
    const asks = { ...(own && { own }), mayWait: !isFull, pictures: picturesIn(request) };
    const reserved = await limits.reserve(request, asks).catch((refusal: unknown) => {
      giveBack();
      throw refusal;
    });
    if (reserved === 'duplicate') {
      giveBack();
      return reserved;
    }
    const { receipts, startAt } = reserved;
    const expectedAt = Math.max(startAt, startsAt);
    if (expectedAt > now() && (isFull || expectedAt > latestStart(request))) {
      giveBack();
      await limits.refund(receipts);
      throw tooBusy(expectedAt);
    }
    queue.expect(request, startAt);
    return { request, receipts, startAt };
  };

  return async (asked) => {
    checkDeclared(asked.picture);
    checkEndpoint();
    const endsAt = performance.now() + longestMs;
    const own = await inTime(lookUp(asked));
    await checkYoungFace(asked);
    return await decideInTurn(asked, own, endsAt);
  };

  /** Checks the access, and reads the server's settings at the same time, so that the store is asked once. */
  async function lookUp(asked: AskedRequest): Promise<GuildSettings | undefined> {
    const [own] = await Promise.all([asked.guildId ? settings.get(asked.guildId) : undefined, access(asked)]);
    return own;
  }

  /** @param endsAt of `performance.now()`: what is not decided by then is refused. */
  async function decideInTurn(
    asked: AskedRequest,
    own: GuildSettings | undefined,
    endsAt: number,
  ): Promise<Admitted | 'duplicate'> {
    const over = Promise.withResolvers<never>();
    let isOver = false;
    // When the store answers late, what it reserved is refunded.
    const giveBack = (late: Admitted | 'duplicate') => (late === 'duplicate' ? undefined : giveUp(late));
    const turn = locks.run(laneOf(asked), async () => {
      if (isOver) return 'duplicate';
      return await inTime(decide(asked, own), giveBack);
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

  /** @throws {ExplainedError} `storage_down` when the store fails or is late; a late result goes to `whenLate`. */
  async function inTime<T>(asked: Promise<T>, whenLate: (late: T) => unknown = () => undefined): Promise<T> {
    const late = Promise.withResolvers<never>();
    using _timer = afterRunning(storePatienceMs, () => {
      late.reject(new ExplainedError('storage_down'));
      asked.then(whenLate).catch(() => undefined);
    });
    return await Promise.race([asked, late.promise]).catch((cause: unknown) => {
      throw explained(cause);
    });
  }

  /** Refuses young faces where the picture is, or may be, for adults. An unknown channel counts as age-restricted. */
  async function checkYoungFace(asked: AskedRequest): Promise<void> {
    if (!agesOf(asked).some((age) => age < ADULT_AGE)) return;
    if (asked.picture.spoiler || (await options.isAgeRestricted(asked).catch(() => true)))
      throw new ExplainedError('young_face_here');
  }

  async function giveUp({ request, receipts }: Admitted): Promise<void> {
    queue.leave(request);
    await limits.refund(receipts);
  }
}

/** Latest start with which a request can be answered in time, in ms since the epoch. */
function latestStart({ deadline }: AgeRequest): number {
  return deadline - NEEDED_MS;
}

function agesOf({ timeline, age }: AskedRequest): readonly number[] {
  return timeline ?? [age];
}

/** Each face of each age counts as one picture, as the person was told. */
function picturesIn({ handling, timeline }: AgeRequest): number {
  return Math.max(1, handling?.faces.length ?? 0) * (timeline?.length ?? 1);
}

/** An answer about somebody else's picture is public only where the server's settings say so. */
function isPrivate({ subject, userId }: AskedRequest, own: GuildSettings | undefined): boolean {
  if (subject && subject.userId !== userId) return !own?.othersPublic;
  return own?.privateByDefault ?? false;
}
