import type { GivenFile } from '../../protocol.ts';
import { h, iconButton } from '../dom.ts';
import { thumbnail } from './file-field.ts';

export interface Tray {
  readonly element: HTMLElement;
  readonly isEmpty: boolean;
  add(file: File): void;
  /** The files and what was said about them. */
  read(): { readonly files: readonly File[]; readonly given: GivenFile[] };
  clear(): void;
}

interface Kept {
  readonly file: File;
  readonly card: HTMLElement;
  readonly spoiler: HTMLInputElement;
  readonly description: HTMLInputElement;
}

/** The files of a message that isn't sent yet, each with its alternative text and whether it is a spoiler. */
export function createTray(onEmpty: () => void): Tray {
  const element = h('ul', { class: 'tray', 'aria-label': 'Files of this message', hidden: true });
  let kept: Kept[] = [];

  function add(file: File): void {
    const spoiler = h('input', { type: 'checkbox' });
    const description = h('input', {
      type: 'text',
      placeholder: 'Description',
      'aria-label': `Description of ${file.name}`,
      maxlength: 1024,
    });
    const remove = iconButton('close', `Remove ${file.name}`, () => {
      kept = kept.filter((each) => each.file !== file);
      card.remove();
      element.hidden = kept.length === 0;
      onEmpty();
    });
    const card = h(
      'li',
      {},
      thumbnail(file),
      h('span', { class: 'file-name' }, file.name),
      description,
      h('label', {}, spoiler, ' Spoiler'),
      remove,
    );
    kept.push({ file, card, spoiler, description });
    element.append(card);
    element.hidden = false;
  }

  return {
    element,
    add,
    get isEmpty() {
      return kept.length === 0;
    },
    read: () => ({
      files: kept.map(({ file }) => file),
      given: kept.map(({ spoiler, description }, file) => ({
        file,
        spoiler: spoiler.checked,
        description: description.value || undefined,
      })),
    }),
    clear: () => {
      kept = [];
      element.replaceChildren();
      element.hidden = true;
    },
  };
}
