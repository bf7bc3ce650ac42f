import { randomUUID } from 'node:crypto';
import { retry } from '../async/retry.ts';
import type { Clock } from '../clock.ts';
import { ExplainedError } from '../i18n/explained-error.ts';
import { StorageError, type Claim, type Receipt, type Storage } from '../storage/storage.ts';
import { dayOf, endOfDay } from './day.ts';
import { carriedQuota, keys } from './keys.ts';

/** Who asks, and where: everything that limits depend on. */
export interface Asker {
  readonly id: string;
  readonly userId: string;
  readonly guildId?: string | undefined;
}

/** What a server's admins have set in place of the operator's cooldown and quota. */
export interface OwnLimits {
  readonly cooldownSeconds?: number | undefined;
  readonly dailyQuota?: number | undefined;
}

export interface ReserveOptions {
  readonly own?: OwnLimits;
  /** Whether the request can wait for a cooldown; otherwise a cooldown refuses it. */
  readonly mayWait: boolean;
  /** Pictures that will be made. */
  readonly pictures?: number;
}

export interface Reserved {
  readonly receipts: readonly Receipt[];
  /** When the request's turn comes, in ms since the epoch. */
  readonly startAt: number;
}

export interface Limits {
  /**
   * Reserves what a request uses, all or nothing.
   *
   * @throws {ExplainedError} `cooldown`, `quota_user`, `quota_guild` or `budget_spent`, with the time when it ends.
   * @throws {StorageError}
   */
  reserve(asker: Asker, options: ReserveOptions): Promise<Reserved | 'duplicate'>;
  /** Gives back what a request reserved but didn't use. */
  refund(receipts: readonly Receipt[]): Promise<void>;
  /** Lets no request of the asker's guild (or, without one, of the asker) start before `untilMs`. */
  holdBack(asker: Asker, untilMs: number): Promise<void>;
  /** Removes a person's id from what they have used today. It still counts, or deleting data would reset the quota. */
  forget(userId: string): Promise<void>;
  /** What counts for a person today without their id being stored. */
  carriedOf(userId: string): Promise<number>;
}

export interface LimitsOptions {
  readonly storage: Storage;
  readonly clock: Clock;
  /** Pauses between two requests of a guild, of a person in a guild, and of a person elsewhere, in ms. */
  readonly guildCooldownMs: number;
  readonly userCooldownMs: number;
  readonly dmCooldownMs: number;
  /** Longest wait for a cooldown that is accepted, in ms; 0 = none. */
  readonly patienceMs: number;
  /** Pictures a day; 0 = no limit. */
  readonly userDailyQuota: number;
  readonly guildDailyQuota: number;
  /** Paid calls a day over everything; 0 = no limit. */
  readonly dailyBudgetCalls: number;
  /** A keyed hash of a text. */
  readonly alias: (text: string) => string;
}

/** Discord resends events for a few minutes. An id is remembered for longer than any request takes. */
const ID_REMEMBERED_MS = 30 * 60_000;
/** A process that takes longer to move a count has ended, in ms. */
const TURN_MS = 5000;
const TURN_AGAIN_MS = 250;
/** In direct messages a person waits instead of being refused, within the lifetime of an interaction's token. */
const DM_PATIENCE_MS = 10 * 60_000;

/** Somebody else moves the same count. */
class TurnTaken extends StorageError {}

function untilFree(error: unknown): number | undefined {
  return error instanceof TurnTaken ? TURN_AGAIN_MS : undefined;
}

