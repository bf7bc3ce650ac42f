import { h } from '../dom.ts';

export interface MenuItem {
  readonly label: string;
  readonly description?: string | undefined;
  readonly danger?: boolean;
  /** A heading above this item. */
  readonly heading?: string;
  /** For choices, of which several can be ticked. */
  readonly checked?: boolean;
  readonly pick: () => void;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Pixels between a menu and the edge of the window. */
const MARGIN = 8;
/** Pixels between a menu and what it belongs to. */
const GAP = 4;

/**
 * Opens a menu below an element, or at a place. Arrow keys, Home, End and first letters move in it; Enter picks, and
 * Escape or Tab closes. The focus then returns to where it was.
 *
 * @param first the index of the item that has the focus at first
 */
export function openMenu(at: HTMLElement | Place, label: string, items: readonly MenuItem[], first = 0): void {
  const before = document.activeElement;
  const buttons = items.map((item) =>
    h(
      'button',
      {
        type: 'button',
        role: item.checked === undefined ? 'menuitem' : 'menuitemcheckbox',
        'aria-checked': item.checked === undefined ? undefined : String(item.checked),
        class: item.danger ? 'danger' : '',
        tabindex: -1,
        onclick: () => {
          close();
          item.pick();
        },
      },
      h('span', {}, item.label),
      item.description !== undefined && h('small', {}, item.description),
    ),
  );
  const rows = buttons.flatMap((button, index) => {
    const heading = items[index]?.heading;
    return heading === undefined
      ? [button]
      : [h('div', { class: 'menu-heading', role: 'presentation' }, heading), button];
  });
  const menu = h('div', { role: 'menu', class: 'menu', popover: 'manual', 'aria-label': label }, ...rows);

  const move = (to: number): void => buttons.at(to % buttons.length)?.focus();
  const current = (): number => buttons.findIndex((button) => button === document.activeElement);
  const close = (): void => {
    document.removeEventListener('pointerdown', onPress, true);
    menu.remove();
    if (before instanceof HTMLElement) before.focus();
  };
  const onPress = ({ target }: Event): void => {
    if (target instanceof Node && !menu.contains(target)) close();
  };
  menu.addEventListener('keydown', (event) => {
    const keys: Record<string, () => void> = {
      ArrowDown: () => move(current() + 1),
      ArrowUp: () => move(current() - 1),
      Home: () => move(0),
      End: () => move(-1),
      Escape: close,
      Tab: close,
    };
    const letter = event.key.length === 1 && event.key !== ' ' ? event.key.toLowerCase() : undefined;
    const named = items.findIndex(({ label }) => letter !== undefined && label.toLowerCase().startsWith(letter));
    const act = keys[event.key] ?? (named === -1 ? undefined : () => move(named));
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });

  // A menu in a dialog must be inside of it, since everything else is inert.
  (at instanceof HTMLElement ? (at.closest('dialog') ?? document.body) : document.body).append(menu);
  menu.showPopover();
  position(menu, at);
  document.addEventListener('pointerdown', onPress, true);
  move(first);
}

function position(menu: HTMLElement, at: HTMLElement | Place): void {
  const { width, height } = menu.getBoundingClientRect();
  const box = at instanceof HTMLElement ? at.getBoundingClientRect() : { left: at.x, top: at.y, bottom: at.y };
  const below = box.bottom + GAP;
  const isRoom = below + height + MARGIN <= window.innerHeight;
  const top = isRoom ? below : Math.min(box.top - GAP - height, window.innerHeight - height - MARGIN);
  menu.style.left = `${Math.max(MARGIN, Math.min(box.left, window.innerWidth - width - MARGIN))}px`;
  menu.style.top = `${Math.max(MARGIN, top)}px`;
}
