import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { createLocks } from '../../async/locks.ts';
import type { Clock } from '../../clock.ts';
import { ExplainedError } from '../../i18n/explained-error.ts';
import type { Blocks } from '../../limits/blocks.ts';
import { dayOf, endOfDay } from '../../limits/day.ts';
import { keys } from '../../limits/keys.ts';
import type { Claim, Storage } from '../../storage/storage.ts';
import { keepNewest } from '../../storage/tables/keep-newest.ts';
import type { Vault } from '../../storage/sealing/vault.ts';
import type { ReferenceRecord, References } from './references.ts';
import { createReportTable, ofPicture, UNTOLD, type Report, type StoredReport } from './report-table.ts';

export type { Report } from './report-table.ts';

type Untold = readonly [id: string, report: StoredReport];

/** Further reports of a picture, which the operator is told about together. */
export interface FurtherReports {
  readonly reference: string;
  /** Reports of this picture in all. */
  readonly total: number;
  /** Those that the operator is told about now. */
  readonly further: number;
  readonly latest: Report;
}

/**
 * Reports to the operator. Each is stored first, so that none is lost, and stays for 30 days. The operator is told about
 * the first report of a picture at once, and about further ones together: a crowd can't flood the operator with one
 * picture.
 */
export interface Reports {
  /**
   * Accepts a report. A person can report each picture once a day.
   *
   * @throws {ExplainedError} `reference_unknown`, `reported_already`, `too_many_reports` or `blocked`.
   */
  submit(report: Report): Promise<void>;
  /** Tells the operator about all reports that are due. Rejects when the operator can't be reached. */
  passOn(): Promise<void>;
  /** The reports by a person. */
  by(userId: string): AsyncIterable<Report>;
}

/** Sends the operator a report and what is known about the picture. Rejects when the operator can't be reached. */
export type TellReport = (report: Report, record: ReferenceRecord | undefined) => Promise<void>;
/** The same for several that came after it. */
export type TellFurther = (reports: FurtherReports) => Promise<void>;

export interface ReportsOptions {
  readonly storage: Storage;
  readonly vault: Vault;
  readonly references: Pick<References, 'find'>;
  readonly blocks: Pick<Blocks, 'has'>;
  readonly tell: TellReport;
  readonly tellFurther: TellFurther;
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
/** Further reports are told at 10, 100, 1,000 and so on, or when the operator was last told this long ago, in ms. */
const GATHERED_MS = 60 * 60_000;
/** Reports of one picture that are kept in words. */
const MOST_OF_ONE_PICTURE = 1000;

/** What the operator has been told about a picture: how many reports, and when last, in ms since the epoch. */
const toldSchema = z.object({ reports: z.number(), at: z.number() });

export function createReports(options: ReportsOptions): Reports {
  const { storage, vault, references, blocks, tell, tellFurther, onReport, clock } = options;
  const table = createReportTable(storage, vault);
  const toldOf = storage.table('reports-told', toldSchema);
  const bound = keepNewest(table, {
    most: MOST_OF_ONE_PICTURE,
    ownerOf: ({ reference }) => ofPicture(reference),
    ageOf: (_id, { at = 0 }) => at,
    counts: ({ told }) => told === true,
  });
  const owner: string = randomUUID();

  /** @throws {ExplainedError} `too_many_reports`. */
  const count = async (reporterId: string) => {
    const now = clock.now();
    const key = keys.reports(dayOf(now), vault.alias(`reports:${reporterId}`));
    const claim: Claim = { kind: 'quota', key, amount: 1, limit: MOST_A_DAY, ttlMs: endOfDay(now) - now };
    if (!(await storage.atomic.reserve([claim])).granted) throw new ExplainedError('too_many_reports');
  };

  /** Whether the person has reported the picture within a day, or the operator doesn't know yet. */
  const isKnown = async (id: string): Promise<boolean> => {
    const report = await table.get(id);
    return report !== undefined && (!report.told || clock.now() - (report.at ?? 0) < DAY_MS);
  };

  const noteTold = async ([id, report]: Untold) => {
    const told = { ...report, told: true };
    await table.set(id, told, KEPT_MS);
    await bound(told);
  };

  /** Tells the operator about one picture's reports, as far as they are due. */
  const passOnOf = async (reference: string, untold: readonly Untold[]) => {
    const before = (await toldOf.get(reference)) ?? { reports: 0, at: 0 };
    const [first] = untold;
    if (!first) return;
    if (before.reports === 0) {
      await tell(first[1], await references.find(reference));
      await noteTold(first);
      await toldOf.set(reference, { reports: 1, at: clock.now() }, KEPT_MS);
      return await passOnOf(reference, untold.slice(1));
    }
    const total = before.reports + untold.length;
    const isStep = String(total).length > String(before.reports).length;
    // Either way: the clock may have been set back.
    if (!isStep && Math.abs(clock.now() - before.at) < GATHERED_MS) return;
    const latest = untold.reduce((one, other) => ((other[1].at ?? 0) >= (one[1].at ?? 0) ? other : one));
    await tellFurther({ reference, total, further: untold.length, latest: latest[1] });
    for (const each of untold) await noteTold(each);
    await toldOf.set(reference, { reports: total, at: clock.now() }, KEPT_MS);
  };

  // One at a time, over all processes, so that the operator gets each report once.
  const locks = createLocks();
  const passOnAll = async () => {
    if (!(await storage.atomic.lease(TURN, owner, TURN_MS))) return;
    try {
      const untold = Map.groupBy(await Array.fromAsync(table.find(UNTOLD)), ([, { reference }]) => reference);
      for (const [reference, reports] of untold) {
        await passOnOf(reference, reports);
        if (!(await storage.atomic.lease(TURN, owner, TURN_MS))) return;
      }
    } finally {
      await storage.atomic.release(TURN, owner);
    }
  };

  return {
    async submit(report) {
      const { reference, reporterId } = report;
      const id = `${reference}:${vault.alias(`reports:${reporterId}`)}`;
      if (await blocks.has('user', reporterId)) throw new ExplainedError('blocked');
      const record = await references.find(reference);
      // Without a picture there is nothing to report.
      if (!record || record.failure !== undefined) throw new ExplainedError('reference_unknown');
      if (await isKnown(id)) throw new ExplainedError('reported_already');
      await count(reporterId);
      await table.set(id, { ...report, at: clock.now(), told: false }, KEPT_MS);
      onReport(report);
    },

    passOn: () => locks.run(TURN, passOnAll),
    async *by(userId) {
      for await (const [, report] of table.find(userId)) yield report;
    },
  };
}
