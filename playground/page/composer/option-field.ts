import type { APIApplicationCommandBasicOption, ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { GivenOption } from '../../protocol.ts';
import type { App } from '../app.ts';
import { h } from '../dom.ts';
import { createFileField, type FileField } from './file-field.ts';

const TYPES = {
  integer: 4 as ApplicationCommandOptionType.Integer,
  boolean: 5 as ApplicationCommandOptionType.Boolean,
  user: 6 as ApplicationCommandOptionType.User,
  channel: 7 as ApplicationCommandOptionType.Channel,
  number: 10 as ApplicationCommandOptionType.Number,
  attachment: 11 as ApplicationCommandOptionType.Attachment,
};

export interface OptionField {
  readonly name: string;
  readonly element: HTMLElement;
  /** Only of an option that is a file. */
  readonly fileField?: FileField;
  /** @param addFile takes a file into the request @returns undefined if the option is left out */
  read(addFile: (file: File) => number): GivenOption | undefined;
  /** @returns what is missing */
  problem(): string | undefined;
  focus(): void;
}

/** The field of one option of a slash command. */
export function optionField(app: App, command: string, option: APIApplicationCommandBasicOption): OptionField {
  const { name, description, required = false } = option;
  const id = `option-${name}`;
  const missing = `The option "${name}" is required.`;
  const holder = (...controls: (HTMLElement | undefined)[]) =>
    h(
      'div',
      { class: 'option' },
      h('label', { for: id }, name, !required && h('small', {}, ' optional')),
      ...controls,
      h('small', { id: `${id}-hint`, class: 'hint' }, description),
    );

  if (option.type === TYPES.attachment) {
    const fileField = createFileField(name);
    return {
      name,
      fileField,
      element: holder(fileField.element),
      read: (addFile) => (fileField.file ? { file: addFile(fileField.file) } : undefined),
      problem: () => (required && !fileField.file ? missing : undefined),
      focus: () => fileField.focus(),
    };
  }
  const attributes = { id, required, 'aria-describedby': `${id}-hint`, autocomplete: 'off' };
  const choices = choicesOf(app, option);
  const isNumber = option.type === TYPES.integer || option.type === TYPES.number;
  const control = choices
    ? h(
        'select',
        attributes,
        h('option', { value: '' }, ''),
        ...choices.map(({ value, label }) => h('option', { value }, label)),
      )
    : h('input', { ...attributes, ...(isNumber ? numberAttributes(option) : { type: 'text' }) });
  const suggested = 'autocomplete' in option && option.autocomplete;
  const ask = (typed: string) => app.suggestions({ command, option: name, typed });
  const list = suggested ? suggestionList(control, ask) : undefined;
  return {
    name,
    element: holder(control, list),
    read: () => {
      if (control.value === '') return undefined;
      if (option.type === TYPES.boolean) return control.value === 'true';
      return isNumber ? Number(control.value) : control.value;
    },
    problem: () => (control.checkValidity() ? undefined : `${name}: ${control.validationMessage}`),
    focus: () => control.focus(),
  };
}

/** The bot's suggestions under a field, each time that its text has changed. */
function suggestionList(
  field: HTMLInputElement | HTMLSelectElement,
  ask: (typed: string) => ReturnType<App['suggestions']>,
): HTMLElement {
  const list = h('datalist', { id: `${field.id}-suggestions` });
  field.setAttribute('list', list.id);
  const update = async () => {
    const typed = field.value;
    const suggestions = await ask(typed);
    if (field.value !== typed) return;
    list.replaceChildren(...suggestions.map(({ name, value }) => h('option', { value: String(value), label: name })));
  };
  for (const event of ['focus', 'input']) field.addEventListener(event, () => void update());
  return list;
}

function numberAttributes(option: APIApplicationCommandBasicOption): Record<string, string | number | undefined> {
  const { min_value: min, max_value: max } = option as { min_value?: number; max_value?: number };
  return { type: 'number', min, max, step: option.type === TYPES.integer ? 1 : 'any', inputmode: 'numeric' };
}

function choicesOf(
  { view }: App,
  option: APIApplicationCommandBasicOption,
): { value: string; label: string }[] | undefined {
  if (option.type === TYPES.boolean)
    return ['true', 'false'].map((value) => ({ value, label: value === 'true' ? 'True' : 'False' }));
  if (option.type === TYPES.user) return view.people.map(({ id, name }) => ({ value: id, label: name }));
  if (option.type === TYPES.channel)
    return view.places
      .filter(({ server }) => server !== undefined)
      .map(({ id, name }) => ({ value: id, label: `#${name}` }));
  if ('choices' in option && option.choices && option.choices.length > 0)
    return option.choices.map(({ name, value }) => ({ value: String(value), label: name }));
  return undefined;
}
