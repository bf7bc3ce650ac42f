import type { z } from 'zod';
import { formErrors } from '../api-error.ts';

type Issue = z.core.$ZodIssue;

/**
 * Reads a request's body as Discord would: fields that it does not know are left out, and noted as a problem;
 * anything else wrong is error 50035 with its tree, and a problem too.
 * @throws {ApiError} 50035
 */
export function parse<T>(schema: z.ZodType<T>, body: unknown, problems: string[], where: string): T {
  const first = schema.safeParse(body);
  if (first.success) return first.data;
  const known = structuredClone(body);
  for (const issue of first.error.issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    problems.push(`${where}: unknown field ${issue.keys.map((key) => [...issue.path, key].join('.')).join(', ')}`);
    for (const key of issue.keys) dropKey(known, issue.path, key);
  }
  const second = schema.safeParse(known);
  if (second.success) return second.data;
  const errors = second.error.issues.map((issue) => ({ path: issue.path, ...explain(issue) }));
  const told = errors.map(({ path, code, message }) => `${path.join('.')} ${code} ${message}`).join('; ');
  problems.push(`${where}: 50035 Invalid Form Body: ${told}`);
  throw formErrors(errors);
}

function dropKey(root: unknown, path: PropertyKey[], key: string): void {
  let node = root as Record<PropertyKey, unknown> | undefined;
  for (const step of path) node = node?.[step] as Record<PropertyKey, unknown> | undefined;
  if (node) delete node[key];
}

function explain(issue: Issue): { code: string; message: string } {
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'string'
        ? { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${issue.maximum} or fewer in length.` }
        : issue.origin === 'array'
          ? { code: 'BASE_TYPE_BAD_LENGTH', message: `Must be ${issue.maximum} or fewer in length.` }
          : { code: 'NUMBER_TYPE_MAX', message: `Value should be less than or equal to ${issue.maximum}.` };
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? { code: 'BASE_TYPE_BAD_LENGTH', message: `Must be ${issue.minimum} or more in length.` }
        : { code: 'NUMBER_TYPE_MIN', message: `Value should be greater than or equal to ${issue.minimum}.` };
    case 'invalid_type':
      return issue.input === undefined && issue.message.endsWith(' undefined')
        ? { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }
        : { code: 'BASE_TYPE_BAD_TYPE', message: issue.message };
    case 'invalid_union':
      return { code: 'UNION_TYPE_CHOICES', message: `Value of this field is not one that is allowed here.` };
    default:
      return { code: 'BASE_TYPE_INVALID', message: issue.message };
  }
}
