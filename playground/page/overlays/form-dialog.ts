import type { OpenForm } from '../../protocol.ts';
import type { App } from '../app.ts';
import { h, iconButton } from '../dom.ts';
import { formFields } from './form-fields.ts';

/** Shows the form that the bot has opened, until it is sent or closed. */
export function createFormDialog(app: App): { draw(): void } {
  let shown: { readonly id: string; readonly dialog: HTMLDialogElement } | undefined;

  function open({ id, form }: OpenForm): void {
    const fields = form.components.flatMap((part) => formFields(part));
    const problem = h('p', { class: 'problem', role: 'alert' });
    const submit = h('button', { type: 'submit', class: 'button primary' }, 'Submit');
    const close = () => void app.act({ do: 'close-form', form: id });
    const body = h(
      'form',
      {},
      h('header', {}, h('h2', { id: 'form-title' }, form.title), iconButton('close', 'Close', close)),
      h('div', { class: 'fields' }, ...fields.map(({ element }) => element)),
      problem,
      h('footer', {}, h('button', { type: 'button', class: 'button secondary', onclick: close }, 'Cancel'), submit),
    );
    const dialog = h('dialog', { class: 'form', 'aria-labelledby': 'form-title' }, body);
    dialog.addEventListener('cancel', close);
    body.addEventListener('submit', (event) => {
      event.preventDefault();
      submit.disabled = true;
      const files: File[] = [];
      const values = fields.map(({ id: name, read }) => [name, read((file) => files.push(file) - 1)] as const);
      const given = values.flatMap(([name, value]) =>
        name === undefined || value === undefined ? [] : [[name, value] as const],
      );
      void app.attempt({ do: 'submit', form: id, fields: Object.fromEntries(given) }, files).then((error) => {
        submit.disabled = false;
        problem.textContent = error ?? '';
      });
    });
    document.body.append(dialog);
    dialog.showModal();
    const first = dialog.querySelector<HTMLElement>('.fields :is(input, textarea, select, button)');
    first?.focus();
    if (first instanceof HTMLInputElement) first.select();
    shown = { id, dialog };
  }

  return {
    draw() {
      const { form } = app.view;
      if (form?.id === shown?.id) return;
      shown?.dialog.close();
      shown?.dialog.remove();
      shown = undefined;
      if (form) open(form);
    },
  };
}
