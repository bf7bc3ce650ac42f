import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import { StorageOpenError } from '../storage-open-error.ts';
import type { Atomic } from '../storage.ts';
import { HOLD, type Hold } from '../upkeep/whole/whole-store.ts';
import type { RedisConnection } from './connecting/redis-connection.ts';
import { livingProcesses, processOf, SIGN_MS } from './process-sign.ts';

/** A command renews its hold at a third of this. */
const HELD_MS = 10_000;
/** How long a command waits for another one: after a crash its hold lasts. */
const PATIENCE_MS = HELD_MS + 2000;
const PAUSE_MS = 250;

export interface RedisHoldOptions {
  readonly connection: RedisConnection;
  /** Before each key. */
  readonly prefix: string;
  readonly atomic: Atomic;
  /** For the operator. */
  readonly place: string;
  readonly clock: Clock;
}

/**
 * Takes a Redis for an operator's command. Processes that were killed are waited for.
 * @throws {StorageOpenError} when a process shows that it lives, or another command has the store
 */
export async function holdRedis({ connection, prefix, atomic, place, clock }: RedisHoldOptions): Promise<Hold> {
  const owner = randomUUID();
  const take = async () => await atomic.lease(HOLD, owner, HELD_MS);
  const living = async () => await livingProcesses(connection, prefix);
  const until = clock.now() + PATIENCE_MS;
  while (!(await take())) {
    if (clock.now() > until) throw usedByCommand(place);
    await clock.sleep(PAUSE_MS);
  }
  await using taken = new AsyncDisposableStack();
  taken.defer(async () => await atomic.release(HOLD, owner).catch(() => undefined));
  const renewing = setInterval(() => void take().catch(() => undefined), HELD_MS / 3);
  taken.defer(() => clearInterval(renewing));

  // From now on nobody is added.
  const first = await living();
  for (let signs = first; signs.size > 0; signs = await living()) {
    const isRenewed = [...signs].some(([name, endsAt]) => endsAt !== first.get(name));
    if (isRenewed) throw usedByProcesses(place, signs);
    await clock.sleep(PAUSE_MS);
  }
  const owned = taken.move();
  return {
    // The hold may have ended while this process was stopped, or Redis was away.
    async ensure() {
      if (!(await take())) throw usedByCommand(place);
      const signs = await living();
      if (signs.size > 0) throw usedByProcesses(place, signs);
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

function usedByCommand(place: string): StorageOpenError {
  return new StorageOpenError(`${place} is in use by another restore or move: stop that first`);
}

function usedByProcesses(place: string, signs: ReadonlyMap<string, number>): StorageOpenError {
  const names = [...signs.keys()].map(processOf).toSorted();
  const which = names.length === 1 ? 'process' : 'processes';
  return new StorageOpenError(
    `${place} is in use by the bot (${which} ${names.join(', ')}): stop all of its processes first; ` +
      `a killed process counts as running for ${SIGN_MS / 1000} s`,
  );
}
