import type { Clock } from '../clock.ts';
import { ExplainedError } from '../i18n/explained-error.ts';
import { StorageError, type Claim, type Receipt, type Storage } from '../storage/storage.ts';

/** Who asks, and where: all that limits depend on. */
export interface Asker {
  readonly id: string;
  readonly userId: string;
  readonly guildId?: string | undefined;
}

export interface Limits {
  /**
   * Takes what a request uses, all or nothing.
   *
   * @throws {ExplainedError} `cooldown`, saying when it ends, or `storage_down`.
   */
  reserve(asker: Asker): Promise<{ readonly receipts: readonly Receipt[] } | 'duplicate'>;
  /** Gives back what a request took and did not use. */
  refund(receipts: readonly Receipt[]): Promise<void>;
  /** Keeps the asker's guild (or, without one, the asker) from asking until `untilMs`. */
  holdBack(asker: Asker, untilMs: number): Promise<void>;
}

export interface LimitsOptions {
  readonly storage: Storage;
  readonly clock: Clock;
  /** Pause between two requests of a guild, in ms. */
  readonly guildCooldownMs: number;
  /** Pause between two requests of a person outside guilds that installed the bot, in ms. */
  readonly dmCooldownMs: number;
}

/** Discord resends events for minutes at the most; an id is remembered for longer than any request lives. */
const ID_REMEMBERED_MS = 30 * 60_000;

export function createLimits({ storage, clock, guildCooldownMs, dmCooldownMs }: LimitsOptions): Limits {
  const pace = (asker: Asker): Claim => ({
    kind: 'pace',
    key: paceKey(asker),
    intervalMs: asker.guildId ? guildCooldownMs : dmCooldownMs,
    patienceMs: 0,
  });

  return {
    async reserve(asker) {
      const once: Claim = { kind: 'quota', key: `seen:${asker.id}`, amount: 1, limit: 1, ttlMs: ID_REMEMBERED_MS };
      const reservation = await storage.atomic.reserve([once, pace(asker)]).catch((cause: unknown) => {
        throw cause instanceof StorageError ? new ExplainedError('storage_down', {}, { cause }) : cause;
      });
      if (reservation.granted) {
        // The id stays taken: a duplicate is one even when the request itself came to nothing.
        return { receipts: reservation.receipts.filter(({ key }) => key !== once.key) };
      }
      if (reservation.claim.key === once.key) return 'duplicate';
      throw new ExplainedError('cooldown', { when: relativeTimestamp(reservation.retryAt, clock.now()) });
    },
    refund: (receipts) => storage.atomic.refund(receipts),
    holdBack: (asker, untilMs) => storage.atomic.holdBack(paceKey(asker), untilMs),
  };
}

function paceKey({ guildId, userId }: Asker): string {
  return guildId ? `pace:guild:${guildId}` : `pace:user:${userId}`;
}

/** A Discord timestamp that counts down by itself; rounded up, so that it never ends too early. */
function relativeTimestamp(atMs: number, nowMs: number): string {
  return `<t:${Math.max(Math.ceil(atMs / 1000), Math.floor(nowMs / 1000) + 1)}:R>`;
}
