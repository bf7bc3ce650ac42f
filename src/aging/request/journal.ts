import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { en } from '../../i18n/en.ts';
import type { Reason } from '../../i18n/explained-error.ts';
import { patiently } from '../../storage/patiently.ts';
import type { Atomic, Receipt, Table } from '../../storage/storage.ts';
import { ageRequestSchema } from './age-request.ts';

const receiptSchema: z.ZodType<Receipt> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pace'), key: z.string(), startAt: z.number(), nextAt: z.number() }),
  z.object({ kind: z.literal('quota'), key: z.string(), amount: z.number() }),
]);

/**
 * How far a request has come. What a restarted process does depends on this alone:
 * `admitted` may not be acknowledged, `acknowledged` is not paid, `calling` may be paid, `called` is paid and its
 * result known, `failed` has only its sentence left to be said.
 */
const stageSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('admitted') }),
  z.object({ name: z.literal('acknowledged') }),
  // Where each of several faces is a call of its own, the links of those that are done.
  z.object({ name: z.literal('calling'), done: z.array(z.string()).optional() }),
  z.object({ name: z.literal('called'), resultUrl: z.string() }),
  z.object({
    name: z.literal('failed'),
    reason: z.custom<Reason>((value) => typeof value === 'string' && Object.hasOwn(en.reasons, value)),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
]);

export const entrySchema = z.object({
  request: ageRequestSchema,
  receipts: z.array(receiptSchema).readonly(),
  /** When its turn comes, in ms since the epoch. */
  startAt: z.number(),
  /** The process that works on it. */
  owner: z.string(),
  stage: stageSchema,
  /** Calls of the endpoint that may have been paid. */
  calls: z.number(),
  /** The endpoint's own id of the last call that succeeded. */
  traceId: z.string().optional(),
});

export type Entry = z.infer<typeof entrySchema>;
export type Stage = z.infer<typeof stageSchema>;

/** Another process has adopted the entry, so this one must not work on it any more. */
export class AdoptedElsewhere extends Error {
  override readonly name = 'AdoptedElsewhere';
}

/** Every admitted request that has not been answered, so that a crash loses none. */
export interface Journal extends AsyncDisposable {
  /** Takes the lease of this process, and keeps it until the journal is disposed of. */
  start(): Promise<void>;
  /** Stores a new entry, owned by this process. */
  open(entry: Pick<Entry, 'request' | 'receipts' | 'startAt'>): Promise<Entry>;
  /**
   * Stores the entry's current state.
   *
   * @throws {AdoptedElsewhere} when another process has adopted it; that process's state is kept.
   */
  write(entry: Entry): Promise<void>;
  remove(entry: Entry): Promise<void>;
  /** Takes ownership of entries whose process has ended. No two processes get the same entry. */
  adopt(): AsyncIterable<Entry>;
  /**
   * Whether this process still owns an entry. Answers at once while every heartbeat has been in time. After a late one it
   * asks the store, and waits for it if it fails, because another process may have adopted the entry.
   */
  owns(entry: Entry, signal: AbortSignal): Promise<boolean>;
}

export interface JournalOptions {
  readonly table: Table<Entry>;
  readonly atomic: Atomic;
  readonly clock: Clock;
  /** How long a process may be silent before others take over its entries, in ms. */
  readonly staleAfterMs?: number;
}

/** After its deadline an entry is of no use to anybody; this covers a restart that comes late. */
const KEPT_AFTER_DEADLINE_MS = 60 * 60_000;

/** A journal that is in use at once. */
export async function openJournal(options: JournalOptions): Promise<Journal> {
  const journal = createJournal(options);
  await journal.start();
  return journal;
}

export function createJournal({ table, atomic, clock, staleAfterMs = 5000 }: JournalOptions): Journal {
  const owner = randomUUID();
  const closing = new AbortController();
  let aliveUntil = 0;
  /** Whether the lease has ever ended, so that others may have adopted entries that are at work here. */
  let lapsed = false;

  const write = (entry: Entry) =>
    table.set(entry.request.id, entry, entry.request.deadline + KEPT_AFTER_DEADLINE_MS - clock.now());
  const beat = async () => {
    const at = clock.now();
    if (!(await atomic.lease(`process:${owner}`, owner, staleAfterMs))) return;
    lapsed ||= at >= aliveUntil;
    aliveUntil = at + staleAfterMs;
  };
  const isStoredAsOurs = async ({ request }: Entry) => (await table.get(request.id))?.owner === owner;
  const keepBeating = async () => {
    while (!closing.signal.aborted) {
      await clock.sleep(staleAfterMs / 4, closing.signal).catch(() => undefined);
      // A store that fails for a moment costs one beat; `owns` asks again when it lasts.
      if (!closing.signal.aborted) await beat().catch(() => undefined);
    }
  };

  let beating: Promise<void> | undefined;

  return {
    async start() {
      // Without a store nothing is admitted, and so nothing needs to be owned: the bot still starts, and says so to people.
      await beat().catch(() => undefined);
      lapsed = aliveUntil === 0;
      beating = keepBeating();
    },
    async open({ request, receipts, startAt }) {
      const entry: Entry = { request, receipts, startAt, owner, stage: { name: 'admitted' }, calls: 0 };
      await write(entry);
      return entry;
    },
    async write(entry) {
      const put = async () => {
        if ((lapsed || clock.now() >= aliveUntil) && !(await isStoredAsOurs(entry))) throw new AdoptedElsewhere();
        await write(entry);
      };
      // A brief failure of the store must not end a request that isn't made yet. A result that exists doesn't wait for it.
      const isToBeMade = entry.stage.name === 'acknowledged' || entry.stage.name === 'calling';
      await (isToBeMade ? patiently(put, clock) : put());
    },
    remove: async (entry) => {
      await table.delete(entry.request.id);
    },
    async *adopt() {
      for await (const [id, entry] of table.entries()) {
        if (entry.owner === owner) continue;
        // Whoever can take the owner's own lease proves that the owner no longer renews it.
        if (!(await atomic.lease(`process:${entry.owner}`, owner, staleAfterMs))) continue;
        const current = await table.get(id);
        if (current?.owner !== entry.owner) continue;
        const adopted = { ...current, owner };
        await write(adopted);
        yield adopted;
      }
    },
    async owns(entry, signal) {
      while (clock.now() >= aliveUntil) {
        await beat().catch(() => undefined);
        if (clock.now() >= aliveUntil) await clock.sleep(staleAfterMs / 4, signal);
      }
      return !lapsed || (await isStoredAsOurs(entry));
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
      if (!beating) return;
      await beating;
      await atomic.release(`process:${owner}`, owner).catch(() => undefined);
    },
  };
}