export function createLimits(options: LimitsOptions): Limits {
  const { storage, clock } = options;

  const paces = ({ guildId, userId }: Asker, own: OwnLimits, mayWait: boolean): Claim[] => {
    const patienceMs = mayWait ? options.patienceMs : 0;
    if (!guildId) {
      const longer = patienceMs > 0 ? DM_PATIENCE_MS : 0;
      return [{ kind: 'pace', key: keys.userPace(userId), intervalMs: options.dmCooldownMs, patienceMs: longer }];
    }
    const guildMs = own.cooldownSeconds === undefined ? options.guildCooldownMs : own.cooldownSeconds * 1000;
    return [
      // The cooldown is part of the key, so that one that admins shorten does not continue at its old length.
      { kind: 'pace', key: `${keys.guildPace(guildId)}:every:${guildMs}`, intervalMs: guildMs, patienceMs },
      // What `holdBack` sets, whatever the guild's cooldown is.
      { kind: 'pace', key: keys.guildPace(guildId), intervalMs: 0, patienceMs },
      { kind: 'pace', key: keys.memberPace(guildId, userId), intervalMs: options.userCooldownMs, patienceMs },
    ];
  };

  const carriedOf = (userId: string) => storage.atomic.used(carriedQuota(options.alias, dayOf(clock.now()), userId));

  const quotas = async ({ guildId, userId }: Asker, own: OwnLimits, amount: number): Promise<Claim[]> => {
    const now = clock.now();
    const day = dayOf(now);
    const ttlMs = endOfDay(now) - now;
    // Without a limit it is still counted, for people and admins who want to see what was used.
    const quota = (key: string, limit: number, carried = 0): Claim => ({
      kind: 'quota',
      key,
      amount,
      limit: (limit || Number.MAX_SAFE_INTEGER) - carried,
      ttlMs,
    });
    const carried = options.userDailyQuota > 0 ? await carriedOf(userId) : 0;
    return [
      quota(keys.userQuota(day, userId), options.userDailyQuota, carried),
      quota(keys.budget(day), options.dailyBudgetCalls),
      ...(guildId ? [quota(keys.guildQuota(day, guildId), lowerLimit(own.dailyQuota, options.guildDailyQuota))] : []),
    ];
  };

  return {
    carriedOf,
    async reserve(asker, { own = {}, mayWait, pictures = 1 }) {
      const once: Claim = { kind: 'quota', key: keys.seen(asker.id), amount: 1, limit: 1, ttlMs: ID_REMEMBERED_MS };
      const claims = [once, ...(await quotas(asker, own, pictures)), ...paces(asker, own, mayWait)];
      const reservation = await storage.atomic.reserve(claims);
      if (reservation.granted) {
        // The id stays reserved: a resent event is a duplicate even if the request was refunded.
        const receipts = reservation.receipts.filter(({ key }) => key !== once.key);
        return { receipts, startAt: reservation.startAt };
      }
      if (reservation.claim.key === once.key) return 'duplicate';
      throw refusal(reservation.claim, reservation.retryAt, clock.now());
    },
    refund: (receipts) => storage.atomic.refund(receipts),
    holdBack: ({ guildId, userId }, untilMs) =>
      storage.atomic.holdBack(guildId ? keys.guildPace(guildId) : keys.userPace(userId), untilMs),
    async forget(userId) {
      const now = clock.now();
      const day = dayOf(now);
      const own = keys.userQuota(day, userId);
      const carried = carriedQuota(options.alias, day, userId);
      // Two at a time would move the same count twice.
      const turn = randomUUID();
      const take = async () => {
        if (!(await storage.atomic.lease(carried, turn, TURN_MS))) throw new TurnTaken();
      };
      // Refused while another is at it, and for as long as a turn lasts after the store was away.
      await retry(take, { clock, delayMs: untilFree, until: clock.now() + 2 * TURN_MS });
      try {
        const amount = await storage.atomic.used(own);
        if (amount === 0) return;
        const limit = Number.MAX_SAFE_INTEGER;
        await storage.atomic.reserve([{ kind: 'quota', key: carried, amount, limit, ttlMs: endOfDay(now) - now }]);
        await storage.atomic.refund([{ kind: 'quota', key: own, amount }]);
      } finally {
        await storage.atomic.release(carried, turn);
      }
    },
  };
}

/** The lower of two limits; 0 and absence mean no limit. */
export function lowerLimit(own: number | undefined, operator: number): number {
  return own && operator ? Math.min(own, operator) : own || operator;
}

function refusal(claim: Claim, retryAt: number, now: number): ExplainedError {
  if (claim.kind === 'pace') return new ExplainedError('cooldown', { when: relativeTimestamp(retryAt, now) });
  // Daily counts are stored for a moment longer than their day.
  const params = { when: relativeTimestamp(Math.min(retryAt, endOfDay(now)), now) };
  if (claim.key.startsWith(keys.budgetPrefix)) return new ExplainedError('budget_spent', params);
  return new ExplainedError(claim.key.startsWith(keys.guildQuotaPrefix) ? 'quota_guild' : 'quota_user', params);
}

/** A Discord timestamp, which counts down by itself; rounded up, so that it never ends too early. */
export function relativeTimestamp(atMs: number, nowMs: number): string {
  return `<t:${Math.max(Math.ceil(atMs / 1000), Math.floor(nowMs / 1000) + 1)}:R>`;
}
