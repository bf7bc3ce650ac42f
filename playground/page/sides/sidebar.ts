import type { ShownPlace } from '../../protocol.ts';
import type { App } from '../app.ts';
import { h } from '../dom.ts';
import { avatarImage } from '../messages/message.ts';
import { themeButton } from './theme.ts';

/** The places, and as whom the reader acts. */
export function createSidebar(app: App, element: HTMLElement): { draw(): void } {
  /** The newest message of each place when the reader was last there. */
  const seen = new Map<string, string>();
  const theme = themeButton();
  let drawn = '';

  function placeButton({ id, name, server }: ShownPlace): HTMLElement {
    const newest = app.view.messages[id]?.at(-1)?.id ?? '';
    const isCurrent = id === app.place;
    if (isCurrent || !seen.has(id)) seen.set(id, newest);
    const isUnread = seen.get(id) !== newest;
    return h(
      'button',
      {
        type: 'button',
        class: `place ${isUnread ? 'unread' : ''}`,
        'aria-current': isCurrent ? 'page' : undefined,
        'data-key': id,
        onclick: () => app.goTo(id),
      },
      h('span', { 'aria-hidden': 'true' }, server === undefined ? '@' : '#'),
      name,
      isUnread && h('span', { class: 'visually-hidden' }, ' (new messages)'),
    );
  }

  return {
    draw() {
      const { places, people, me } = app.view;
      const groups = [...Map.groupBy(places, ({ server }) => server ?? 'Direct messages')];
      const parts = [
        ...groups.map(([name, inside]) => h('section', {}, h('h2', {}, name), ...inside.map(placeButton))),
        h(
          'section',
          { class: 'who', role: 'group', 'aria-label': 'You are' },
          h('h2', {}, 'You are'),
          ...people
            .filter(({ isBot }) => !isBot)
            .map((person) =>
              h(
                'button',
                {
                  type: 'button',
                  class: 'place',
                  'aria-pressed': String(person.id === me),
                  'data-key': person.id,
                  onclick: () => app.become(person.id),
                },
                avatarImage(person),
                person.name,
              ),
            ),
        ),
      ];
      const html = parts.map(({ outerHTML }) => outerHTML).join('');
      if (html === drawn) return;
      drawn = html;
      const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['key'] : undefined;
      const hadFocus = element.contains(document.activeElement);
      element.replaceChildren(...parts, theme);
      if (hadFocus && focused !== undefined) element.querySelector<HTMLElement>(`[data-key="${focused}"]`)?.focus();
    },
  };
}
