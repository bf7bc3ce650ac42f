import type { Clock } from '../../../clock.ts';
import type { Logger } from '../../../ops/log/logger.ts';
import type { Atomic } from '../../../storage/storage.ts';
import { otherBot, ShardsTakenError, type Claims, type ClaimsOptions } from './claims.ts';
import { balance, holdersOf, renew, shardRanges, type ClaimTable } from './claim-table.ts';
import { keepFence } from './fence.ts';
import { createLifeSigns, DEAD_AFTER_MS } from './life-signs.ts';
import { createSharedTable } from './shared-table.ts';

export interface SharedClaimsOptions extends ClaimsOptions {
  readonly atomic: Pick<Atomic, 'swap'>;
  readonly logger: Pick<Logger, 'info' | 'warn'>;
  readonly clock: Pick<Clock, 'sleep'>;
  /** Milliseconds of a clock that nobody sets. */
  readonly elapsed: () => number;
  /** What other processes call this one. */
  readonly name: string;
  /** The bot's id, if it is known: another bot's processes share nothing with this one. */
  readonly bot?: string | undefined;
  /** No other total will do. */
  readonly isTotalFixed: boolean;
  /** Other processes have come to use another number of shards. */
  onFatal(error: ShardsTakenError): void;
}

const BEAT_MS = 2500;
/** How often the table is read while another process has yet to give shards, in ms, and for how long. */
const URGENT_BEAT_MS = 200;
const URGENT_FOR_MS = 10_000;
/** How long a process that stops waits for others to notice, in ms. */
const NOTICE_MS = 3000;
/** How long the last change of the table may take at a stop, in ms. */
const LAST_CHANGE_MS = 1000;

/**
 * Divides the shards among all processes by one table in the store, which each process changes by compare and set. It
 * costs each process one or two commands every 2.5 s, however many shards there are.
 */
