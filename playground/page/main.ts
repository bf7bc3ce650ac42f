import type { Changes, View } from '../protocol.ts';
import type { App } from './app.ts';
import { createComposer } from './composer/composer.ts';
import { ask, connect, send } from './connection.ts';
import { createConversation } from './conversation.ts';
import { createFormDialog } from './overlays/form-dialog.ts';
import { toast } from './overlays/toast.ts';
import { createPanel } from './sides/panel.ts';
import { createSidebar } from './sides/sidebar.ts';
import { keepTimes } from './times.ts';

/** Pixels from which the controls are open at the start. */
const WIDE = 1200;

let view: View | undefined;
let place = '';
let person = sessionStorage.getItem('person') ?? undefined;
let connection: { close: () => void } | undefined;

const attempt: App['attempt'] = (action, files) => send(person, action, files);
const app: App = {
  get view() {
    if (!view) throw new Error('nothing has arrived yet');
    return view;
  },
  get place() {
    return place;
  },
  attempt,
  act: async (action, files) => {
    const error = await attempt(action, files);
    if (error !== undefined) toast(error);
    return error === undefined;
  },
  suggestions: (typing) => ask(person, { place, ...typing }),
  goTo,
  become: (next) => {
    person = next;
    sessionStorage.setItem('person', next);
    // Direct messages are another person's now.
    if (app.view.places.find(({ id }) => id === place)?.server === undefined) place = '';
    listen();
  },
  replyTo: (message) => composer.replyTo(message),
};

const composer = createComposer(app);
const conversation = createConversation(app, composer, toggle);
const sidebar = createSidebar(app, find('sidebar'));
const panel = createPanel(app, find('panel'), () => toggle('panel', false));
const form = createFormDialog(app);
if (window.innerWidth >= WIDE) toggle('panel', true);
keepTimes();
listen();

function listen(): void {
  connection?.close();
  connection = connect(person, {
    onChanges: update,
    onState: (connected) => document.body.classList.toggle('disconnected', !connected),
  });
}

function update(changes: Changes): void {
  // The first message after a connection has every part.
  view = { ...(view as View), ...changes } as View;
  form.draw();
  const isKnown = view.places.some(({ id }) => id === place);
  if (isKnown) draw();
  else
    goTo(
      view.places.find(({ server }) => !place && server === undefined && conversation.wasDirect)?.id ??
        view.places[0]?.id ??
        '',
    );
}

function goTo(next: string): void {
  place = next;
  toggle('sidebar', false);
  composer.draw();
  draw();
}

function draw(): void {
  conversation.draw();
  sidebar.draw();
  panel.draw();
}

/** Shows or hides a side. On narrow screens it lies over the conversation. */
function toggle(side: 'sidebar' | 'panel', open?: boolean): void {
  const isOpen = document.body.classList.toggle(`${side}-open`, open);
  conversation.sideIs(side, isOpen);
}

function find(id: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(`#${id}`);
  if (!element) throw new Error(`there is no #${id}`);
  return element;
}
