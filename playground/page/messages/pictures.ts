import { h, icon } from '../dom.ts';
import { viewPicture } from '../overlays/picture-viewer.ts';
import type { ShownFile } from '../../protocol.ts';
import { spoiler } from './spoiler.ts';

/** A picture that opens large when it is pressed. */
export function picture(url: string, alt: string | undefined, more: { class?: string } = {}): HTMLElement {
  const image = h('img', { src: url, alt: alt ?? '', loading: 'eager', decoding: 'async' });
  const label = alt ? `Open the picture: ${alt}` : 'Open the picture';
  return h(
    'button',
    {
      type: 'button',
      class: `picture ${more.class ?? ''}`,
      'aria-label': label,
      title: alt,
      'data-key': `picture:${url}`,
      onclick: () => viewPicture(url, alt),
    },
    image,
  );
}

/** Files below a message: pictures side by side, others as cards to download. */
export function attachments(files: readonly ShownFile[]): HTMLElement {
  const shown = files.map((file) => {
    if (!file.isPicture) return fileCard(file.name, file.url, file.bytes);
    const image = picture(file.url, file.alt);
    return file.spoiler ? spoiler(file.id, image, 'picture') : image;
  });
  return h('div', { class: `attachments ${files.length > 1 ? 'several' : ''}` }, ...shown);
}

export function fileCard(name: string, url: string, bytes?: number): HTMLElement {
  const size = bytes === undefined ? '' : `${Math.max(1, Math.round(bytes / 1024))} KB`;
  return h(
    'a',
    { class: 'file-card', href: url, download: name, 'data-key': `file:${url}` },
    icon('file'),
    h('span', {}, h('strong', {}, name), h('small', {}, size)),
  );
}
