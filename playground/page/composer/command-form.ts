import type { App } from '../app.ts';
import { h, icon, iconButton } from '../dom.ts';
import type { SlashCommand } from './command-list.ts';
import { optionField } from './option-field.ts';

export interface CommandForm {
  readonly element: HTMLElement;
  /** Puts a dropped file into the first option for a file that has none. @returns whether there is one */
  take(file: File): boolean;
  focus(): void;
}

/** A slash command with its options, instead of the input. Enter sends it, and Escape closes it. */
export function createCommandForm(app: App, command: SlashCommand, close: () => void): CommandForm {
  const fields = command.options.map((option) => optionField(app, command.name, option));
  const problem = h('p', { class: 'problem', role: 'alert' });
  const send = h('button', { type: 'submit', class: 'button primary' }, icon('send'), 'Send');
  const element = h(
    'form',
    { class: 'command-form', novalidate: true, 'aria-label': `/${command.name}` },
    h(
      'header',
      {},
      h('strong', {}, `/${command.name}`),
      h('small', {}, command.description),
      iconButton('close', 'Cancel', close),
    ),
    fields.length > 0 && h('div', { class: 'options' }, ...fields.map((field) => field.element)),
    problem,
    send,
  );
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    close();
  });

  async function submit(): Promise<void> {
    const wrong = fields.find((field) => field.problem() !== undefined);
    problem.textContent = wrong?.problem() ?? '';
    if (wrong) return wrong.focus();
    const files: File[] = [];
    const addFile = (file: File) => files.push(file) - 1;
    const given = fields.map(({ name, read }) => [name, read(addFile)] as const);
    const options = Object.fromEntries(given.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
    send.disabled = true;
    const error = await app.attempt({ do: 'slash', place: app.place, command: command.name, options }, files);
    send.disabled = false;
    problem.textContent = error ?? '';
    if (error === undefined) close();
  }

  return {
    element,
    take: (file) => {
      const field =
        fields.find(({ fileField }) => fileField && !fileField.file)?.fileField ??
        fields.find((each) => each.fileField)?.fileField;
      field?.put(file);
      return field !== undefined;
    },
    focus: () => (fields[0] ? fields[0].focus() : send.focus()),
  };
}
