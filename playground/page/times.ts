import { h } from './dom.ts';

const FORMATS: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

/** The time of a message, as in its head. */
export function clockTime(iso: string): string {
  return new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }).format(new Date(iso));
}

/** `<t:1700000000:R>` as Discord shows it. */
export function timestamp(seconds: number, style = 'f'): HTMLElement {
  const at = new Date(seconds * 1000);
  const full = new Intl.DateTimeFormat(undefined, FORMATS['F']).format(at);
  const shown =
    style === 'R' ? relative(at) : new Intl.DateTimeFormat(undefined, FORMATS[style] ?? FORMATS['f']).format(at);
  const element = h('time', { datetime: at.toISOString(), title: full, class: 'timestamp' }, shown);
  if (style === 'R') element.dataset['relative'] = String(seconds);
  return element;
}

/** Keeps relative times in the page right. */
export function keepTimes(): void {
  setInterval(() => {
    for (const element of document.querySelectorAll<HTMLElement>('[data-relative]'))
      element.textContent = relative(new Date(Number(element.dataset['relative']) * 1000));
  }, 1000);
}

function relative(at: Date): string {
  const seconds = Math.round((at.getTime() - Date.now()) / 1000);
  const size = Math.abs(seconds);
  const format = new Intl.RelativeTimeFormat(undefined, { numeric: 'always' });
  if (size < 60) return format.format(seconds, 'second');
  if (size < 3600) return format.format(Math.round(seconds / 60), 'minute');
  if (size < 86_400) return format.format(Math.round(seconds / 3600), 'hour');
  return format.format(Math.round(seconds / 86_400), 'day');
}
