import type { SessionInfo } from '@discordjs/ws';
import { z } from 'zod';
import { repeat } from '../../../async/retry.ts';
import type { Clock } from '../../../clock.ts';
import type { Logger } from '../../../ops/log/logger.ts';
import { patiently } from '../../../storage/patiently.ts';
import { sealTable } from '../../../storage/sealing/sealed-table.ts';
import type { Vault } from '../../../storage/sealing/vault.ts';
import type { Storage } from '../../../storage/storage.ts';

const storedSchema = z.object({
  /** Whose session it is: a session belongs to a token and its intents. */
  owner: z.string(),
  session: z.object({
    sessionId: z.string(),
    sequence: z.number(),
    shardId: z.number(),
    shardCount: z.number(),
    // An address that is none would end the shard without a word.
    resumeURL: z.url({ protocol: /^wss?$/ }),
  }),
});

/** How often sequence numbers are stored, in ms. */
const STORE_EVERY_MS = 1000;
const KEPT_MS = 48 * 60 * 60_000;
/** A session without events is stored again after this, in ms, so that it doesn't expire. */
const RENEW_MS = 12 * 60 * 60_000;

/** The session of one shard of this process. */
export interface ShardSession {
  readonly current: SessionInfo | null;
  /** Notes another session, the next sequence number, or that there is no session any more. */
  update(session: SessionInfo | null): void;
  /**
   * Ends the notes of this process.
   *
   * @param keep whether to store the exact sequence number first; not where the session belongs to another process.
   */
  close(keep: boolean): Promise<void>;
}

/** The sessions in the store, which outlive a process, so that the next one resumes them. */
export interface Sessions extends Disposable {
  /**
   * Reads the session of a shard, unless it was one of another total number of shards. Never rejects: without the store,
   * the shard starts a new session.
   */
  open(shard: number, total: number): Promise<ShardSession>;
}

export interface SessionsOptions {
  readonly storage: Storage;
  readonly vault: Vault;
  readonly token: string;
  readonly intents: number;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'warn'>;
}

interface Kept {
  session: SessionInfo | null;
  /** The sequence number a moment ago: after a crash, events that may not have been handled come again. */
  settled: number;
  storedSequence: number;
  storedAt: number;
  write(session: SessionInfo | null): Promise<void>;
}

export function createSessions({ storage, vault, token, intents, clock, logger }: SessionsOptions): Sessions {
  const table = sealTable(storage, 'gateway-session', storedSchema, vault);
  const owner = vault.alias(`${token} ${intents}`);
  const open = new Set<Kept>();
  const closing = new AbortController();
  let isFailing = false;

  /** @returns whether the store took it. */
  const put = async (shard: number, session: SessionInfo | null): Promise<boolean> => {
    try {
      await (session ? table.set(String(shard), { owner, session }, KEPT_MS) : table.delete(String(shard)));
      isFailing = false;
    } catch (error) {
      if (!isFailing) logger.warn({ shard, err: error }, 'A gateway session could not be stored; retrying');
      isFailing = true;
    }
    return !isFailing;
  };

  const storeSettled = async () => {
    for (const kept of open) {
      const { session, settled, storedSequence } = kept;
      if (!session) continue;
      kept.settled = session.sequence;
      const isStale = clock.now() - kept.storedAt > RENEW_MS;
      if (settled > storedSequence || isStale) await kept.write({ ...session, sequence: settled });
    }
  };
  void repeat(storeSettled, {
    clock,
    signal: closing.signal,
    pauseMs: () => STORE_EVERY_MS,
    onError: (error) => logger.warn({ err: error }, 'Gateway sessions could not be stored; retrying'),
  });

  return {
    async open(shard, total) {
      const stored = await patiently(() => table.get(String(shard)), clock, closing.signal).catch(() => undefined);
      const session = stored?.owner === owner && stored.session.shardCount === total ? stored.session : null;
      const sequence = session?.sequence ?? -1;
      let writing = Promise.resolve();
      const kept: Kept = {
        session,
        settled: sequence,
        storedSequence: sequence,
        storedAt: clock.now(),
        // One after another, so that an old session never replaces a new one.
        write(next) {
          kept.storedSequence = next?.sequence ?? -1;
          kept.storedAt = clock.now();
          writing = writing.then(async () => {
            if (!(await put(shard, next))) kept.storedSequence = -1;
          });
          return writing;
        },
      };
      open.add(kept);
      return {
        get current() {
          return kept.session;
        },
        update(next) {
          const isOther = next?.sessionId !== kept.session?.sessionId;
          kept.session = next;
          if (!isOther) return;
          kept.settled = next?.sequence ?? -1;
          void kept.write(next);
        },
        async close(keep) {
          open.delete(kept);
          if (keep && kept.session && kept.session.sequence !== kept.storedSequence) void kept.write(kept.session);
          await writing;
        },
      };
    },
    [Symbol.dispose]: () => closing.abort(),
  };
}
