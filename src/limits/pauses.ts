import type { Clock } from '../clock.ts';
import type { Claim, Storage } from '../storage/storage.ts';

/** Pauses people whose files make work and lead to nothing, which costs them no quota. */
export interface Pauses {
  /** What a request reserves; refused while its person is paused. */
  claim(userId: string): Claim;
  /** Counts work of one request that came to nothing. */
  note(userId: string, amount: number): Promise<void>;
}

export interface PausesOptions {
  readonly storage: Pick<Storage, 'atomic'>;
  readonly clock: Clock;
  /** A keyed hash of a text: the counts name nobody, so they may outlive the deletion of a person's data. */
  readonly alias: (text: string) => string;
}

/** Less than five files that take long to open, fifteen that are refused at a glance, or thirty questions. */
const MOST = 29;
const WINDOW_MS = 10 * 60_000;
const PAUSE_MS = 10 * 60_000;
const PREFIX = 'pause:';

export function createPauses({ storage, clock, alias }: PausesOptions): Pauses {
  const keyOf = (userId: string) => `${PREFIX}${alias(`${PREFIX}${userId}`)}`;
  return {
    claim: (userId) => ({ kind: 'pace', key: keyOf(userId), intervalMs: 0, patienceMs: 0 }),
    async note(userId, amount) {
      const key = keyOf(userId);
      const { granted } = await storage.atomic.reserve([{ kind: 'quota', key, amount, limit: MOST, ttlMs: WINDOW_MS }]);
      if (!granted) await storage.atomic.holdBack(key, clock.now() + PAUSE_MS);
    },
  };
}

export function isPause({ key }: Pick<Claim, 'key'>): boolean {
  return key.startsWith(PREFIX);
}
