import { h, iconButton } from '../dom.ts';

const SHOWN_MS = 8000;

/** Says for a while what went wrong. Screen readers say it at once. */
export function toast(text: string): void {
  const element = h(
    'div',
    { class: 'toast' },
    h('span', {}, text),
    iconButton('close', 'Close', () => element.remove()),
  );
  document.querySelector('#toasts')?.append(element);
  setTimeout(() => element.remove(), SHOWN_MS);
}
