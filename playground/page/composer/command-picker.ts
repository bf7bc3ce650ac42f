import { h } from '../dom.ts';
import type { SlashCommand } from './command-list.ts';

export interface CommandPicker {
  readonly element: HTMLElement;
  /** Shows the commands that begin with the text after the slash; nothing for undefined. */
  show(prefix: string | undefined): void;
  /** @returns whether the key was for the list */
  key(event: KeyboardEvent): boolean;
}

/** The list of commands above the input, in which arrow keys move while the focus stays in the input. */
export function createCommandPicker(
  input: HTMLElement,
  commands: () => readonly SlashCommand[],
  pick: (command: SlashCommand) => void,
): CommandPicker {
  const element = h('div', {
    id: 'commands',
    class: 'command-list',
    role: 'listbox',
    'aria-label': 'Commands',
    hidden: true,
  });
  let shown: readonly SlashCommand[] = [];
  let at = 0;

  function mark(index: number): void {
    at = (index + shown.length) % Math.max(shown.length, 1);
    for (const [place, option] of [...element.children].entries()) {
      option.setAttribute('aria-selected', String(place === at));
      if (place === at) option.scrollIntoView({ block: 'nearest' });
    }
    input.setAttribute('aria-activedescendant', shown.length > 0 ? `command-${at}` : '');
  }

  function show(prefix: string | undefined): void {
    shown = prefix === undefined ? [] : commands().filter(({ name }) => name.startsWith(prefix.toLowerCase()));
    element.hidden = prefix === undefined;
    input.setAttribute('aria-expanded', String(!element.hidden));
    const options = shown.map((command, index) =>
      h(
        'div',
        {
          id: `command-${index}`,
          role: 'option',
          onclick: () => pick(command),
          onpointermove: () => index === at || mark(index),
        },
        h('strong', {}, `/${command.name}`),
        h('small', {}, command.description),
      ),
    );
    element.replaceChildren(...(options.length > 0 ? options : [h('p', {}, 'No such command here.')]));
    mark(0);
  }

  return {
    element,
    show,
    key: (event) => {
      const chosen = shown[at];
      if (element.hidden || !chosen) return false;
      if (event.key === 'ArrowDown') mark(at + 1);
      else if (event.key === 'ArrowUp') mark(at - 1);
      else if (event.key === 'Enter' || event.key === 'Tab') pick(chosen);
      else return false;
      event.preventDefault();
      return true;
    },
  };
}
