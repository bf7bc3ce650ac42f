import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord-api-types/v10';
import { z } from 'zod';

const locales =
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko';
const locale = z.enum(locales.split(' ') as [string, ...string[]]);
const localized = (text: z.ZodString) => z.partialRecord(locale, text.nullable()).nullish();

const chatName = z
  .string()
  .regex(/^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u, 'String value did not match validation regex.')
  .refine((name) => name === name.toLowerCase(), 'Must be lower case.');
const menuName = z.string().min(1).max(32);
const description = z.string().min(1).max(100);

const choice = z.strictObject({
  name: z.string().min(1).max(100),
  name_localizations: localized(z.string().min(1).max(100)),
  value: z.union([z.string().max(100), z.number()]),
});

const leaf = {
  type: z.int().min(ApplicationCommandOptionType.String).max(ApplicationCommandOptionType.Attachment),
  name: chatName,
  name_localizations: localized(z.string()),
  description,
  description_localizations: localized(description),
  required: z.boolean().optional(),
  choices: z.array(choice).max(25).nullish(),
  channel_types: z.array(z.int()).nullish(),
  min_value: z.number().nullish(),
  max_value: z.number().nullish(),
  min_length: z.int().min(0).max(6000).nullish(),
  max_length: z.int().min(1).max(6000).nullish(),
  autocomplete: z.boolean().optional(),
  file_types: z
    .array(z.string().regex(/^(?:image|video|audio|\.\w+)$/))
    .max(10)
    .optional(),
};

const inOrder = (options: { name: string; required?: boolean | undefined }[] | null | undefined): boolean =>
  !(options ?? []).some(
    (option, index, all) => option.required === true && index > 0 && all[index - 1]?.required !== true,
  );
const distinct = (options: { name: string }[] | null | undefined): boolean =>
  new Set((options ?? []).map(({ name }) => name)).size === (options ?? []).length;
const optionList = <T extends z.ZodType<{ name: string; required?: boolean | undefined }>>(option: T) =>
  z
    .array(option)
    .max(25)
    .nullish()
    .refine(inOrder, 'Required options must be placed before non-required options')
    .refine(distinct, 'Option names must be unique');

const basicOption = z.strictObject(leaf).refine(({ choices, autocomplete }) => !(choices?.length && autocomplete), {
  message: 'Autocomplete cannot be used beside choices.',
});
const option = z.strictObject({
  ...leaf,
  type: z.int().min(ApplicationCommandOptionType.Subcommand).max(ApplicationCommandOptionType.Attachment),
  options: optionList(z.strictObject({ ...leaf, type: z.int().min(1).max(11), options: optionList(basicOption) })),
});

const common = {
  id: z.string().optional(),
  application_id: z.string().optional(),
  version: z.string().optional(),
  default_member_permissions: z.string().regex(/^\d+$/).nullish(),
  dm_permission: z.boolean().nullish(),
  default_permission: z.boolean().nullish(),
  nsfw: z.boolean().nullish(),
  integration_types: z.array(z.int().min(0).max(1)).min(1).nullish(),
  contexts: z.array(z.int().min(0).max(2)).min(1).nullish(),
};

const chat = z.strictObject({
  type: z.literal(ApplicationCommandType.ChatInput).default(ApplicationCommandType.ChatInput),
  name: chatName,
  name_localizations: localized(z.string()),
  description,
  description_localizations: localized(description),
  options: optionList(option),
  ...common,
});
const menu = z.strictObject({
  type: z.literal([ApplicationCommandType.User, ApplicationCommandType.Message]),
  name: menuName,
  name_localizations: localized(menuName),
  description: z.literal('').optional(),
  description_localizations: localized(z.string()),
  options: z.array(z.never()).max(0).nullish(),
  ...common,
});

export type CommandBody = z.infer<typeof chat> | z.infer<typeof menu>;

/** The schema for a command of the type that the body names. */
export function commandSchema(body: unknown): z.ZodType<CommandBody> {
  const type = (body as { type?: unknown } | null)?.type ?? ApplicationCommandType.ChatInput;
  return type === ApplicationCommandType.ChatInput ? chat : menu;
}

/** Characters of a command: names, descriptions and choices' values, each by its longest localization. */
export function commandLength(node: Record<string, unknown>): number {
  const longest = (field: string): number => {
    const translations = Object.values(
      (node[`${field}_localizations`] as Record<string, string> | null | undefined) ?? {},
    );
    const own = typeof node[field] === 'string' ? (node[field] as string) : '';
    return Math.max(own.length, ...translations.map((text) => text?.length ?? 0));
  };
  const value = typeof node['value'] === 'string' ? node['value'].length : 0;
  const inner = [node['options'], node['choices']].flatMap((list) => (list ?? []) as Record<string, unknown>[]);
  return inner.reduce((sum, child) => sum + commandLength(child), longest('name') + longest('description') + value);
}
