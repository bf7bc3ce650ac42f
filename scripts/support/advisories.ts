import { z } from 'zod';

interface AdvisoryFinding {
  readonly isWrong: boolean;
  readonly says: string;
}

const auditSchema = z.object({
  metadata: z.object({ vulnerabilities: z.object({ high: z.number(), critical: z.number() }) }),
});

/** @param printed by `npm audit --json`, which prints an error where the registry can't be asked. */
export function auditFinding(printed: string): AdvisoryFinding {
  const report = auditSchema.safeParse(parsed(printed)).data;
  if (!report) return { isWrong: false, says: 'The registry could not be asked for vulnerabilities.' };
  const { high, critical } = report.metadata.vulnerabilities;
  const says = `npm audit: ${critical} critical and ${high} high vulnerabilities in what is distributed.`;
  return { isWrong: high + critical > 0, says };
}

const releaseSchema = z.object({ tag_name: z.string().regex(/^v\d+\.\d+\.\d+$/) });

/** The version of a release, as GitHub's API describes it. */
export function newestVersion(release: unknown): string | undefined {
  return releaseSchema.safeParse(release).data?.tag_name.slice(1);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
