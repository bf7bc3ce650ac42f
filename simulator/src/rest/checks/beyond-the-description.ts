import * as described from 'discord-api-spec/zod';
import { z } from 'zod';

/**
 * What Discord's documentation says, but the published description (discord-api-spec, made from Discord's OpenAPI file)
 * lacks or contradicts. Every difference between the simulator and the description is listed here.
 */
interface Beyond {
  /** The described objects that have the field. */
  of: readonly z.core.$ZodType[];
  field: string;
  schema: z.core.$ZodType;
  /** What the documentation shows or allows. */
  example: unknown;
  source: string;
}

const DOCS = 'https://docs.discord.com/developers';
const MESSAGE_PAYLOAD =
  'https://github.com/discordjs/discord.js/blob/14.28.1/packages/discord.js/src/structures/MessagePayload.js';

const commandRequests = [
  described.ApplicationCommandCreateRequestSchema,
  described.ApplicationCommandUpdateRequestSchema,
  described.ApplicationCommandPatchRequestPartialSchema,
];
const edits = [
  described.MessageEditRequestPartialSchema,
  described.IncomingWebhookUpdateRequestPartialSchema,
  described.IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema,
];

export const BEYOND: readonly Beyond[] = [
  {
    of: commandRequests,
    field: 'nsfw',
    schema: z.boolean().nullish(),
    example: true,
    source: `${DOCS}/interactions/application-commands#create-global-application-command`,
  },
  {
    // A bit set as a string; the description has a number.
    of: commandRequests,
    field: 'default_member_permissions',
    schema: z.string().regex(/^\d+$/).nullish(),
    example: '32',
    source: `${DOCS}/interactions/application-commands#create-global-application-command`,
  },
  {
    // The n of `files[n]` may be a number.
    of: [described.MessageAttachmentRequestSchema],
    field: 'id',
    schema: z.union([z.string().regex(/^\d{1,20}$/), z.int().min(0)]),
    example: 0,
    source: `${DOCS}/reference#uploading-files`,
  },
  {
    of: [described.ComponentEmojiForRequestSchema],
    field: 'animated',
    schema: z.boolean().optional(),
    example: false,
    source: `${DOCS}/components/reference#button-button-structure`,
  },
  {
    // FORWARD, 1.
    of: [described.MessageReferenceRequestSchema, described.MessageReferenceResponseSchema],
    field: 'type',
    schema: z.int().min(0).max(1).optional(),
    example: 1,
    source: `${DOCS}/resources/message#message-reference-types`,
  },
  {
    // discord.js sends these two with every message and edit. Discord ignores them if they have no meaning.
    of: edits,
    field: 'tts',
    schema: z.literal(false).optional(),
    example: false,
    source: MESSAGE_PAYLOAD,
  },
  {
    of: [...edits, described.IncomingWebhookRequestPartialSchema, described.IncomingWebhookInteractionRequestSchema],
    field: 'enforce_nonce',
    schema: z.literal(false).optional(),
    example: false,
    source: MESSAGE_PAYLOAD,
  },
  // In what Discord sends.
  ...['width', 'height'].map((field) => ({
    of: [described.MessageAttachmentResponseSchema],
    field,
    schema: z.int().nullish(),
    example: null,
    source: `${DOCS}/resources/message#attachment-object`,
  })),
  {
    // The older name of primary_guild, still sent.
    of: [described.UserResponseSchema, described.UserPIIResponseSchema],
    field: 'clan',
    schema: z.nullish(described.UserPrimaryGuildResponseSchema),
    example: null,
    source: 'https://docs.oceanic.ws/v1.15.0/interfaces/Types_Users.RawUserWithMember.html',
  },
];

/** The fields of {@link BEYOND} by the described object that has them. */
export function fieldsBeyond(): Map<z.core.$ZodType, Record<string, z.core.$ZodType>> {
  const fields = new Map<z.core.$ZodType, Record<string, z.core.$ZodType>>();
  for (const { of, field, schema } of BEYOND)
    for (const object of of) fields.set(object, { ...fields.get(object), [field]: schema });
  return fields;
}

/** Limits that the description lacks. */
export const LIMITS = {
  /** Characters of a bot's message. The description has 4000, the limit with Nitro. */
  content: { max: 2000, source: `${DOCS}/resources/message#create-message-jsonform-params` },
  /** Characters of all embeds of a message together. */
  embeds: { max: 6000, source: `${DOCS}/resources/message#embed-object-embed-limits` },
  /** Rows of a message without IS_COMPONENTS_V2. */
  rows: { max: 5, source: `${DOCS}/components/reference#legacy-message-component-behavior` },
  /** Components of a message with IS_COMPONENTS_V2, including nested ones. */
  components: { max: 40, source: `${DOCS}/components/reference#component-reference` },
  /** Characters of all text displays of a message. */
  displayedText: { max: 4000, source: `${DOCS}/components/reference#text-display` },
  /** Components of a modal. The description has 40. */
  modal: { max: 5, source: `${DOCS}/interactions/receiving-and-responding#interaction-response-object-modal` },
  /** Characters of a command: names, descriptions and choices' values, each with its longest localization. */
  command: { max: 8000, source: `${DOCS}/interactions/application-commands#slash-commands` },
  /** Commands of one type in one scope. */
  slashCommands: { max: 100, source: `${DOCS}/interactions/application-commands#registering-a-command` },
  menuEntries: { max: 15, source: `${DOCS}/interactions/application-commands#registering-a-command` },
  /** Characters of a string choice. The description has 6000. */
  choiceValue: { max: 100, source: `${DOCS}/interactions/application-commands#application-command-object` },
} as const;

const BUTTON = `${DOCS}/components/reference#button-button-structure`;
const OPTION = `${DOCS}/interactions/application-commands#application-command-object-application-command-option-structure`;
const NAMING = `${DOCS}/interactions/application-commands#application-command-object-application-command-naming`;

/** Rules that the description lacks, as refusals word them. */
export const RULES = {
  /** Neither name nor value may be missing or empty. */
  embedField: {
    message: 'This field is required',
    source: `${DOCS}/resources/message#embed-object-embed-field-structure`,
  },
  embedImage: {
    message: 'This field is required',
    source: `${DOCS}/resources/message#embed-object-embed-image-structure`,
  },
  classicComponents: {
    message: 'Value of field "type" must be one of (1,).',
    source: `${DOCS}/components/reference#legacy-message-component-behavior`,
  },
  linkButton: { message: 'A link button needs a url and no custom_id, any other button no url.', source: BUTTON },
  customId: { message: 'A custom id is required.', source: BUTTON },
  buttonFace: { message: 'A label or emoji is required.', source: BUTTON },
  distinctCustomIds: {
    message: 'Component custom id cannot be duplicated',
    source: `${DOCS}/components/reference#anatomy-of-a-component-custom-id`,
  },
  row: {
    message: 'A row holds up to five buttons or one select menu.',
    source: `${DOCS}/components/reference#action-row`,
  },
  file: { message: 'Must refer to an attachment.', source: `${DOCS}/components/reference#file` },
  commandName: { message: 'String value did not match validation regex.', source: NAMING },
  lowerCase: { message: 'Must be lower case.', source: NAMING },
  optionOrder: { message: 'Required options must be placed before non-required options', source: OPTION },
  optionNames: { message: 'Option names must be unique', source: OPTION },
  autocomplete: { message: 'Autocomplete cannot be used beside choices.', source: OPTION },
} as const;
