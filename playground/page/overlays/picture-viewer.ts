import { h, iconButton } from '../dom.ts';

/** Shows a picture as large as the window allows. Escape or a press beside it closes it. */
export function viewPicture(url: string, alt: string | undefined): void {
  const dialog = h(
    'dialog',
    { class: 'viewer', 'aria-label': alt ?? 'Picture' },
    h('img', { src: url, alt: alt ?? 'Picture without a description' }),
    alt ? h('p', {}, alt) : undefined,
    iconButton('close', 'Close', () => dialog.close()),
  );
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close();
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
