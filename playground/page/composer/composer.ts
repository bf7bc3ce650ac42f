import type { ShownMessage } from '../../protocol.ts';
import type { App } from '../app.ts';
import { h, iconButton } from '../dom.ts';
import { type CommandForm, createCommandForm } from './command-form.ts';
import { slashCommands } from './command-list.ts';
import { createCommandPicker } from './command-picker.ts';
import { choosePhoto } from './photos.ts';
import { createTray } from './tray.ts';

export interface Composer {
  readonly element: HTMLElement;
  /** The place has changed. */
  draw(): void;
  replyTo(message: ShownMessage): void;
  /** A file was dropped or pasted. */
  take(file: File): void;
}

/** Where people write: a message with files, or a slash command. */
export function createComposer(app: App): Composer {
  let form: CommandForm | undefined;
  let target: ShownMessage | undefined;
  const input = h('textarea', {
    rows: 1,
    role: 'combobox',
    'aria-controls': 'commands',
    'aria-autocomplete': 'list',
    maxlength: 2000,
  });
  const fileInput = h('input', {
    type: 'file',
    multiple: true,
    class: 'visually-hidden',
    tabindex: -1,
    'aria-hidden': 'true',
  });
  const picker = createCommandPicker(
    input,
    () => slashCommands(app.view.commands[app.place] ?? []),
    (command) => {
      input.value = '';
      picker.show(undefined);
      form = createCommandForm(app, command, closeForm);
      element.replaceChildren(form.element);
      form.focus();
    },
  );
  const tray = createTray(() => input.focus());
  const reply = h('div', { class: 'reply-bar', hidden: true });
  const attach = iconButton('plus', 'Add a file', () => choosePhoto(attach, fileInput, take), {
    'aria-haspopup': 'menu',
  });
  const send = iconButton('send', 'Send', () => void post());
  const bar = h('div', { class: 'composer-bar' }, attach, input, send, fileInput);
  const element = h('div', { class: 'composer' }, picker.element, reply, tray.element, bar);

  function closeForm(): void {
    form = undefined;
    element.replaceChildren(picker.element, reply, tray.element, bar);
    input.focus();
  }

  function setTarget(message: ShownMessage | undefined): void {
    target = message;
    reply.hidden = message === undefined;
    reply.replaceChildren(
      `Replying to ${message?.author.name ?? ''}`,
      iconButton('close', 'No reply', () => setTarget(undefined)),
    );
  }

  function take(file: File): void {
    if (form?.take(file)) return;
    if (form) closeForm();
    tray.add(file);
    input.focus();
  }

  async function post(): Promise<void> {
    const content = input.value.trim();
    if (content === '' && tray.isEmpty) return;
    const { files, given } = tray.read();
    const done = await app.act({ do: 'post', place: app.place, content, files: given, replyTo: target?.id }, files);
    if (!done) return;
    input.value = '';
    grow();
    tray.clear();
    setTarget(undefined);
    input.focus();
  }

  const grow = () => {
    input.style.height = 'auto';
    input.style.height = `${input.scrollHeight}px`;
  };
  input.addEventListener('input', () => {
    grow();
    picker.show(/^\/[^\n]*$/.test(input.value) ? input.value.slice(1) : undefined);
  });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || picker.key(event)) return;
    if (event.key === 'Escape') {
      picker.show(undefined);
      setTarget(undefined);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void post();
    }
  });
  fileInput.addEventListener('change', () => {
    for (const file of fileInput.files ?? []) take(file);
    fileInput.value = '';
  });

  return {
    element,
    take,
    draw: () => {
      if (form) closeForm();
      setTarget(undefined);
      picker.show(undefined);
      const place = app.view.places.find(({ id }) => id === app.place);
      const name = place?.server === undefined ? `@${place?.name ?? ''}` : `#${place.name}`;
      input.placeholder = 'Message, or / for commands';
      input.setAttribute('aria-label', `Message ${name}`);
    },
    replyTo: (message) => {
      if (form) closeForm();
      setTarget(message);
      input.focus();
    },
  };
}
