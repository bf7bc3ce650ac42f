import { h, icon } from '../dom.ts';

const KEY = 'theme';

/** Changes between dark and light. Until somebody presses it, the theme is that of the system. */
export function themeButton(): HTMLElement {
  const system = matchMedia('(prefers-color-scheme: light)');
  const current = () => document.documentElement.dataset['theme'] ?? (system.matches ? 'light' : 'dark');
  const label = h('span', {});
  const name = () => {
    label.textContent = current() === 'dark' ? 'Light theme' : 'Dark theme';
  };
  const stored = localStorage.getItem(KEY);
  if (stored === 'light' || stored === 'dark') document.documentElement.dataset['theme'] = stored;
  system.addEventListener('change', name);
  name();
  const onclick = () => {
    const next = current() === 'dark' ? 'light' : 'dark';
    document.documentElement.dataset['theme'] = next;
    localStorage.setItem(KEY, next);
    name();
  };
  return h('button', { type: 'button', class: 'place theme', onclick }, icon('theme'), label);
}