export function createSharedClaims(options: SharedClaimsOptions): Claims {
  const { logger, clock, elapsed, name: own, only, shards } = options;
  const ended = new AbortController();
  const signs = createLifeSigns(elapsed);
  const table = createSharedTable({ ...options, observe: signs.observe });
  const running = new Set<number>();
  let { total } = options;
  let beats = 0;
  let missingSince: number | undefined;
  let isLeaving = false;
  /** The others' beats when the table first said that this process leaves, and when that was. */
  let said: { readonly at: number; readonly beats: ReadonlyMap<string, number> } | undefined;
  let isFailing = false;
  let wake = new AbortController();
  const handedOver = Promise.withResolvers<void>();
  let work: Promise<unknown> = Promise.resolve();

  const others = ({ processes }: ClaimTable = table.current) => Object.entries(processes).filter(([id]) => id !== own);
  const successors = () => others().filter(([, { leaving }]) => !leaving);

  const isLiving = (id: string) => !signs.isDead(id);

  function renewed(stored: ClaimTable, giving: readonly number[]): ClaimTable {
    // A late change must not bring a process back that has left.
    ended.signal.throwIfAborted();
    if (others(stored).some(([id]) => isLiving(id))) {
      refuseOther(stored.bot);
      useTotal(stored.total);
    }
    const { processes } = stored;
    const bot = options.bot ?? stored.bot;
    const own = { beat: beats, ...(only && { only: [...only] }), ...(isLeaving && { leaving: true as const }) };
    const table: ClaimTable = { total, processes, ...(bot !== undefined && { bot }) };
    return renew(table, options.name, { ...own, living: isLiving, giving, running });
  }

  function refuseOther(bot: string | undefined): void {
    if (bot === undefined || options.bot === undefined || bot === options.bot) return;
    throw otherBot(bot);
  }

  function useTotal(inUse: number): void {
    if (inUse === total) return;
    if (running.size > 0 || options.isTotalFixed) {
      throw new ShardsTakenError(
        `Other processes run ${inUse} shards in all, and this one ${total}: set SHARD_COUNT to the same number in all of them, or stop them all first`,
      );
    }
    total = inUse;
  }

  async function change(giving: readonly number[] = []): Promise<void> {
    const before = await table
      .change((stored) => renewed(stored, giving))
      .catch(async (error: unknown) => {
        // Those that are in the way may be dead, which shows only in what is read later.
        if (error instanceof ShardsTakenError) await table.read();
        throw error;
      });
    for (const [id, { shards: held }] of others(before)) {
      if (table.current.processes[id]) continue;
      logger.warn({ process: id, shards: shardRanges(held) }, 'A process has died; its shards are free');
    }
    await follow();
  }

  /** Runs what the table says, and nothing else. */
  async function follow(): Promise<void> {
    if (ended.signal.aborted) return;
    const claimed = table.current.processes[own]?.shards ?? [];
    const lost = [...running].filter((shard) => !claimed.includes(shard));
    const taken = claimed.filter((shard) => !running.has(shard));
    if (taken.length > 0) {
      logger.info({ shards: shardRanges(taken), of: total }, 'Shards claimed');
      for (const shard of taken) running.add(shard);
      shards.open(taken, total);
    }
    if (lost.length === 0) return;
    logger.warn({ shards: shardRanges(lost) }, 'Another process has taken shards; closing them here');
    await close(lost, 'lost');
  }

  async function close(which: readonly number[], why: 'given' | 'lost'): Promise<void> {
    for (const shard of which) running.delete(shard);
    await shards.close(which, why);
  }

  async function beat(): Promise<void> {
    beats += 1;
    await change();
    isFailing = false;
    if (others().some(([id]) => signs.isDead(id))) await change();
    if (isLeaving) said ??= { at: elapsed(), beats: new Map(others().map(([id, member]) => [id, member.beat])) };
    const { give, missing } = balance(table.current, own);
    missingSince = missing > 0 ? (missingSince ?? elapsed()) : undefined;
    if (give.length > 0 && isNoticed()) {
      await close(give, 'given');
      await change(give);
      logger.info({ shards: shardRanges(give) }, 'Shards handed over');
    }
    if (said && balance(table.current, own).give.length === 0) handedOver.resolve();
  }

  /** Who has changed the table since knows that this process leaves, and looks often. */
  function isNoticed(): boolean {
    if (!isLeaving) return true;
    if (!said) return false;
    const { at, beats: then } = said;
    return elapsed() - at > NOTICE_MS || successors().every(([id, member]) => then.get(id) !== member.beat);
  }

  async function pause(): Promise<void> {
    const isMissing = missingSince !== undefined && elapsed() - missingSince < URGENT_FOR_MS;
    const isGiving = isLeaving && balance(table.current, own).give.length > 0;
    const ms = isMissing || isGiving ? URGENT_BEAT_MS : BEAT_MS;
    await clock.sleep(ms, wake.signal).catch(() => undefined);
    if (!ended.signal.aborted) wake = new AbortController();
  }

  function failed(error: unknown): undefined {
    if (!isFailing) logger.warn({ err: error }, 'Shards could not be claimed in the store; retrying');
    isFailing = true;
  }

  async function keepBeating(): Promise<void> {
    for (await pause(); !ended.signal.aborted; await pause()) {
      try {
        await beat();
      } catch (error) {
        if (ended.signal.aborted) return;
        if (error instanceof ShardsTakenError) return options.onFatal(error);
        failed(error);
      }
    }
  }

  /** Waits for shards that another process has yet to give, such as an old one that is stopping. */
  async function claim(signal: AbortSignal): Promise<void> {
    const startedAt = elapsed();
    for (;;) {
      signal.throwIfAborted();
      ended.signal.throwIfAborted();
      const problem = await beat().then(
        () => refusal(),
        (error: unknown) => (error instanceof ShardsTakenError ? error : failed(error)),
      );
      if (problem === undefined && !isFailing) return;
      if (problem && elapsed() - startedAt > DEAD_AFTER_MS + 2 * BEAT_MS) throw problem;
      await clock.sleep(URGENT_BEAT_MS, AbortSignal.any([signal, ended.signal]));
    }
  }

  /** The error for shards of its own that another process runs. */
  function refusal(): ShardsTakenError | undefined {
    const missing = only?.filter((shard) => !running.has(shard)) ?? [];
    if (missing.length === 0) return undefined;
    const holders = holdersOf(table.current, missing, own).join(' and ');
    return new ShardsTakenError(
      `Shards ${shardRanges(missing)} of SHARDS are run by ${holders}: stop that process, or leave SHARDS unset, so that processes share all shards`,
    );
  }

  async function end(): Promise<void> {
    ended.abort();
    wake.abort();
    handedOver.resolve();
    const limit = clock.sleep(LAST_CHANGE_MS);
    await Promise.race([work, limit]);
    await close([...running], 'given');
    const leave = table.change(({ processes: { [own]: _own, ...processes }, ...rest }) => ({ ...rest, processes }));
    await Promise.race([leave.catch(() => undefined), clock.sleep(LAST_CHANGE_MS)]);
  }

  // Where nobody else is, nobody takes the shards, and people are told that the store fails.
  const isAtRisk = () => running.size > 0 && others().length > 0;
  const closeAll = () => close([...running], 'lost');

  return {
    async start(signal) {
      await claim(signal);
      const fence = keepFence({ ...options, table, signal: ended.signal, isAtRisk, closeAll });
      work = Promise.all([keepBeating(), fence]);
    },
    get held() {
      return [...running];
    },
    get total() {
      return total;
    },
    async handOver() {
      isLeaving = true;
      wake.abort();
      await Promise.race([
        handedOver.promise,
        clock.sleep(NOTICE_MS + 2 * URGENT_BEAT_MS, ended.signal).catch(() => undefined),
      ]);
    },
    [Symbol.asyncDispose]: end,
  };
}
