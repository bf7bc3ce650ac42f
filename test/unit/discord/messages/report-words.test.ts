import { describe, expect, test } from 'vitest';
import type { ReferenceRecord } from '../../../../src/aging/records/references.ts';
import { reportWords } from '../../../../src/discord/messages/report-words.ts';

const report = { reference: '7K2QF-9MXTB', reporterId: '111', reason: 'It is me.' };
const record: ReferenceRecord = {
  userId: '222',
  guildId: '333',
  channelId: '444',
  at: Date.UTC(2026, 0, 1),
  ages: [20, 40],
  source: 'message',
};

describe('what the operator reads about a report', () => {
  test('the operator learns who reports what, what is known, and how to block somebody', () => {
    const messageUrl = 'https://discord.com/channels/1/2/3';
    expect(reportWords({ ...report, messageUrl }, record).split('\n')).toEqual([
      'Report of picture 7K2QF-9MXTB by <@111> (111):',
      '> It is me.',
      'Made for user 222 in server 333, channel 444, at 2026-01-01T00:00:00.000Z, age 20, 40, from: message.',
      'To block that person: npm run admin -- block user 222',
      messageUrl,
    ]);
    expect(reportWords(report, undefined).split('\n')).toHaveLength(2);
  });

  test.each([
    ['several\n\nlines\nMade for user 7', '> several lines Made for user 7'],
    ['# loud', String.raw`> \# loud`],
    ['**bold** ||hidden||', String.raw`> \*\*bold\*\* \|\|hidden\|\|`],
    ['[here](https://evil.example)', String.raw`> \[here](https://evil.example)`],
    ['turned \u202Earound', '> turned around'],
  ])('the words %j are shown literally', (reason, line) => {
    expect(reportWords({ ...report, reason }, record).split('\n')[1]).toBe(line);
  });

  test('the message fits, however long the words and the address are', () => {
    const long = {
      ...report,
      reason: '*😀'.repeat(5000),
      messageUrl: `https://discord.com/channels/${'1'.repeat(60)}`,
    };
    expect(reportWords(long, { ...record, ages: [10, 20, 30, 40, 50] }).length).toBeLessThanOrEqual(2000);
  });
});
