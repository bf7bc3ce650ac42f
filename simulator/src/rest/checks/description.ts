// Types of a package that has none of its own belong to this file, whichever configuration compiles it.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="./discord-api-spec.d.ts" />
import * as described from 'discord-api-spec/zod';
import { z } from 'zod';
import { fieldsBeyond } from './beyond-the-description.ts';
import { makeStrict } from './strict.ts';

type Schema = z.core.$ZodType;
type Query = Readonly<Record<string, 'boolean' | 'snowflake' | 'integer'>>;

/** What Discord publishes about one kind of request. */
export interface Described {
  /** The published path, e.g. `/channels/{channel_id}`. */
  path: string;
  query: Query;
  /** Undefined if there is no body. */
  body: Schema | undefined;
  /** Of an answer that has a body. */
  answer: Schema | undefined;
}

const strict = makeStrict(fieldsBeyond());
const { MessageResponseSchema, ApplicationCommandResponseSchema } = described;

const callback = z.union([
  described.ApplicationCommandAutocompleteCallbackRequestSchema,
  described.CreateMessageInteractionCallbackRequestSchema,
  described.LaunchActivityInteractionCallbackRequestSchema,
  described.ModalInteractionCallbackRequestSchema,
  described.PongInteractionCallbackRequestSchema,
  described.UpdateMessageInteractionCallbackRequestSchema,
]);
const channel = z.union([
  described.GuildChannelResponseSchema,
  described.PrivateChannelResponseSchema,
  described.ThreadResponseSchema,
]);
const inThread = { thread_id: 'snowflake' } as const;
const webhookMessage = { ...inThread, with_components: 'boolean' } as const;

const rows: [string, { query?: Query; body?: Schema; answer?: Schema }][] = [
  ['GET /gateway', { answer: described.GatewayResponseSchema }],
  ['GET /gateway/bot', { answer: described.GatewayBotResponseSchema }],
  ['GET /users/@me', { answer: described.UserPIIResponseSchema }],
  ['GET /users/{user_id}', { answer: described.UserResponseSchema }],
  ['GET /applications/@me', { answer: described.PrivateApplicationResponseSchema }],
  ['GET /oauth2/applications/@me', { answer: described.PrivateApplicationResponseSchema }],
  ['GET /guilds/{guild_id}', { query: { with_counts: 'boolean' }, answer: described.GuildWithCountsResponseSchema }],
  ['GET /channels/{channel_id}', { answer: channel }],
  ['POST /channels/{channel_id}/typing', {}],
  [
    'POST /users/@me/channels',
    { body: described.CreatePrivateChannelRequestSchema, answer: described.PrivateChannelResponseSchema },
  ],
  [
    'POST /channels/{channel_id}/messages',
    { body: described.MessageCreateRequestSchema, answer: MessageResponseSchema },
  ],
  [
    'GET /channels/{channel_id}/messages',
    {
      query: { around: 'snowflake', before: 'snowflake', after: 'snowflake', limit: 'integer' },
      answer: z.array(MessageResponseSchema),
    },
  ],
  ['GET /channels/{channel_id}/thread-members/{user_id}', { answer: described.ThreadMemberResponseSchema }],
  ['GET /channels/{channel_id}/messages/{message_id}', { answer: MessageResponseSchema }],
  [
    'PATCH /channels/{channel_id}/messages/{message_id}',
    { body: described.MessageEditRequestPartialSchema, answer: MessageResponseSchema },
  ],
  ['DELETE /channels/{channel_id}/messages/{message_id}', {}],
  [
    'POST /interactions/{interaction_id}/{interaction_token}/callback',
    { query: { with_response: 'boolean' }, body: callback, answer: described.InteractionCallbackResponseSchema },
  ],
  [
    'POST /webhooks/{webhook_id}/{webhook_token}',
    {
      query: { ...webhookMessage, wait: 'boolean' },
      body: described.IncomingWebhookRequestPartialSchema,
      answer: MessageResponseSchema,
    },
  ],
  ...['@original', '{message_id}'].flatMap((id): typeof rows => {
    const path = `/webhooks/{webhook_id}/{webhook_token}/messages/${id}`;
    const body = described.IncomingWebhookUpdateRequestPartialSchema;
    return [
      [`GET ${path}`, { query: inThread, answer: MessageResponseSchema }],
      [`PATCH ${path}`, { query: webhookMessage, body, answer: MessageResponseSchema }],
      [`DELETE ${path}`, { query: inThread }],
    ];
  }),
  ...['', '/guilds/{guild_id}'].flatMap((scope): typeof rows => {
    const list = `/applications/{application_id}${scope}/commands`;
    const one = `${list}/{command_id}`;
    const answer = ApplicationCommandResponseSchema;
    const all = z.array(answer);
    return [
      [`GET ${list}`, { query: { with_localizations: 'boolean' }, answer: all }],
      [`PUT ${list}`, { body: z.array(described.ApplicationCommandUpdateRequestSchema), answer: all }],
      [`POST ${list}`, { body: described.ApplicationCommandCreateRequestSchema, answer }],
      [`GET ${one}`, { answer }],
      [`PATCH ${one}`, { body: described.ApplicationCommandPatchRequestPartialSchema, answer }],
      [`DELETE ${one}`, {}],
    ];
  }),
];

/** The names of the routes, e.g. `GET /gateway`. */
export const publishedRoutes: readonly string[] = rows.map(([name]) => name);

const withoutNames = (path: string): string => path.replaceAll(/\{\w+\}/g, ':');

const table = new Map(
  rows.map(([name, { query = {}, body, answer }]) => {
    const path = name.slice(name.indexOf(' ') + 1);
    const row = { path, query, body: body && strict(body), answer: answer && strict(answer) };
    return [withoutNames(name), row] as const;
  }),
);

/** The description of a route. Its pattern has `:` for each id in the path. */
export function describedRoute(route: { method: string; pattern: string }): Described | undefined {
  return table.get(`${route.method} ${route.pattern}`);
}

export const describedMessage = strict(MessageResponseSchema);
export const describedUser = strict(described.UserResponseSchema);
export const describedAttachment = strict(described.MessageAttachmentResponseSchema);
/** The `data` of a callback that opens a form. */
export const describedForm = strict(described.ModalInteractionCallbackRequestDataSchema);
export const describedError = described.ErrorResponseSchema;
