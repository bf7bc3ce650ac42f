import type { APIEmbed } from 'discord-api-types/v10';
import { h } from '../dom.ts';
import { markdown, type NameOf } from '../markdown.ts';
import { clockTime } from '../times.ts';
import { picture } from './pictures.ts';

/** A message's embed. `altOf` gives the alternative text of a file at a link. */
export function embed(data: APIEmbed, nameOf: NameOf, altOf: (url: string) => string | undefined): HTMLElement {
  const { author, title, url, description, fields = [], thumbnail, image, footer, timestamp, color } = data;
  const heading = title === undefined ? undefined : markdown(title, nameOf);
  const foot = [footer?.text, timestamp && clockTime(timestamp)].filter(Boolean).join(' • ');
  const element = h(
    'article',
    { class: 'embed' },
    h(
      'div',
      { class: 'embed-texts' },
      author && h('div', { class: 'embed-author' }, author.name),
      heading &&
        h(
          'div',
          { class: 'embed-title' },
          url ? h('a', { href: url, target: '_blank', rel: 'noreferrer' }, heading) : heading,
        ),
      description !== undefined && markdown(description, nameOf),
      fields.length > 0 &&
        h(
          'dl',
          { class: 'embed-fields' },
          ...fields.map((field) =>
            h(
              'div',
              { class: field.inline ? 'inline' : '' },
              h('dt', {}, field.name),
              h('dd', {}, markdown(field.value, nameOf)),
            ),
          ),
        ),
    ),
    thumbnail && picture(thumbnail.url, altOf(thumbnail.url), { class: 'thumbnail' }),
    image && picture(image.url, altOf(image.url)),
    foot !== '' && h('footer', {}, foot),
  );
  if (color !== undefined) element.style.setProperty('--accent', colour(color));
  return element;
}

export const colour = (value: number): string => `#${value.toString(16).padStart(6, '0')}`;
