import type { z } from 'zod';
import { formIssues, refusal } from './checks/issues.ts';

/**
 * Reads a part of a request by rules beyond the published description. `at` is the part's position in the body.
 * @throws {ApiError} 50035, which is recorded as a problem of the bot
 */
export function parse<T>(
  schema: z.ZodType<T>,
  part: unknown,
  { problems, where, at = [] }: { problems: string[]; where: string; at?: readonly string[] | undefined },
): T {
  const read = schema.safeParse(part);
  if (read.success) return read.data;
  throw refusal(problems, where, formIssues(read.error.issues, [...at]));
}
