import { randomUUID } from 'node:crypto';
import { retry } from '../async/retry.ts';
import type { Clock } from '../clock.ts';
import { ExplainedError } from '../i18n/explained-error.ts';
import { StorageError, type Claim, type Receipt, type Storage } from '../storage/storage.ts';
import { dayOf, endOfDay } from './day.ts';
import { carriedQuota, keys } from './keys.ts';
import { createNewcomers } from './newcomers.ts';
import { createPauses, isPause } from './pauses.ts';

/** Who asks, and where: everything that limits depend on. */
export interface Asker {
  readonly id: string;
  readonly userId: string;
  readonly guildId?: string | undefined;
}

/** What a server's admins have set instead of the operator's cooldown and quota. */
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
   * @throws {ExplainedError} `cooldown`, `paused`, `quota_user`, `quota_guild`, `budget_spent` or `budget_newcomers`, with
   *   the time when it ends.
   * @throws {StorageError}
   */
  reserve(asker: Asker, options: ReserveOptions): Promise<Reserved | 'duplicate'>;
  /**
   * Reserves what one more call of an admitted request may cost.
   *
   * @throws {ExplainedError} `budget_spent` or `budget_newcomers`; {StorageError}.
   */
  reserveRepeat(asker: Asker): Promise<void>;
  /** Gives back what a request reserved but didn't use. */
  refund(receipts: readonly Receipt[]): Promise<void>;
  /** The same, except that its person's own cooldown goes on. */
  refundExceptCooldown(asker: Asker, receipts: readonly Receipt[]): Promise<void>;
  /** Counts work that came to nothing. People who make too much of it are paused for ten minutes. */
  noteWaste(asker: Pick<Asker, 'userId'>, amount: number): Promise<void>;
  /** Lets no request of the asker's guild (or, without one, of the asker) start before `untilMs`. */
  holdBack(asker: Asker, untilMs: number): Promise<void>;
  /** Remembers for whom a picture was made: they are no newcomers from tomorrow on. Never rejects. */
  noteAnswer(asker: Pick<Asker, 'userId' | 'guildId'>): Promise<void>;
  /** The day of a person's first picture, for as long as it's remembered. */
  firstDayOf(userId: string): Promise<string | undefined>;
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
  const pauses = createPauses(options);
  const newcomers = createNewcomers(options);
  /** Cooldowns outlast "Delete my data", so they don't contain the person's id. */
  const aliasOf = (userId: string) => options.alias(`pace:${userId}`);

  const paces = ({ guildId, userId }: Asker, own: OwnLimits, mayWait: boolean): Claim[] => {
    const patienceMs = mayWait ? options.patienceMs : 0;
    if (!guildId) {
      const longer = patienceMs > 0 ? DM_PATIENCE_MS : 0;
      return [
        { kind: 'pace', key: keys.userPace(aliasOf(userId)), intervalMs: options.dmCooldownMs, patienceMs: longer },
      ];
    }
    const guildMs = cooldownOf(own.cooldownSeconds, options.guildCooldownMs);
    return [
      // The cooldown is part of the key, so that one that admins shorten does not continue at its old length.
      { kind: 'pace', key: `${keys.guildPace(guildId)}:every:${guildMs}`, intervalMs: guildMs, patienceMs },
      // What `holdBack` sets, whatever the guild's cooldown is.
      { kind: 'pace', key: keys.guildPace(guildId), intervalMs: 0, patienceMs },
      { kind: 'pace', key: keys.memberPace(guildId, aliasOf(userId)), intervalMs: options.userCooldownMs, patienceMs },
    ];
  };

  /** Where people have no cooldown, the operator doesn't want them slowed down. */
  const hasCooldown = ({ guildId }: Pick<Asker, 'guildId'>) =>
    (guildId ? options.userCooldownMs : options.dmCooldownMs) > 0;

  const carriedOf = (userId: string) => storage.atomic.used(carriedQuota(options.alias, dayOf(clock.now()), userId));

  const budgets = async (now: number, asker: Asker, amount: number): Promise<Claim[]> => [
    quotaOf(now, keys.budget(dayOf(now)), options.dailyBudgetCalls, amount),
    ...(await newcomers.claims(asker, amount)),
  ];

  const quotas = async ({ id, guildId, userId }: Asker, own: OwnLimits, amount: number): Promise<Claim[]> => {
    const now = clock.now();
    const day = dayOf(now);
    const quota = (key: string, limit: number, carried = 0) => quotaOf(now, key, limit, amount, carried);
    const [carried, ofBudget] = await Promise.all([
      options.userDailyQuota > 0 ? carriedOf(userId) : 0,
      budgets(now, { id, userId, guildId }, amount),
    ]);
    return [
      quota(keys.userQuota(day, userId), options.userDailyQuota, carried),
      ...ofBudget,
      ...(guildId ? [quota(keys.guildQuota(day, guildId), lowerLimit(own.dailyQuota, options.guildDailyQuota))] : []),
    ];
  };

  return {
    carriedOf,
    async reserve(asker, { own = {}, mayWait, pictures = 1 }) {
      const once: Claim = { kind: 'quota', key: keys.seen(asker.id), amount: 1, limit: 1, ttlMs: ID_REMEMBERED_MS };
      const claims = [
        once,
        ...(hasCooldown(asker) ? [pauses.claim(asker.userId)] : []),
        ...(await quotas(asker, own, pictures)),
        ...paces(asker, own, mayWait),
      ];
      const reservation = await storage.atomic.reserve(claims);
      if (reservation.granted) {
        // The id stays reserved: a resent event is a duplicate even if the request was refunded.
        const receipts = reservation.receipts.filter((receipt) => receipt.key !== once.key && !isPause(receipt));
        return { receipts, startAt: reservation.startAt };
      }
      if (reservation.claim.key === once.key) return 'duplicate';
      throw refusal(reservation.claim, reservation.retryAt, clock.now());
    },
    async reserveRepeat(asker) {
      const reservation = await storage.atomic.reserve(await budgets(clock.now(), asker, 1));
      if (!reservation.granted) throw refusal(reservation.claim, reservation.retryAt, clock.now());
    },
    refund: (receipts) => storage.atomic.refund(receipts),
    refundExceptCooldown({ guildId, userId }, receipts) {
      const own = guildId ? keys.memberPace(guildId, aliasOf(userId)) : keys.userPace(aliasOf(userId));
      return storage.atomic.refund(receipts.filter(({ key }) => key !== own));
    },
    noteAnswer: (asker) => newcomers.note(asker),
    firstDayOf: (userId) => newcomers.since(userId),
    noteWaste: ({ userId }, amount) => pauses.note(userId, amount),
    holdBack: ({ guildId, userId }, untilMs) =>
      storage.atomic.holdBack(guildId ? keys.guildPace(guildId) : keys.userPace(aliasOf(userId)), untilMs),
    async forget(userId) {
      await newcomers.forget(userId);
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

/** A server's own cooldown, in seconds, otherwise the operator's default, in ms; in ms. */
export function cooldownOf(ownSeconds: number | undefined, operatorMs: number): number {
  return ownSeconds === undefined ? operatorMs : ownSeconds * 1000;
}

/** The lower of two limits; 0 and absence mean no limit. */
export function lowerLimit(own: number | undefined, operator: number): number {
  return own && operator ? Math.min(own, operator) : own || operator;
}

/** A claim on a count of the day of `now`. */
function quotaOf(now: number, key: string, limit: number, amount: number, carried = 0): Claim {
  // Without a limit it is still counted, for people and admins who want to see what was used.
  return {
    kind: 'quota',
    key,
    amount,
    limit: (limit || Number.MAX_SAFE_INTEGER) - carried,
    ttlMs: endOfDay(now) - now,
  };
}

function refusal(claim: Claim, retryAt: number, now: number): ExplainedError {
  if (isPause(claim)) return new ExplainedError('paused', { when: relativeTimestamp(retryAt, now) });
  if (claim.kind === 'pace') return coolingDown(retryAt, now);
  // Daily counts are stored for a moment longer than their day.
  const params = { when: relativeTimestamp(Math.min(retryAt, endOfDay(now)), now) };
  if (claim.key.startsWith(keys.budgetPrefix)) return new ExplainedError('budget_spent', params);
  if (claim.key.startsWith(keys.newcomersPrefix)) return new ExplainedError('budget_newcomers', params);
  return new ExplainedError(claim.key.startsWith(keys.guildQuotaPrefix) ? 'quota_guild' : 'quota_user', params);
}

/** A request comes before its cooldown has ended. */
export function coolingDown(untilMs: number, nowMs: number): ExplainedError {
  return new ExplainedError('cooldown', { when: relativeTimestamp(untilMs, nowMs) });
}

/** A Discord timestamp, which counts down by itself; rounded up, so that it never ends too early. */
export function relativeTimestamp(atMs: number, nowMs: number): string {
  return `<t:${Math.max(Math.ceil(atMs / 1000), Math.floor(nowMs / 1000) + 1)}:R>`;
}
