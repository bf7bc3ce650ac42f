import { ComponentType, type APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import type { Upload } from '../world/media.ts';
import { uploadEphemerally, type Resolved } from './slash-options.ts';
import type { World } from '../world/world.ts';

/** What a person enters into one input of a form: text, one or several choices, files, or a checkbox. */
export type FormValue = string | string[] | boolean | Upload[];

interface Input {
  type: ComponentType;
  id?: number;
  custom_id: string;
  required?: boolean;
  min_values?: number;
  max_values?: number;
  min_length?: number;
  max_length?: number;
  value?: string;
  default?: boolean;
  options?: { value: string; default?: boolean }[];
  file_types?: string[];
}

/**
 * Fills in a form with what a client would accept. Inputs without a value keep their default.
 * @throws {Error} for everything that the client would refuse
 */
export function fillForm(
  world: World,
  modal: APIModalInteractionResponseCallbackData,
  values: Record<string, FormValue>,
  sizeLimit: number,
): { components: unknown[]; resolved: Resolved } {
  const resolved: Resolved = { attachments: {}, users: {}, members: {}, channels: {} };
  const left = new Set(Object.keys(values));
  const fill = (component: unknown): unknown => {
    const input = component as Input;
    left.delete(input.custom_id);
    const { type, id, custom_id } = input;
    return { type, id, custom_id, ...fillInput(world, input, values[custom_id], { sizeLimit, resolved }) };
  };
  const components = modal.components.map((component) => {
    const { type, id } = component;
    if (component.type === ComponentType.Label) return { type, id, component: fill(component.component) };
    if (component.type === ComponentType.ActionRow) return { type, id, components: component.components.map(fill) };
    return { type, id };
  });
  if (left.size > 0) throw new Error(`the form "${modal.title}" has no input ${[...left].join(', ')}`);
  return { components, resolved };
}

function fillInput(
  world: World,
  input: Input,
  given: FormValue | undefined,
  { sizeLimit, resolved }: { sizeLimit: number; resolved: Resolved },
): { value: string | boolean | null } | { values: string[] } {
  const required = input.required ?? true;
  const refuse = (why: string): never => {
    throw new Error(`the input "${input.custom_id}" does not take this: ${why}`);
  };
  switch (input.type) {
    case ComponentType.TextInput: {
      const text = given ?? input.value ?? '';
      if (typeof text !== 'string') return refuse('not a text');
      if (text === '' && !required) return { value: '' };
      if (text === '') return refuse('it is required');
      if (text.length < (input.min_length ?? 0)) return refuse('too short');
      return text.length > (input.max_length ?? 4000) ? refuse('too long') : { value: text };
    }
    case ComponentType.Checkbox: {
      const ticked = given ?? input.default ?? false;
      return typeof ticked === 'boolean' ? { value: ticked } : refuse('not true or false');
    }
    case ComponentType.RadioGroup: {
      const chosen = given ?? input.options?.find((option) => option.default === true)?.value ?? null;
      if (chosen === null) return required ? refuse('it is required') : { value: null };
      if (typeof chosen !== 'string' || !isOffered(input, chosen)) return refuse('none of the options');
      return { value: chosen };
    }
    case ComponentType.StringSelect:
    case ComponentType.CheckboxGroup: {
      const defaults = (input.options ?? []).filter((option) => option.default === true).map(({ value }) => value);
      const chosen = [given ?? defaults].flat();
      if (!chosen.every((value) => typeof value === 'string' && isOffered(input, value)))
        return refuse('none of the options');
      const most = input.type === ComponentType.StringSelect ? 1 : (input.options?.length ?? 10);
      requireCount(input, chosen.length, required, most);
      return { values: chosen as string[] };
    }
    case ComponentType.FileUpload: {
      const uploads = (given ?? []) as Upload[];
      if (!Array.isArray(uploads) || uploads.some((upload) => typeof upload !== 'object'))
        return refuse('no list of files');
      requireCount(input, uploads.length, required, 1);
      const files = uploads.map((upload) =>
        uploadEphemerally(world, upload, { sizeLimit, fileTypes: input.file_types }),
      );
      for (const file of files) resolved.attachments[file.id] = file;
      return { values: files.map((file) => file.id) };
    }
    default:
      return refuse(`inputs of type ${input.type} are not simulated`);
  }
}

const isOffered = (input: Input, value: string): boolean =>
  (input.options ?? []).some((option) => option.value === value);

function requireCount(input: Input, count: number, required: boolean, usualMost: number): void {
  if (count === 0 && !required) return;
  const [least, most] = [Math.max(input.min_values ?? 1, required ? 1 : 0), input.max_values ?? usualMost];
  if (count < least || count > most)
    throw new Error(`the input "${input.custom_id}" takes ${least} to ${most}, not ${count}`);
}
