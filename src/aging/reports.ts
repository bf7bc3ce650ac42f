import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { ExplainedError } from '../i18n/explained-error.ts';
import { dayOf, endOfDay } from '../limits/day.ts';
import { keys } from '../limits/keys.ts';
import { sealTable } from '../storage/sealed-table.ts';
import type { Claim, Storage } from '../storage/storage.ts';
import type { Vault } from '../storage/vault.ts';
import type { ReferenceRecord, References } from './references.ts';

const reportSchema = z.object({
  reference: z.string(),
  reporterId: z.string(),
  reason: z.string(),
  /** Where it was seen, if the button under it was pressed. */
  messageUrl: z.string().optional(),
});

export type Report = z.infer<typeof reportSchema>;

/** Reports on their way to the operator: written down first, so that none is lost, and deleted once they are told. */
export interface Reports {
  /**
   * Takes a report on. Somebody who reports the same picture again is heard once a day.
   *
   * @throws {ExplainedError} `reference_unknown` or `too_many_reports`.
   */
  submit(report: Report): Promise<void>;
  /** Tells the operator all that has not been told. Rejects when the operator cannot be told. */
  passOn(): Promise<void>;
}

export interface ReportsOptions {
  readonly storage: Storage;
  readonly vault: Vault;
  readonly references: Pick<References, 'find'>;
  /** Tells the operator. Rejects when that fails. */
  readonly tell: (message: string) => Promise<void>;
  /** Told when a report was taken on. */
  readonly onReport: (report: Report) => void;
  readonly clock: Clock;
}

const DAY_MS = 86_400_000;
/** Reports a day of one person. */
const MOST_A_DAY = 20;
const LONGEST_REASON = 500;
/** As long as the references are known. */
const KEPT_MS = 30 * 86_400_000;
/** A process that has been silent for so long while it passes reports on is gone, in ms. */
const TURN_MS = 30_000;
const TURN = 'passing reports on';
/** After so many in one go nobody can be told for now. */
const MOST_FAILURES = 3;

export function createReports({ storage, vault, references, tell, onReport, clock }: ReportsOptions): Reports {
  const table = sealTable(storage, 'reports', reportSchema, vault);
  const owner: string = randomUUID();

  /** @throws {ExplainedError} `too_many_reports`. */
  const count = async (reporterId: string) => {
    const now = clock.now();
    const key = keys.reports(dayOf(now), reporterId);
    const claim: Claim = { kind: 'quota', key, amount: 1, limit: MOST_A_DAY, ttlMs: endOfDay(now) - now };
    if (!(await storage.atomic.reserve([claim])).granted) throw new ExplainedError('too_many_reports');
  };

  /** Notes, for a day, that the operator has heard of a picture from a person. */
  const noteTold = async ({ reference, reporterId }: Report) => {
    const key = keys.report(reference, reporterId);
    await storage.atomic.reserve([{ kind: 'quota', key, amount: 1, limit: 1, ttlMs: DAY_MS }]);
  };

  const passOn = async (id: string, report: Report) => {
    await tell(wordsFor(report, await references.find(report.reference)));
    await noteTold(report);
    await table.delete(id);
  };

  // One at a time, here and over all processes, so that the operator reads each report once.
  let passing: Promise<void> = Promise.resolve();
  const passOnAll = async () => {
    if (!(await storage.atomic.lease(TURN, owner, TURN_MS))) return;
    const failures: unknown[] = [];
    try {
      for await (const [id, report] of table.entries()) {
        // One that Discord does not take must not hold up the others.
        await passOn(id, report).catch((error: unknown) => failures.push(error));
        if (failures.length === MOST_FAILURES || !(await storage.atomic.lease(TURN, owner, TURN_MS))) break;
      }
      if (failures.length > 0) throw failures[0];
    } finally {
      await storage.atomic.release(TURN, owner);
    }
  };

  return {
    async submit(given) {
      const report = { ...given, reason: inOneLine(given.reason) };
      if (!(await references.find(report.reference))) throw new ExplainedError('reference_unknown');
      if ((await storage.atomic.used(keys.report(report.reference, report.reporterId))) > 0) return;
      await count(report.reporterId);
      await table.set(`${report.reference}:${report.reporterId}`, report, KEPT_MS);
      onReport(report);
    },

    passOn() {
      const passed = passing.then(passOnAll);
      passing = passed.catch(() => undefined);
      return passed;
    },
  };
}

/** So that nothing in it looks like words of the bot. */
function inOneLine(reason: string): string {
  return [...reason.replaceAll(/\s+/g, ' ').trim()].slice(0, LONGEST_REASON).join('');
}

/** What the operator reads. */
function wordsFor({ reference, reporterId, reason, messageUrl }: Report, record: ReferenceRecord | undefined): string {
  const lines = [`Report of picture ${reference} by <@${reporterId}> (${reporterId}):`, `> ${reason || '(no reason)'}`];
  if (record) {
    lines.push(madeFor(record), `To keep that person out: \`npm run admin -- block user ${record.userId}\``);
  }
  if (messageUrl) lines.push(messageUrl);
  return lines.join('\n');
}

/** Who asked for a picture, where, when, for which age and from what. */
export function madeFor({ userId, guildId, channelId, at, ages, source }: ReferenceRecord): string {
  const server = guildId ? `server ${guildId}` : 'no server';
  const channel = channelId ? `, channel ${channelId}` : '';
  const when = new Date(at).toISOString();
  return `Made for user ${userId} in ${server}${channel}, at ${when}, age ${ages.join(', ')}, from: ${source}.`;
}
