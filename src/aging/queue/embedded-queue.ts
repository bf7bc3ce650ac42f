import type { Clock } from '../../clock.ts';
import { ExplainedError } from '../../i18n/explained-error.ts';
import { patiently } from '../../storage/patiently.ts';
import type { Table } from '../../storage/storage.ts';
import type { Slot } from '../../async/fair-queue.ts';
import type { WaitingLine } from '../line/waiting-line.ts';
import { laneOf } from '../request/age-request.ts';
import type { Entry } from '../request/entry.ts';
import { KEPT_AFTER_DEADLINE_MS, type EntryWorker, type WorkQueue } from './work-queue.ts';

export interface EmbeddedQueueOptions {
  readonly table: Table<Entry>;
  readonly line: WaitingLine;
  readonly clock: Clock;
}

/**
 * The queue of a bot that is one process: entries are rows of a table, and wait in memory. The next start continues
 * whatever the table holds. Nobody else works on them, so nothing has to be locked.
 */
export function createEmbeddedQueue({ table, line, clock }: EmbeddedQueueOptions): WorkQueue {
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  /** Added, and not yet released. */
  const held = new Set<string>();
  /** Added since the process was told to stop, for the next one. */
  const kept = new Set<string>();
  let isDraining = false;
  /** What this process has begun with until the entries of the last one are read; `undefined` after that. */
  let added: Set<string> | undefined = new Set();
  let worker: EntryWorker | undefined;

  const store = (entry: Entry) =>
    table.set(entry.request.id, entry, entry.request.deadline + KEPT_AFTER_DEADLINE_MS - clock.now());

  const write = async (entry: Entry) => {
    // A brief failure of the store must not end a request that isn't made yet. A result that exists doesn't wait for it.
    const isToBeMade = entry.stage.name === 'acknowledged' || entry.stage.name === 'calling';
    await (isToBeMade ? patiently(() => store(entry), clock) : store(entry));
  };

  const inLine = async (entry: Entry, resumed: boolean) => {
    const { signal } = stopping;
    const queuedAt = clock.now();
    const run = async ({ leave: leavePlace }: Slot) => {
      const waitedMs = clock.now() - queuedAt;
      const died = resumed && entry.run === 'begun';
      const begun: Entry = { ...entry, run: 'begun' };
      // Without it, a death isn't noticed. That is better than no picture.
      await store(begun).catch(() => undefined);
      await worker?.run(begun, { resumed, died, waitedMs, leavePlace, signal });
    };
    try {
      await line.run(entry.request, entry.startAt, run, signal);
    } catch (error) {
      // What a stop removes from the line stays in the table.
      if (!signal.aborted) await worker?.turnAway(entry, error, signal);
    }
  };

  const begin = (entry: Entry, resumed: boolean) => {
    const work = inLine(entry, resumed).finally(() => running.delete(work));
    running.add(work);
  };

  const end = async ({ request }: Entry) => {
    line.forget(request.id);
    kept.delete(request.id);
    held.delete(request.id);
    await table.delete(request.id);
  };

  const settled = async () => {
    while (running.size > 0) await Promise.allSettled(running);
  };

  return {
    attach: (who) => void (worker = who),
    open: () => Promise.resolve(),

    async recover() {
      if (!added) return;
      for await (const [id, entry] of table.entries()) {
        if (isDraining) return;
        if (!added.has(id)) begin(entry, true);
        // A second try, after the table could not be read to its end, leaves it out.
        added.add(id);
      }
      added = undefined;
    },

    enter: (request) => {
      const lane = laneOf(request);
      return Promise.resolve({ waiting: line.waitingIn(lane), startsAt: line.estimate(lane), giveBack: nothing });
    },
    expect: (request, startAt) => line.expect(request, startAt),
    runsNextHere: ({ id }) => !isDraining && line.find(id) === undefined,
    leave: ({ id }) => line.forget(id),

    async add({ request, receipts, startAt }) {
      const entry: Entry = { request, receipts, startAt, stage: { name: 'admitted' }, calls: 0 };
      added?.add(request.id);
      if (isDraining) kept.add(request.id);
      else held.add(request.id);
      await store(entry);
      return entry;
    },
    async release(entry) {
      const { id } = entry.request;
      await write(entry);
      if (held.delete(id) && !stopping.signal.aborted) begin(entry, false);
    },
    write,
    mustOwn: () => Promise.resolve(),
    setDown: (entry) => store({ ...entry, run: 'left' }).catch(() => undefined),
    mustStillOwn: () => undefined,
    end,
    withdraw: end,

    cancel: (id, userId) => {
      const found = line.find(id);
      if (found && found.userId !== userId) return Promise.resolve('not_yours');
      return Promise.resolve(found && line.remove(id, new ExplainedError('cancelled')) ? 'cancelled' : 'started');
    },
    async of(userId) {
      const all = await Array.fromAsync(table.entries());
      return all.flatMap(([, entry]) => (entry.request.userId === userId ? [entry] : []));
    },
    turnAway: (reason) => line.removeAll(reason),

    async drain() {
      isDraining = true;
      await settled();
    },
    async stop() {
      const left = running.size + kept.size + held.size;
      stopping.abort(new ExplainedError('restarting'));
      await settled();
      return left;
    },
    get waiting() {
      return line.waiting;
    },
    get active() {
      return running.size;
    },
    [Symbol.asyncDispose]: settled,
  };
}

/** What is expected takes a place, and what enters does not. */
function nothing(): void {}
