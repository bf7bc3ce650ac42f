import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { createLocks } from '../../async/locks.ts';
import type { Clock } from '../../clock.ts';
import { ExplainedError } from '../../i18n/explained-error.ts';
import type { Blocks } from '../../limits/blocks.ts';
import { dayOf, endOfDay } from '../../limits/day.ts';
import { keys } from '../../limits/keys.ts';
import { sealIndexedTable } from '../../storage/sealing/sealed-table.ts';
import type { Claim, Storage } from '../../storage/storage.ts';
import type { Vault } from '../../storage/sealing/vault.ts';
import type { ReferenceRecord, References } from './references.ts';

const reportSchema = z.object({
  reference: z.string(),
  reporterId: z.string(),
  /** In the reporter's words. */
  reason: z.string(),
  /** Where it was seen, if the button under it was pressed. */
  messageUrl: z.string().optional(),
});

export type Report = z.infer<typeof reportSchema>;

/** Reports to the operator. Each is stored first, so that none is lost, and deleted once it was sent. */
export interface Reports {
  /**
   * Accepts a report. A person can report each picture once a day.
   *
   * @throws {ExplainedError} `reference_unknown`, `reported_already`, `too_many_reports` or `blocked`.
   */
  submit(report: Report): Promise<void>;
  /** Sends the operator all reports that have not been sent. Rejects when the operator can't be reached. */
  passOn(): Promise<void>;
}

/** Sends the operator a report and what is known about the picture. Rejects when the operator can't be reached. */
export type TellReport = (report: Report, record: ReferenceRecord | undefined) => Promise<void>;

export interface ReportsOptions {
  readonly storage: Storage;
  readonly vault: Vault;
  readonly references: Pick<References, 'find'>;
  readonly blocks: Pick<Blocks, 'has'>;
  readonly tell: TellReport;
  /** Called when a report was accepted. */
  readonly onReport: (report: Report) => void;
  readonly clock: Clock;
}

const DAY_MS = 86_400_000;
/** Reports per person and day. */
const MOST_A_DAY = 20;
/** As long as the references are known. */
const KEPT_MS = 30 * DAY_MS;
/** A process that doesn't renew its lease for this long while it sends reports has ended, in ms. */
const TURN_MS = 30_000;
const TURN = 'passing reports on';
/** Finds every report without reading anything else. */
const ALL = 'all';

export function createReports(options: ReportsOptions): Reports {
  const { storage, vault, references, blocks, tell, onReport, clock } = options;
  const table = sealIndexedTable(storage, 'reports', reportSchema, vault, () => [ALL]);
  const owner: string = randomUUID();

  /** @throws {ExplainedError} `too_many_reports`. */
  const count = async (reporterId: string) => {
    const now = clock.now();
    const key = keys.reports(dayOf(now), reporterId);
    const claim: Claim = { kind: 'quota', key, amount: 1, limit: MOST_A_DAY, ttlMs: endOfDay(now) - now };
    if (!(await storage.atomic.reserve([claim])).granted) throw new ExplainedError('too_many_reports');
  };

  const isKnown = async (id: string, { reference, reporterId }: Report): Promise<boolean> =>
    (await table.get(id)) !== undefined || (await storage.atomic.used(keys.report(reference, reporterId))) > 0;

  /** Remembers for a day that the person has reported the picture. */
  const noteTold = async ({ reference, reporterId }: Report) => {
    const key = keys.report(reference, reporterId);
    await storage.atomic.reserve([{ kind: 'quota', key, amount: 1, limit: 1, ttlMs: DAY_MS }]);
  };

  // One at a time, over all processes, so that the operator gets each report once.
  const locks = createLocks();
  const passOnAll = async () => {
    if (!(await storage.atomic.lease(TURN, owner, TURN_MS))) return;
    try {
      for await (const [id, report] of table.find(ALL)) {
        await tell(report, await references.find(report.reference));
        await noteTold(report);
        await table.delete(id);
        if (!(await storage.atomic.lease(TURN, owner, TURN_MS))) return;
      }
    } finally {
      await storage.atomic.release(TURN, owner);
    }
  };

  return {
    async submit(report) {
      const { reference, reporterId } = report;
      const id = `${reference}:${reporterId}`;
      if (await blocks.has('user', reporterId)) throw new ExplainedError('blocked');
      const record = await references.find(reference);
      // Without a picture there is nothing to report.
      if (!record || record.failure !== undefined) throw new ExplainedError('reference_unknown');
      if (await isKnown(id, report)) throw new ExplainedError('reported_already');
      await count(reporterId);
      await table.set(id, report, KEPT_MS);
      onReport(report);
    },

    passOn: () => locks.run(TURN, passOnAll),
  };
}
