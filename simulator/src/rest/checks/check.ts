import { z } from 'zod';
import type { World } from '../../world/world.ts';
import { describedError, describedRoute, type Described } from './description.ts';
import { formIssues, refusal, tell, type FormIssue } from './issues.ts';
import type { RestAnswer, RestRequest, Route } from '../route.ts';

const SNOWFLAKE = /^(?:0|[1-9]\d{0,19})$/;
const INTEGER = /^\d+$/;
const BOOLEAN = /^(?:true|false|1|0)$/i;

/**
 * Checks a request against the published description of its route: path ids, query and body.
 * @throws {ApiError} 50035, which is recorded as a problem of the bot
 */
export function checkRequest(world: World, route: Route, request: RestRequest): void {
  const described = describedRoute(route);
  if (!described) {
    world.problems.push(`${request.where}: Discord publishes no such route`);
    return;
  }
  const issues = [
    ...pathIssues(described, request.path),
    ...queryIssues(described, request.query),
    ...bodyIssues(described, request.body),
  ];
  if (issues.length > 0) throw refusal(world.problems, request.where, issues);
}

/** Checks the simulator's own answer against the published description. */
export function checkAnswer(world: World, route: Route, { status, body }: RestAnswer, where: string): void {
  if (status === 204) return;
  const schema = status < 400 ? describedRoute(route)?.answer : describedError;
  if (schema) checkSent(world, schema, body, `the answer to ${where}`);
}

/** Records where the simulator's payload differs from the published description, unless it doesn't check itself. */
export function checkSent(world: World, schema: z.core.$ZodType, sent: unknown, what: string): void {
  if (!world.checksItself) return;
  // As sent over the wire, where undefined fields are absent.
  const { error } = z.core.safeParse(schema, JSON.parse(JSON.stringify(sent)));
  if (error) world.problems.push(`the simulator itself failed: ${what} is no such: ${tell(formIssues(error.issues))}`);
}

function pathIssues({ path }: Described, actual: string): FormIssue[] {
  const segments = actual.split('/');
  return path.split('/').flatMap((part, index) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined || name.endsWith('_token')) return [];
    return snowflakeIssues([name], segments[index] ?? '');
  });
}

function queryIssues({ query }: Described, actual: URLSearchParams): FormIssue[] {
  return [...actual].flatMap(([name, value]): FormIssue[] => {
    const kind = query[name];
    if (kind === undefined) return [{ path: [name], code: 'UNKNOWN_FIELD', message: 'unknown query parameter' }];
    if (kind === 'snowflake') return snowflakeIssues([name], value);
    if (kind === 'integer') {
      return INTEGER.test(value) ? [] : [{ path: [name], code: 'NUMBER_TYPE_COERCE', message: 'Must be an integer.' }];
    }
    return BOOLEAN.test(value) ? [] : [{ path: [name], code: 'BOOLEAN_TYPE_CONVERT', message: 'Must be a boolean.' }];
  });
}

function snowflakeIssues(path: string[], value: string): FormIssue[] {
  if (SNOWFLAKE.test(value)) return [];
  return [{ path, code: 'NUMBER_TYPE_COERCE', message: `Value ${JSON.stringify(value)} is not snowflake.` }];
}

function bodyIssues({ body }: Described, actual: unknown): FormIssue[] {
  if (!body) return actual === undefined ? [] : [{ path: [], code: 'UNKNOWN_FIELD', message: 'unknown body' }];
  const { error } = z.core.safeParse(body, actual);
  return error ? formIssues(error.issues) : [];
}
