type Child = Node | string | undefined | false;
type Value = string | number | boolean | undefined | ((event: never) => void);

/**
 * Makes an element. A property that begins with `on` is a listener, `true` is an attribute without a value, and `false`
 * or undefined is none. Texts stay texts: nothing is read as HTML.
 */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Readonly<Record<string, Value>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as (event: Event) => void);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

const ICONS = {
  menu: 'M3 6h18M3 12h18M3 18h18',
  controls: 'M4 7h10M18 7h2M4 17h2M10 17h10M14 4v6M8 14v6',
  plus: 'M12 5v14M5 12h14',
  send: 'M4 12 20 4l-5 16-3-7z',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  close: 'M6 6l12 12M18 6 6 18',
  eye: 'M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  theme: 'M12 3a9 9 0 1 0 9 9 7 7 0 0 1-9-9z',
  file: 'M6 2h8l5 5v15H6zM14 2v6h5',
  down: 'M6 9l6 6 6-6',
} as const;

/** A drawing beside a text or in a labelled button, which screen readers pass over. */
export function icon(name: keyof typeof ICONS): SVGSVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

/** A button that shows only an icon. */
export function iconButton(
  name: keyof typeof ICONS,
  label: string,
  onclick: (event: MouseEvent) => void,
  more: Readonly<Record<string, Value>> = {},
): HTMLButtonElement {
  return h(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': label, title: label, onclick, ...more },
    icon(name),
  );
}
