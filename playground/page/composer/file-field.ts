import { h, icon } from '../dom.ts';
import { choosePhoto } from './photos.ts';

export interface FileField {
  readonly element: HTMLElement;
  readonly file: File | undefined;
  put(file: File): void;
  focus(): void;
}

/** A field for one file: it is dropped, chosen, or one of the photos that come with the playground. */
export function createFileField(label: string, onChange: () => void = () => undefined): FileField {
  let file: File | undefined;
  const input = h('input', { type: 'file', class: 'visually-hidden', tabindex: -1, 'aria-hidden': 'true' });
  const preview = h('span', { class: 'file-preview' }, icon('file'));
  const name = h('span', {}, 'Drop a photo here, or click to choose one');
  const button: HTMLButtonElement = h(
    'button',
    {
      type: 'button',
      class: 'file-field',
      'aria-haspopup': 'menu',
      'aria-label': `${label}: no file`,
      onclick: () => choosePhoto(button, input, put),
    },
    preview,
    name,
  );

  function put(next: File): void {
    file = next;
    name.textContent = next.name;
    button.setAttribute('aria-label', `${label}: ${next.name}`);
    preview.replaceChildren(thumbnail(next));
    onChange();
  }
  input.addEventListener('change', () => {
    const [chosen] = input.files ?? [];
    if (chosen) put(chosen);
  });
  return {
    element: h('div', { class: 'file-holder' }, button, input),
    get file() {
      return file;
    },
    put,
    focus: () => button.focus(),
  };
}

/** A small picture of a file that isn't sent yet. */
export function thumbnail(file: File): HTMLElement | SVGSVGElement {
  if (!file.type.startsWith('image/')) return icon('file');
  const url = URL.createObjectURL(file);
  const image = h('img', { src: url, alt: '' });
  image.addEventListener('load', () => URL.revokeObjectURL(url));
  // The browser may not know the format, such as HEIC.
  image.addEventListener('error', () => image.replaceWith(icon('file')));
  return image;
}
