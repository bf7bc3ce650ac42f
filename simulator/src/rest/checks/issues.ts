import type { z } from 'zod';
import { formErrors, type ApiError } from '../../http/api-error.ts';

/** One problem of a request, as Discord reports it. */
export interface FormIssue {
  path: PropertyKey[];
  code: string;
  message: string;
}

/** Records a request that Discord would refuse, and returns the refusal: 50035 with its tree. */
export function refusal(problems: string[], where: string, issues: FormIssue[]): ApiError {
  problems.push(`${where}: 50035 Invalid Form Body: ${tell(issues)}`);
  return formErrors(issues);
}

export function tell(issues: FormIssue[]): string {
  return issues.map(({ path, code, message }) => `${path.map(String).join('.')} ${code} ${message}`).join('; ');
}

/**
 * The issues that a schema found, as Discord words them. For a union, those of the member that the value was meant to
 * be.
 */
export function formIssues(issues: readonly z.core.$ZodIssue[], at: PropertyKey[] = []): FormIssue[] {
  return issues.flatMap((issue) => {
    const path = [...at, ...issue.path];
    if (issue.code === 'invalid_union') return unionIssues(issue, path);
    // Discord ignores unknown fields. Here they are refused, because they are mistakes of the bot.
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ path: [...path, key], code: 'UNKNOWN_FIELD', message: 'unknown field' }));
    return [{ path, ...explain(issue) }];
  });
}

function unionIssues({ errors }: z.core.$ZodIssueInvalidUnion, path: PropertyKey[]): FormIssue[] {
  const meant = errors.filter((issues) => !issues.some(isOtherType));
  const [best] = meant.toSorted((a, b) => distance(a) - distance(b));
  if (best) return formIssues(best, path);
  const types = errors.flat().flatMap((issue) => (isOtherType(issue) && 'values' in issue ? issue.values : []));
  const message = `Value of field "type" must be one of (${[...new Set(types)].join(', ')}).`;
  return [{ path: [...path, 'type'], code: 'UNION_TYPE_CHOICES', message }];
}

/** The value has the `type` of another member of the union. */
const isOtherType = (issue: z.core.$ZodIssue): boolean =>
  issue.path.length === 1 && issue.path[0] === 'type' && issue.code === 'invalid_value';

/** How far a value is from matching a member of a union. A wrong type counts more than any wrong field. */
const distance = (issues: readonly z.core.$ZodIssue[]): number =>
  issues.some(({ path, code }) => path.length === 0 && code === 'invalid_type') ? Infinity : issues.length;

function explain(issue: z.core.$ZodIssue): Omit<FormIssue, 'path'> {
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
      return issue.message.endsWith(' undefined')
        ? { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }
        : { code: 'BASE_TYPE_BAD_TYPE', message: issue.message };
    case 'invalid_value':
      return { code: 'BASE_TYPE_CHOICES', message: `Value must be one of (${issue.values.map(String).join(', ')}).` };
    default:
      return { code: 'BASE_TYPE_INVALID', message: issue.message };
  }
}
