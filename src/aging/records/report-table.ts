import { z } from 'zod';
import { sealIndexedTable } from '../../storage/sealing/sealed-table.ts';
import type { IndexedTable, Storage } from '../../storage/storage.ts';
import type { Vault } from '../../storage/sealing/vault.ts';

const reportSchema = z.object({
  reference: z.string(),
  reporterId: z.string(),
  /** In the reporter's words. */
  reason: z.string(),
  /** Where it was seen, if the button under it was pressed. */
  messageUrl: z.string().optional(),
});

const storedSchema = reportSchema.extend({
  /** When it was accepted, in ms since the epoch. Reports of older versions don't say. */
  at: z.number().optional(),
  /** Whether the operator has been told, by itself or with others. */
  told: z.boolean().optional(),
});

export type Report = z.infer<typeof reportSchema>;
export type StoredReport = z.infer<typeof storedSchema>;

/** Finds every report that the operator has not been told about, without reading anything else. */
export const UNTOLD = 'all';

/** Finds the reports of one picture. */
export function ofPicture(reference: string): string {
  return `picture:${reference}`;
}

/** The reports of the last 30 days, by picture and reporter. */
export function createReportTable(storage: Storage, vault: Vault): IndexedTable<StoredReport> {
  return sealIndexedTable(storage, 'reports', storedSchema, vault, ({ reference, reporterId, told }) => [
    ofPicture(reference),
    reporterId,
    ...(told ? [] : [UNTOLD]),
  ]);
}

/** Describes the reports of one picture in lines for the operator, the latest first. */
export async function describeReports(
  table: Pick<IndexedTable<StoredReport>, 'find'>,
  reference: string,
): Promise<string[]> {
  const found = (await Array.fromAsync(table.find(ofPicture(reference)))).map(([, report]) => report);
  const lines = found
    .toSorted((one, other) => (other.at ?? 0) - (one.at ?? 0))
    .map(({ reporterId, reason, at }) => {
      const when = at === undefined ? '' : `, ${new Date(at).toISOString()}`;
      return `- user ${reporterId}${when}: ${reason.replaceAll(/[\p{C}\s]+/gu, ' ').trim()}`;
    });
  return lines.length > 0 ? [`Reports: ${lines.length}`, ...lines] : [];
}
