import { ComponentType } from 'discord-api-types/v10';
import { z } from 'zod';
import { autoSelects, bounds, choice, customId, id, stringSelect, textDisplay } from './component-schemas.ts';

const textInput = z.strictObject({
  type: z.literal(ComponentType.TextInput),
  id,
  custom_id: customId,
  style: z.int().min(1).max(2),
  label: z.string().max(45).nullish(),
  min_length: z.int().min(0).max(4000).optional(),
  max_length: z.int().min(1).max(4000).optional(),
  required: z.boolean().optional(),
  value: z.string().max(4000).optional(),
  placeholder: z.string().max(100).optional(),
});

const fileUpload = z.strictObject({
  type: z.literal(ComponentType.FileUpload),
  id,
  custom_id: customId,
  ...bounds(0, 10),
  required: z.boolean().optional(),
  file_types: z.array(z.string()).max(10).optional(),
});
const group = <T extends ComponentType>(type: T, least: number) =>
  z.strictObject({
    type: z.literal(type),
    id,
    custom_id: customId,
    options: z.array(z.strictObject(choice)).min(least).max(10),
    required: z.boolean().optional(),
    ...(type === ComponentType.CheckboxGroup ? bounds(0, 10) : {}),
  });
const checkbox = z.strictObject({
  type: z.literal(ComponentType.Checkbox),
  id,
  custom_id: customId,
  default: z.boolean().optional(),
});
const label = z.strictObject({
  type: z.literal(ComponentType.Label),
  id,
  label: z.string().min(1).max(45),
  description: z.string().max(100).optional(),
  component: z.discriminatedUnion('type', [
    textInput,
    stringSelect,
    ...autoSelects,
    fileUpload,
    group(ComponentType.RadioGroup, 2),
    group(ComponentType.CheckboxGroup, 1),
    checkbox,
  ]),
});
const textRow = z.strictObject({
  type: z.literal(ComponentType.ActionRow),
  id,
  components: z.array(textInput).length(1),
});

export const modalBody = z.strictObject({
  custom_id: customId,
  title: z.string().min(1).max(45),
  components: z
    .array(z.discriminatedUnion('type', [label, textDisplay, textRow]))
    .min(1)
    .max(5),
});
