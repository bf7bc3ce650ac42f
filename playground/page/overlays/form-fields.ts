import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import type { GivenField } from '../../protocol.ts';
import { createFileField } from '../composer/file-field.ts';
import { h } from '../dom.ts';
import { markdown } from '../markdown.ts';
import * as types from '../messages/component-types.ts';

type Top = APIModalInteractionResponseCallbackData['components'][number];
type Input = Extract<Top, { type: typeof types.LABEL }>['component'];

export interface FormField {
  readonly element: HTMLElement;
  /** Undefined for what is only read. */
  readonly id?: string;
  read(addFile: (file: File) => number): GivenField | undefined;
}

/** The fields of one part of a form. */
export function formFields(part: Top): FormField[] {
  if (part.type === types.TEXT_DISPLAY)
    return [{ element: markdown(part.content, () => undefined), read: () => undefined }];
  if (part.type === types.LABEL) return [labelled(part.component, part.label, part.description)];
  if (part.type === types.ROW) return part.components.map((each) => labelled(each, each.label ?? '', undefined));
  return [];
}

function labelled(input: Input, label: string, description: string | undefined): FormField {
  const id = `field-${input.custom_id}`;
  const { control, read, isGroup } = controlOf(input, id, label);
  const required = ('required' in input ? input.required : undefined) ?? true;
  const words = [
    label,
    required && input.type !== types.CHECKBOX && h('span', { class: 'required', 'aria-hidden': 'true' }, ' *'),
  ] as const;
  const hint = description !== undefined && h('small', { class: 'hint' }, description);
  const element = isGroup
    ? h('fieldset', {}, h('legend', {}, ...words), hint, control)
    : h('div', { class: 'field' }, h('label', { for: id }, ...words), hint, control);
  return { id: input.custom_id, element, read };
}

interface Control {
  readonly control: HTMLElement;
  readonly isGroup: boolean;
  readonly read: FormField['read'];
}

function controlOf(input: Input, id: string, label: string): Control {
  switch (input.type) {
    case types.TEXT_INPUT: {
      const { required = true, placeholder, min_length: minlength, max_length: maxlength, value = '' } = input;
      const attributes = { id, required, placeholder, minlength, maxlength, autocomplete: 'off' };
      const control =
        input.style === 2 ? h('textarea', { ...attributes, rows: 4 }) : h('input', { ...attributes, type: 'text' });
      control.value = value;
      return { control, isGroup: false, read: () => control.value };
    }
    case types.CHECKBOX: {
      const control = h('input', { id, type: 'checkbox' });
      control.checked = input.default ?? false;
      return { control, isGroup: false, read: () => control.checked };
    }
    case types.FILE_UPLOAD: {
      const field = createFileField(label);
      return { control: field.element, isGroup: false, read: (add) => (field.file ? [{ file: add(field.file) }] : []) };
    }
    case types.STRING_SELECT: {
      if ((input.max_values ?? 1) > 1) return choices(id, 'checkbox', input.options);
      const { required = true, placeholder = 'Make a selection' } = input;
      const options = input.options.map(({ value, label, default: selected = false }) =>
        h('option', { value, selected }, label),
      );
      const control = h('select', { id, required }, h('option', { value: '' }, placeholder), ...options);
      return { control, isGroup: false, read: () => (control.value === '' ? [] : [control.value]) };
    }
    case types.RADIO_GROUP:
      return choices(id, 'radio', input.options);
    case types.CHECKBOX_GROUP:
      return choices(id, 'checkbox', input.options);
    default: {
      const control = h('p', {}, 'The playground does not show this.');
      return { control, isGroup: false, read: () => undefined };
    }
  }
}

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly description?: string | null;
  readonly default?: boolean;
}

function choices(name: string, type: 'radio' | 'checkbox', options: readonly Choice[]): Control {
  const inputs = options.map(({ value, default: checked = false }) => h('input', { type, name, value, checked }));
  const rows = options.map(({ label, description }, index) =>
    h(
      'label',
      { class: 'choice' },
      inputs[index],
      h('span', {}, label, description ? h('small', {}, description) : undefined),
    ),
  );
  const read = () => {
    const values = inputs.filter(({ checked }) => checked).map(({ value }) => value);
    return type === 'radio' ? values[0] : values;
  };
  return { control: h('div', { class: 'choices' }, ...rows), isGroup: true, read };
}
