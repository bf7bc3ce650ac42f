import type { App } from './app.ts';
import type { Composer } from './composer/composer.ts';
import { h, iconButton } from './dom.ts';
import { createMessageList } from './messages/message-list.ts';

type Side = 'sidebar' | 'panel';

export interface Conversation {
  /** Direct messages are shown, or were until the person changed. */
  readonly wasDirect: boolean;
  draw(): void;
  /** Tells the buttons of the sides whether these are open. */
  sideIs(side: Side, open: boolean): void;
}

/** The middle of the page: where one is, the messages, and where one writes. Files can be dropped anywhere on it. */
export function createConversation(app: App, composer: Composer, toggle: (side: Side) => void): Conversation {
  const title = h('h1', {});
  const places = iconButton('menu', 'Channels and people', () => toggle('sidebar'), {
    class: 'icon-button narrow-only',
    'aria-expanded': 'false',
  });
  const controls = iconButton('controls', 'Controls of the playground', () => toggle('panel'), {
    'aria-expanded': 'false',
  });
  const list = createMessageList(app);
  const lost = h('p', { class: 'lost', role: 'status' }, 'The playground does not answer. Trying again…');
  const element = document.querySelector<HTMLElement>('#conversation');
  let wasDirect = false;

  element?.append(h('header', {}, places, title, controls), lost, list.element, composer.element);
  element?.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    element.classList.add('dropping');
  });
  element?.addEventListener('dragleave', (event) => {
    if (!element.contains(event.relatedTarget as Node | null)) element.classList.remove('dropping');
  });
  element?.addEventListener('drop', (event) => {
    event.preventDefault();
    element.classList.remove('dropping');
    for (const file of event.dataTransfer?.files ?? []) composer.take(file);
  });
  document.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length > 0) event.preventDefault();
    for (const file of files) composer.take(file);
  });

  return {
    get wasDirect() {
      return wasDirect;
    },
    draw() {
      const place = app.view.places.find(({ id }) => id === app.place);
      wasDirect = place?.server === undefined;
      const name = `${wasDirect ? '@' : '#'}${place?.name ?? ''}`;
      title.replaceChildren(name, h('small', {}, place?.server ?? 'Direct messages'));
      document.title = `${name} · Playground`;
      list.draw();
    },
    sideIs: (side, open) => (side === 'sidebar' ? places : controls).setAttribute('aria-expanded', String(open)),
  };
}
