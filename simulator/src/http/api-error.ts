/** An error of Discord's REST API: status, `{ code, message, errors? }`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: number;
  readonly errors: unknown;

  constructor(status: number, code: number, message: string, errors?: unknown) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  get body(): Record<string, unknown> {
    return { message: this.message, code: this.code, ...(this.errors === undefined ? {} : { errors: this.errors }) };
  }
}

const known = {
  unauthorized: [401, 0, '401: Unauthorized'],
  notFound: [404, 0, '404: Not Found'],
  unknownApplication: [404, 10_002, 'Unknown Application'],
  unknownChannel: [404, 10_003, 'Unknown Channel'],
  unknownGuild: [404, 10_004, 'Unknown Guild'],
  unknownMember: [404, 10_007, 'Unknown Member'],
  unknownMessage: [404, 10_008, 'Unknown Message'],
  unknownUser: [404, 10_013, 'Unknown User'],
  unknownWebhook: [404, 10_015, 'Unknown Webhook'],
  unknownInteraction: [404, 10_062, 'Unknown interaction'],
  unknownCommand: [404, 10_063, 'Unknown application command'],
  tooLarge: [413, 40_005, 'Request entity too large'],
  alreadyAcknowledged: [400, 40_060, 'Interaction has already been acknowledged.'],
  tooManyFollowUps: [400, 40_094, 'This interaction has reached the maximum number of follow-up messages'],
  badUserAgent: [403, 40_333, 'internal network error'],
  missingAccess: [403, 50_001, 'Missing Access'],
  cannotEditOthers: [403, 50_005, 'Cannot edit a message authored by another user'],
  emptyMessage: [400, 50_006, 'Cannot send an empty message'],
  cannotMessageUser: [403, 50_007, 'Cannot send messages to this user'],
  missingPermissions: [403, 50_013, 'Missing Permissions'],
  invalidToken: [401, 50_027, 'Invalid Webhook Token'],
  invalidRecipients: [400, 50_033, 'Invalid Recipient(s)'],
  noMutualGuilds: [403, 50_278, 'Cannot send messages to this user due to having no mutual guilds'],
} satisfies Record<string, [number, number, string]>;

export function apiError(name: keyof typeof known): ApiError {
  return new ApiError(...(known[name] as [number, number, string]));
}

/** 50035 with one message for one field. */
export function formError(path: (string | number)[], code: string, message: string): ApiError {
  return formErrors([{ path, code, message }]);
}

/** 50035 with Discord's tree: `{ data: { embeds: { 0: { title: { _errors: [{ code, message }] } } } } }`. */
export function formErrors(list: { path: PropertyKey[]; code: string; message: string }[]): ApiError {
  const tree: Record<string, unknown> = {};
  for (const { path, code, message } of list) {
    let node = tree;
    for (const step of path) {
      const key = String(step);
      const next = (node[key] ?? {}) as Record<string, unknown>;
      node[key] = next;
      node = next;
    }
    node['_errors'] = [...((node['_errors'] as unknown[] | undefined) ?? []), { code, message }];
  }
  return new ApiError(400, 50_035, 'Invalid Form Body', tree);
}
