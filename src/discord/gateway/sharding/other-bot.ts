import { repeat } from '../../../async/retry.ts';
import type { Clock } from '../../../clock.ts';
import { StorageError, type Atomic } from '../../../storage/storage.ts';
import { otherBot, ShardsTakenError } from './claims.ts';
import type { ClaimTable } from './claim-table.ts';
import { DEAD_AFTER_MS } from './life-signs.ts';
import { createSharedTable } from './shared-table.ts';

/** Keeps a process that runs no shards, such as a worker, from the requests of another bot. */
export interface OtherBotWatch {
  /**
   * Checks the processes that run shards.
   *
   * @throws {ShardsTakenError} while they are those of another bot; the signal's reason.
   */
  check(signal: AbortSignal): Promise<void>;
  /** Checks again and again until the signal is aborted. */
  keepChecking(signal: AbortSignal, onFatal: (error: ShardsTakenError) => void): void;
}

export interface OtherBotOptions {
  readonly atomic: Pick<Atomic, 'swap'>;
  readonly clock: Pick<Clock, 'sleep'>;
  /** Asks Discord for the id of this process's bot. Rejects if it can't be asked now. */
  readonly askOwnId: (signal: AbortSignal) => Promise<string>;
}

/** How often it is looked whether processes of another bot are alive, in ms. */
const LOOK_MS = 500;
const CHECK_EVERY_MS = 30_000;

export function createOtherBotWatch({ atomic, clock, askOwnId }: OtherBotOptions): OtherBotWatch {
  let ownId: string | undefined;

  const read = async (): Promise<ClaimTable> => {
    const table = createSharedTable({ atomic, elapsed: () => 0, observe: () => undefined });
    await table.read();
    return table.current;
  };

  /** The bot whose shards others run, if it isn't this one. Who can't be asked now is asked by the next check. */
  const strangerOf = async ({ bot, processes }: ClaimTable, signal: AbortSignal): Promise<string | undefined> => {
    if (bot === undefined || Object.keys(processes).length === 0) return undefined;
    ownId ??= await askOwnId(signal).catch(() => undefined);
    signal.throwIfAborted();
    return ownId === undefined || ownId === bot ? undefined : bot;
  };

  const checkNow = async (signal: AbortSignal): Promise<void> => {
    const before = await read();
    const stranger = await strangerOf(before, signal);
    if (stranger === undefined) return;
    // What dead processes have left in the store keeps nobody from it.
    for (let waitedMs = 0; waitedMs < DEAD_AFTER_MS; waitedMs += LOOK_MS) {
      await clock.sleep(LOOK_MS, signal);
      const { bot, processes } = await read();
      const isAlive = Object.entries(processes).some(([id, { beat }]) => before.processes[id]?.beat !== beat);
      if (bot === stranger && isAlive) throw otherBot(stranger);
    }
  };

  const check = async (signal: AbortSignal): Promise<void> => {
    try {
      await checkNow(signal);
    } catch (error) {
      // Whoever needs the store says that it fails.
      if (!(error instanceof StorageError)) throw error;
    }
  };

  return {
    check,
    keepChecking(signal, onFatal) {
      void repeat(() => clock.sleep(CHECK_EVERY_MS, signal).then(() => check(signal)), {
        clock,
        signal,
        pauseMs: () => 0,
        onError(error) {
          if (error instanceof ShardsTakenError) onFatal(error);
        },
      });
    },
  };
}
