import { createLocks } from '../async/locks.ts';
import { afterReading, afterRunning } from '../async/running-time.ts';
import { createSlots } from '../async/slots.ts';
import { FIRST_RESPONSE } from '../bounds.ts';
import { ExplainedError } from '../i18n/explained-error.ts';
import type { Access } from '../limits/access.ts';
import type { GuildSettings, GuildSettingsStore } from '../limits/settings/guild-settings.ts';
import { coolingDown, relativeTimestamp, type Limits, type ReserveOptions } from '../limits/limits.ts';
import type { Receipt } from '../storage/storage.ts';
import { laneOf, type AgeRequest, type AskedRequest } from './request/age-request.ts';
import { isOthersPicture } from './request/about-person.ts';
import {
  agesOf,
  checkAge,
  checkChannel,
  checkDeclared,
  checkYoungFaces,
  youngestShown,
  type IsAgeRestricted,
} from './request/checks.ts';
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
  readonly isAgeRestricted: IsAgeRestricted;
  /**
   * The longest that the store may take for one decision, in ms. Time in which this process can't run, or waits for
   * other decisions, doesn't count.
   */
  readonly storePatienceMs?: number;
  /** When a request was made, in ms since the epoch. */
  readonly askedAt: (asked: AskedRequest) => number;
  /** Until when after that it is decided on, in ms. */
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
/** The part of the time for a decision that each request gets, in case that it is this machine's clock that is wrong. */
const LEAST_PART = 0.4;
/** Decisions at a time: enough to be one command of the store. */
const AT_ONCE = 50;
/** When to try again if this process cannot keep up with a guild, in ms. */
const AGAIN_MS = 5_000;

export function createAdmission(options: AdmissionOptions): Admission {
  const { limits, settings, queue, guildQueueLimit, now, checkEndpoint, access } = options;
  const { storePatienceMs = 500, longestMs = FIRST_RESPONSE.decideMs } = options;
  // One at a time for each guild, so that the line never gets longer than its limit.
  const locks = createLocks();
  // The first of a crowd are acknowledged before the last are decided on, or all would be late together.
  const slots = createSlots(AT_ONCE);

  const decide = async (asked: AskedRequest, own: GuildSettings | undefined): Promise<Admitted | 'duplicate'> => {
    if (own) checkChannel(asked, own);
    const minAge = Math.max(options.minAge, own?.minAge ?? 0);
    for (const age of agesOf(asked)) checkAge(age, minAge);
    const request: AgeRequest = {
      ...asked,
      minAge: Math.max(minAge, youngestShown(asked)),
      private: isPrivate(asked, own),
    };
    const asks = { ...(own && { own }), mayWait: true, pictures: picturesIn(request) };
    const { waiting, startsAt, giveBack, reserved } = await enterAndReserve(request, asks);
    if (reserved === 'duplicate') {
      giveBack();
      return reserved;
    }
    const { receipts, startAt } = reserved;
    const expectedAt = Math.max(startAt, startsAt);
    const isFull = guildQueueLimit > 0 && request.guildId !== undefined && waiting >= guildQueueLimit;
    if (expectedAt > now() && (isFull || expectedAt > latestStart(request))) {
      giveBack();
      await limits.refund(receipts);
      throw isFull && startAt > now() ? coolingDown(startAt, now()) : tooBusy(expectedAt);
    }
    queue.expect(request, startAt);
    return { request, receipts, startAt };
  };

  return async (asked) => {
    checkDeclared(asked.picture);
    checkEndpoint();
    return await decideInTurn(asked);
  };

  /**
   * How long there is for a decision, in ms. The time that a request has waited to be read counts, as far as the clocks
   * of this machine and of Discord agree.
   */
  function timeFor(asked: AskedRequest): number {
    const leftMs = options.askedAt(asked) + longestMs - now();
    return Math.min(Math.max(leftMs, longestMs * LEAST_PART), longestMs);
  }

  /** Takes a place in the line and reserves, in one command of the store; both or none. */
  async function enterAndReserve(request: AgeRequest, asks: ReserveOptions) {
    const [entered, reserved] = await Promise.allSettled([queue.enter(request), limits.reserve(request, asks)]);
    if (entered.status === 'rejected') {
      if (reserved.status === 'fulfilled' && reserved.value !== 'duplicate')
        await limits.refund(reserved.value.receipts);
      throw entered.reason;
    }
    if (reserved.status === 'rejected') {
      entered.value.giveBack();
      throw reserved.reason;
    }
    return { ...entered.value, reserved: reserved.value };
  }

  /** Checks the access, and reads the server's settings at the same time, so that the store is asked once. */
  async function lookUp(asked: AskedRequest): Promise<GuildSettings | undefined> {
    const [own] = await Promise.all([asked.guildId ? settings.get(asked.guildId) : undefined, access(asked)]);
    return own;
  }

  async function decideInTurn(asked: AskedRequest): Promise<Admitted | 'duplicate'> {
    const over = Promise.withResolvers<never>();
    let isOver = false;
    // When the store answers late, what it reserved is refunded.
    const giveBack = (late: Admitted | 'duplicate') => (late === 'duplicate' ? undefined : giveUp(late));
    const turn = slots.run(async () => {
      if (isOver) return 'duplicate';
      const own = await inTime(lookUp(asked));
      await checkYoungFaces(agesOf(asked), asked, options.isAgeRestricted);
      return await locks.run(laneOf(asked), async () => {
        if (isOver) return 'duplicate';
        return await inTime(decide(asked, own), giveBack);
      });
    });
    using _timer = afterReading(timeFor(asked), () => {
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

  async function giveUp({ request, receipts }: Admitted): Promise<void> {
    queue.leave(request);
    await limits.refund(receipts);
  }
}

/** Latest start with which a request can be answered in time, in ms since the epoch. */
function latestStart({ deadline }: AgeRequest): number {
  return deadline - NEEDED_MS;
}

/** Each face of each age counts as one picture, as the person was told. */
function picturesIn({ handling, timeline }: AgeRequest): number {
  return Math.max(1, handling?.faces.length ?? 0) * (timeline?.length ?? 1);
}

/**
 * Whether only the requester sees the answer. About somebody else's picture it's public only where the server's settings
 * say so, whatever the requester asks for.
 */
function isPrivate(asked: AskedRequest, own: GuildSettings | undefined): boolean {
  if (isOthersPicture(asked)) return asked.private === true || !own?.othersPublic;
  return asked.private ?? own?.privateByDefault ?? false;
}
