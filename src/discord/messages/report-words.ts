import { escapeMarkdown, quote } from 'discord.js';
import { describeRecord, type ReferenceRecord } from '../../aging/records/references.ts';
import type { FurtherReports, Report } from '../../aging/records/reports.ts';
import { LONGEST_REASON } from '../commands/report-form.ts';

/** What the operator reads about a report, with the reporter's own words or others. */
export function reportWords(report: Report, record: ReferenceRecord | undefined, reason = quoted(report)): string {
  const { reference, reporterId, messageUrl } = report;
  return [
    `Report of picture ${reference} by <@${reporterId}> (${reporterId}):`,
    reason,
    ...(record ? [describeRecord(record), `To block that person: npm run admin -- block user ${record.userId}`] : []),
    ...(messageUrl ? [messageUrl] : []),
  ].join('\n');
}

/** What the operator reads about reports of a picture that they were told about before, with the latest one's words or others. */
export function furtherReportsWords(
  { reference, total, further, latest }: FurtherReports,
  reason = quoted(latest),
): string {
  return [
    `${further} more ${further === 1 ? 'report' : 'reports'} of picture ${reference}, ${total} in all. The latest is by <@${latest.reporterId}> (${latest.reporterId}):`,
    reason,
    `To read all of them: npm run admin -- show ${reference}`,
  ].join('\n');
}

/** In one line and without formatting, so that nothing in it looks as if the bot wrote it. */
function quoted({ reason }: Report): string {
  const line = reason.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  return quote(escapeMarkdown([...line].slice(0, LONGEST_REASON).join(''), { heading: true, maskedLink: true }));
}
