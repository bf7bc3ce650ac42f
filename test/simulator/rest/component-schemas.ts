import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { z } from 'zod';

export const id = z.int().min(0).optional();
export const customId = z.string().min(1).max(100);
const media = z.strictObject({ url: z.string().max(2048) });
const emoji = z.strictObject({
  id: z.string().nullish(),
  name: z.string().nullish(),
  animated: z.boolean().optional(),
});

/** Of how many: the bounds of what may be chosen. */
export const bounds = (least: number, most: number) => ({
  min_values: z.int().min(least).max(most).optional(),
  max_values: z.int().min(1).max(most).optional(),
});

const button = z
  .strictObject({
    type: z.literal(ComponentType.Button),
    id,
    style: z.int().min(ButtonStyle.Primary).max(ButtonStyle.Premium),
    label: z.string().max(80).optional(),
    emoji: emoji.optional(),
    custom_id: customId.optional(),
    url: z.url().max(512).optional(),
    sku_id: z.string().optional(),
    disabled: z.boolean().optional(),
  })
  .refine(({ style, url, custom_id }) => (style === ButtonStyle.Link ? url && !custom_id : !url), {
    message: 'A link button needs a url and no custom_id, any other button no url.',
  })
  .refine(({ style, custom_id }) => style >= ButtonStyle.Link || custom_id, {
    message: 'A custom id is required.',
    path: ['custom_id'],
  })
  .refine(({ label, emoji, sku_id }) => label || emoji || sku_id, { message: 'A label or emoji is required.' });

export const choice = {
  label: z.string().min(1).max(100),
  value: z.string().min(1).max(100),
  description: z.string().max(100).optional(),
  default: z.boolean().optional(),
};
const selectBase = {
  id,
  custom_id: customId,
  placeholder: z.string().max(150).optional(),
  disabled: z.boolean().optional(),
  required: z.boolean().optional(),
  ...bounds(0, 25),
};
const defaultValues = z
  .array(z.strictObject({ id: z.string(), type: z.string() }))
  .max(25)
  .optional();
export const stringSelect = z.strictObject({
  type: z.literal(ComponentType.StringSelect),
  ...selectBase,
  options: z
    .array(z.strictObject({ ...choice, emoji: emoji.optional() }))
    .min(1)
    .max(25),
});
export const autoSelects = [
  z.strictObject({ type: z.literal(ComponentType.UserSelect), ...selectBase, default_values: defaultValues }),
  z.strictObject({ type: z.literal(ComponentType.RoleSelect), ...selectBase, default_values: defaultValues }),
  z.strictObject({ type: z.literal(ComponentType.MentionableSelect), ...selectBase, default_values: defaultValues }),
  z.strictObject({
    type: z.literal(ComponentType.ChannelSelect),
    ...selectBase,
    default_values: defaultValues,
    channel_types: z.array(z.int()).optional(),
  }),
] as const;

const actionRow = z
  .strictObject({
    type: z.literal(ComponentType.ActionRow),
    id,
    components: z
      .array(z.discriminatedUnion('type', [button, stringSelect, ...autoSelects]))
      .min(1)
      .max(5),
  })
  .refine(
    ({ components }) => components.length === 1 || components.every(({ type }) => type === ComponentType.Button),
    {
      message: 'A row holds up to five buttons or one select menu.',
    },
  );

export const textDisplay = z.strictObject({
  type: z.literal(ComponentType.TextDisplay),
  id,
  content: z.string().min(1).max(4000),
});
const thumbnail = z.strictObject({
  type: z.literal(ComponentType.Thumbnail),
  id,
  media,
  description: z.string().max(1024).nullish(),
  spoiler: z.boolean().optional(),
});
const section = z.strictObject({
  type: z.literal(ComponentType.Section),
  id,
  components: z.array(textDisplay).min(1).max(3),
  accessory: z.discriminatedUnion('type', [button, thumbnail]),
});
const mediaGallery = z.strictObject({
  type: z.literal(ComponentType.MediaGallery),
  id,
  items: z
    .array(z.strictObject({ media, description: z.string().max(1024).nullish(), spoiler: z.boolean().optional() }))
    .min(1)
    .max(10),
});
const file = z.strictObject({
  type: z.literal(ComponentType.File),
  id,
  file: z.strictObject({ url: z.string().startsWith('attachment://') }),
  spoiler: z.boolean().optional(),
});
const separator = z.strictObject({
  type: z.literal(ComponentType.Separator),
  id,
  divider: z.boolean().optional(),
  spacing: z.int().min(1).max(2).optional(),
});
const inContainer = [actionRow, textDisplay, section, mediaGallery, file, separator] as const;
const container = z.strictObject({
  type: z.literal(ComponentType.Container),
  id,
  components: z.array(z.discriminatedUnion('type', inContainer)).min(1),
  accent_color: z.int().min(0).max(0xffffff).nullish(),
  spoiler: z.boolean().optional(),
});

/** Components of a classic message. */
export const classicComponents = z.array(z.discriminatedUnion('type', [actionRow])).max(5);
/** Components of a message with the flag IS_COMPONENTS_V2. */
export const v2Components = z.array(z.discriminatedUnion('type', [...inContainer, container])).max(40);
