import type { z } from 'zod';
import { formIssues, refusal } from './checks/issues.ts';

/**
 * Reads a part of a request by rules that the published description lacks. `at` is where in the body the part is.
 * @throws {ApiError} 50035, which is noted as a problem of the bot
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
