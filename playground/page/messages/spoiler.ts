import { h } from '../dom.ts';

/** What the reader has revealed stays so when its message is drawn again. */
const revealed = new Set<string>();

/** Hides something until it is pressed. `key` is the same each time that it is drawn. */
export function spoiler(key: string, content: HTMLElement, kind: 'text' | 'picture'): HTMLElement {
  if (revealed.has(key)) return content;
  const holder = h('span', { class: `spoiler spoiler-${kind}` });
  const button = h(
    'button',
    {
      type: 'button',
      class: 'spoiler-cover',
      'data-key': `spoiler:${key}`,
      'aria-label': kind === 'picture' ? 'Spoiler: show the picture' : 'Spoiler: show the text',
      onclick: () => {
        revealed.add(key);
        holder.replaceWith(content);
      },
    },
    kind === 'picture' ? 'Spoiler' : '',
  );
  content.inert = true;
  content.ariaHidden = 'true';
  holder.append(content, button);
  button.addEventListener('click', () => {
    content.inert = false;
    content.ariaHidden = null;
  });
  return holder;
}
