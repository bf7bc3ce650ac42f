import type { ShownMessage, Unanswered } from '../../protocol.ts';
import type { App } from '../app.ts';
import { h } from '../dom.ts';
import { message } from './message.ts';

/** Messages of one author within this time are shown as one group. */
const GROUP_MS = 7 * 60_000;
/** Pixels from the end within which the list counts as scrolled to the end. */
const NEAR_END = 80;

interface Drawn {
  readonly json: string;
  readonly element: HTMLElement;
}

/** The messages of the place that is shown. Only what has changed is drawn again, and the focus stays where it was. */
export function createMessageList(app: App): { readonly element: HTMLElement; draw(): void } {
  const list = h('ol', { class: 'messages' });
  const pending = h('div', { class: 'pending' });
  const element = h('div', { class: 'scroller', role: 'log', tabindex: 0 }, list, pending);
  let drawn = new Map<string, Drawn>();
  let place = '';
  let isAtEnd = true;

  element.addEventListener('scroll', () => {
    isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END;
  });
  const toEnd = () => {
    if (isAtEnd) element.scrollTop = element.scrollHeight;
  };
  const sizes = new ResizeObserver(toEnd);
  for (const each of [list, pending, element]) sizes.observe(each);

  function draw(): void {
    const { view } = app;
    if (place !== app.place) {
      place = app.place;
      isAtEnd = true;
      drawn = new Map();
      list.replaceChildren();
    }
    const name = view.places.find(({ id }) => id === place)?.name ?? '';
    element.setAttribute('aria-label', `Messages in ${name}`);
    const messages = view.messages[place] ?? [];
    const focused = focusIn(list);
    const next = new Map<string, Drawn>();
    for (const [index, shown] of messages.entries()) {
      const asked = view.unanswered.filter((each) => each.message === shown.id);
      const follows = isSameGroup(messages[index - 1], shown);
      const json = JSON.stringify([shown, asked, follows]);
      const before = drawn.get(shown.id);
      next.set(shown.id, before?.json === json ? before : { json, element: message(app, shown, asked, follows) });
    }
    for (const [id, { element: old }] of drawn) if (next.get(id)?.element !== old) replace(old, next.get(id)?.element);
    for (const [index, { element: item }] of [...next.values()].entries())
      if (list.children[index] !== item) list.insertBefore(item, list.children[index] ?? null);
    drawn = next;
    restore(list, focused);
    pending.replaceChildren(
      ...view.unanswered.filter((each) => each.place === place && !each.message).map((each) => waiting(app, each)),
    );
    toEnd();
  }

  return { element, draw };
}

function replace(old: HTMLElement, next: HTMLElement | undefined): void {
  if (next) old.replaceWith(next);
  else old.remove();
}

function isSameGroup(
  before: ShownMessage | undefined,
  { author, at, replyTo, usedBy, ephemeral }: ShownMessage,
): boolean {
  if (!before || before.author.id !== author.id || replyTo || usedBy?.command || ephemeral || before.ephemeral)
    return false;
  return Date.parse(at) - Date.parse(before.at) < GROUP_MS;
}

/** A command that isn't answered: it is being sent, or nothing came in time. */
function waiting(app: App, { id, title, failed }: Unanswered): HTMLElement {
  if (!failed)
    return h(
      'p',
      { class: 'thinking' },
      h('span', { class: 'dots', 'aria-hidden': 'true' }, '•••'),
      `Sending ${title}`,
    );
  const dismiss = () => void app.act({ do: 'dismiss-failure', id });
  return h(
    'p',
    { class: 'failure', role: 'alert' },
    `The application did not respond (${title}) `,
    h('button', { type: 'button', class: 'link', onclick: dismiss }, 'Dismiss'),
  );
}

interface Focused {
  readonly message: string;
  readonly key: string;
}

function focusIn(list: HTMLElement): Focused | undefined {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || !list.contains(active)) return undefined;
  const message = active.closest<HTMLElement>('[data-id]')?.dataset['id'];
  return message === undefined ? undefined : { message, key: active.dataset['key'] ?? 'more' };
}

/** Gives the focus back to what was drawn again; if it is gone, to its message's menu. */
function restore(list: HTMLElement, focused: Focused | undefined): void {
  if (!focused || list.contains(document.activeElement)) return;
  const item = list.querySelector<HTMLElement>(`[data-id="${focused.message}"]`) ?? list.lastElementChild;
  const same = item?.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused.key)}"]:not(:disabled)`);
  (same ?? item?.querySelector<HTMLElement>('[data-key="more"]'))?.focus({ preventScroll: true });
}
