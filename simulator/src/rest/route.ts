import type { World } from '../world/world.ts';

export interface UploadedFile {
  /** The n of `files[n]`. */
  index: string;
  filename: string;
  bytes: Buffer;
}

export type RequestKind =
  | 'callback'
  /** The response to an interaction that was sent over HTTP. */
  | 'response'
  | 'edit-original'
  | 'delete-original'
  | 'get-original'
  | 'edit-follow-up'
  | 'delete-follow-up'
  | 'get-follow-up'
  | 'follow-up'
  | 'message'
  | 'edit-message'
  | 'delete-message'
  | 'get-message'
  | 'get-messages'
  | 'thread-member'
  | 'typing'
  | 'open-dm'
  | 'get-channel'
  | 'get-guild'
  | 'commands'
  | 'gateway'
  | 'application'
  | 'user'
  | 'webhook'
  | 'cdn'
  | 'unknown';

export interface RestRequest {
  method: string;
  /** Below the version, e.g. `/channels/1/messages`. */
  path: string;
  query: URLSearchParams;
  body: unknown;
  files: UploadedFile[];
  /** `POST /channels/1/messages`, without tokens, for the list of problems. */
  where: string;
}

export interface RestAnswer {
  status: number;
  body?: unknown;
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Segments; `:` matches anything. */
  pattern: string;
  kind: RequestKind;
  /** Requires the bot's token. */
  authorized: boolean;
  handle: (request: RestRequest, ...ids: string[]) => RestAnswer;
}

export type Routes = (world: World) => Route[];

/** An invalid encoding is taken literally. */
function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The route of a request, and the values of the pattern's `:`. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { route: Route; ids: string[] } | undefined {
  const segments = path.split('/').map(decodeSegment);
  for (const route of routes) {
    const pattern = route.pattern.split('/');
    if (route.method !== method || pattern.length !== segments.length) continue;
    if (!pattern.every((part, index) => part === ':' || part === segments[index])) continue;
    return { route, ids: segments.filter((_, index) => pattern[index] === ':') };
  }
  return undefined;
}
