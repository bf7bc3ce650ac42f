import { expect, test } from 'vitest';
import { auditFinding, newestVersion } from '../../../scripts/support/advisories.ts';

const report = (high: number, critical: number) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: {},
    metadata: { vulnerabilities: { low: 3, high, critical } },
  });

test('a high or critical vulnerability is wrong, and a registry that cannot be asked is not', () => {
  expect(auditFinding(report(0, 0)).isWrong).toBe(false);
  expect(auditFinding(report(1, 0))).toEqual({
    isWrong: true,
    says: 'npm audit: 0 critical and 1 high vulnerabilities in what is distributed.',
  });
  expect(auditFinding(report(0, 2)).isWrong).toBe(true);
  for (const printed of ['', '{"error": {"code": "ENOAUDIT"}}', '{"message": "offline"}']) {
    expect(auditFinding(printed)).toMatchObject({
      isWrong: false,
      says: expect.stringMatching(/^The registry/) as string,
    });
  }
});

test('the newest release is read from what GitHub says', () => {
  expect(newestVersion({ tag_name: 'v1.23.5', name: 'v1.23.5' })).toBe('1.23.5');
  expect(newestVersion({ message: 'rate limited' })).toBeUndefined();
});
