import type { APISelectMenuComponent } from 'discord-api-types/v10';
import { h, icon } from '../dom.ts';
import { openMenu, type MenuItem } from '../overlays/menu.ts';
import { STRING_SELECT, USER_SELECT } from './component-types.ts';
import type { ComponentActions } from './components.ts';

export type Select = APISelectMenuComponent;

interface Option {
  readonly value: string;
  readonly label: string;
  readonly description?: string | undefined;
  readonly isDefault: boolean;
}

/** A menu in a message. A single choice is sent at once, several by "Done". */
export function selectMenu(select: Select, { choose, people }: ComponentActions): HTMLElement {
  const options = optionsOf(select, people);
  const chosen = options.filter(({ isDefault }) => isDefault);
  const shown = chosen.map(({ label }) => label).join(', ') || select.placeholder || 'Make a selection';
  const { custom_id: id } = select;
  const button: HTMLButtonElement = h(
    'button',
    {
      type: 'button',
      class: 'select',
      'aria-haspopup': 'menu',
      disabled: select.disabled ?? false,
      'data-key': `select:${id}`,
      onclick: () => open(new Set(chosen.map(({ value }) => value))),
    },
    h('span', {}, shown),
    icon('down'),
  );
  const most = select.max_values ?? 1;
  const least = select.min_values ?? 1;

  function open(ticked: ReadonlySet<string>, first = 0): void {
    const items = options.map(({ value, label, description }, index): MenuItem => {
      if (most === 1) return { label, description, pick: () => choose(id, [value]) };
      const checked = ticked.has(value);
      return {
        label,
        description,
        checked,
        pick: () => open(ticked.symmetricDifference(new Set([value])), index),
      };
    });
    const isEnough = ticked.size >= least && ticked.size <= most;
    if (most > 1)
      items.push({
        label: 'Done',
        description: isEnough ? undefined : `Choose ${least} to ${most}`,
        pick: () => (isEnough ? choose(id, [...ticked]) : open(ticked)),
      });
    openMenu(button, shown, items, first);
  }
  return button;
}

function optionsOf(select: Select, people: ComponentActions['people']): Option[] {
  if (select.type === STRING_SELECT)
    return select.options.map(({ value, label, description, default: isDefault = false, emoji }) => {
      return { value, label: [emoji?.name, label].filter(Boolean).join(' '), description, isDefault };
    });
  if (select.type === USER_SELECT) return people.map(({ id, name }) => ({ value: id, label: name, isDefault: false }));
  return [];
}
