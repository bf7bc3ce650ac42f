/** Other processes run these shards, or another number of them. The message says what to do. */
export class ShardsTakenError extends Error {
  override readonly name = 'ShardsTakenError';
}

/** The error for a store whose processes run the shards of another bot. */
export function otherBot(id: string): ShardsTakenError {
  return new ShardsTakenError(
    `Another bot uses this Redis (its id is ${id}): give each bot a database of its own, by another number or server in STORAGE_URL`,
  );
}

/** Which shards this process runs. */
export interface Claims extends AsyncDisposable {
  /**
   * Takes the first shards, and from then on others as processes come and go.
   *
   * @throws {ShardsTakenError} if another process runs shards that this one must run; the signal's reason.
   */
  start(signal: AbortSignal): Promise<void>;
  readonly held: readonly number[];
  /** The total number of shards, of all processes. */
  readonly total: number;
  /** Gives the shards to other processes; resolves when none is left, or there is nobody to take them. */
  handOver(): Promise<void>;
}

/** The connections, which follow the claims. */
export interface ClaimedShards {
  open(shards: readonly number[], total: number): void;
  /** Resolves when they are closed. The session of a lost shard may belong to another process by now. */
  close(shards: readonly number[], why: 'given' | 'lost'): Promise<void>;
}

export interface ClaimsOptions {
  /** The total number of shards, if no other process has fixed one. */
  readonly total: number;
  /** The only shards to run; all, or a fair part of all, if absent. */
  readonly only?: readonly number[] | undefined;
  readonly shards: ClaimedShards;
}

/** For a store that no other process uses: all shards, or those that are given. */
export function claimAll({ total, only, shards }: ClaimsOptions): Claims {
  const all = only ?? Array.from({ length: total }, (_, shard) => shard);
  let held: readonly number[] = [];
  return {
    async start() {
      held = all;
      shards.open(all, total);
    },
    get held() {
      return held;
    },
    total,
    handOver: async () => undefined,
    async [Symbol.asyncDispose]() {
      await shards.close(held, 'given');
    },
  };
}
