import { ApplicationCommandType, Locale } from 'discord-api-types/v10';
import { z } from 'zod';
import { LIMITS, RULES } from './beyond-the-description.ts';

const chatName = z
  .string()
  .regex(/^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u, RULES.commandName.message)
  .refine((name) => name === name.toLowerCase(), RULES.lowerCase.message);
/** https://docs.discord.com/developers/reference#locales */
const localized = (text: z.ZodType<string>) =>
  z.partialRecord(z.enum(Object.values(Locale)), text.nullable()).nullish();

type Options = readonly { name: string; required?: boolean | null | undefined }[] | null | undefined;

const inOrder = (options: Options): boolean =>
  !(options ?? []).some(
    (option, index, all) => option.required === true && index > 0 && all[index - 1]?.required !== true,
  );
const distinct = (options: Options): boolean =>
  new Set((options ?? []).map(({ name }) => name)).size === (options ?? []).length;
const listOf = <T extends z.ZodType<{ name: string; required?: boolean | null | undefined }>>(option: T) =>
  z.array(option).nullish().refine(inOrder, RULES.optionOrder.message).refine(distinct, RULES.optionNames.message);

const description = { description_localizations: localized(z.string().min(1).max(100)) };
/** The rules of a name hold in each language. */
const chatTexts = { name_localizations: localized(chatName), ...description };
const choice = z.looseObject({
  name_localizations: localized(z.string().min(1).max(100)),
  value: z.union([z.string().max(LIMITS.choiceValue.max), z.number()]),
});
const leaf = z.looseObject({
  name: chatName,
  ...chatTexts,
  required: z.boolean().nullish(),
  choices: z.array(choice).nullish(),
  autocomplete: z.boolean().nullish(),
  file_types: z.array(z.string().regex(/^(?:image|video|audio|\.\w+)$/)).nullish(),
});
const isPlain = ({ choices, autocomplete }: { choices?: unknown[] | null | undefined; autocomplete?: unknown }) =>
  !(choices?.length && autocomplete);
const inSubcommand = leaf.refine(isPlain, RULES.autocomplete.message);
const inGroup = leaf.extend({ options: listOf(inSubcommand) }).refine(isPlain, RULES.autocomplete.message);
const option = leaf.extend({ options: listOf(inGroup) }).refine(isPlain, RULES.autocomplete.message);

const chat = z.looseObject({
  type: z.literal(ApplicationCommandType.ChatInput).default(ApplicationCommandType.ChatInput),
  name: chatName,
  description: z.string().min(1),
  ...chatTexts,
  options: listOf(option),
});
const menu = z.looseObject({
  type: z.literal([ApplicationCommandType.User, ApplicationCommandType.Message]),
  name: z.string(),
  description: z.literal('').optional(),
  name_localizations: localized(z.string().min(1).max(32)),
  ...description,
  options: z.array(z.never()).max(0).nullish(),
});

export type CommandBody = z.infer<typeof chat> | z.infer<typeof menu>;

/** The rules for a command of the body's type, beyond the published description. */
export function commandRules(body: unknown): z.ZodType<CommandBody> {
  const type = (body as { type?: unknown } | null)?.type ?? ApplicationCommandType.ChatInput;
  return type === ApplicationCommandType.ChatInput ? chat : menu;
}

/** Characters of a command: names, descriptions and choices' values, each with its longest localization. */
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
