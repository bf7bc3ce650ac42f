import type { APIButtonComponent, APIComponentInContainer, APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { h } from '../dom.ts';
import { markdown, type NameOf } from '../markdown.ts';
import * as types from './component-types.ts';
import { colour } from './embed.ts';
import { fileCard, picture } from './pictures.ts';
import { selectMenu, type Select } from './select-menu.ts';
import { spoiler } from './spoiler.ts';

export interface ComponentActions {
  press(button: string): void;
  choose(menu: string, values: string[]): void;
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly nameOf: NameOf;
}

type Component = APIMessageTopLevelComponent | APIComponentInContainer | APIButtonComponent | Select;

/** A message's component, with those in it. */
export function component(data: Component, actions: ComponentActions): HTMLElement {
  const { nameOf } = actions;
  switch (data.type) {
    case types.ROW:
      return h('div', { class: 'row' }, ...data.components.map((each) => component(each as Component, actions)));
    case types.BUTTON:
      return button(data, actions);
    case types.SECTION:
      return h(
        'div',
        { class: 'section' },
        h('div', {}, ...data.components.map((each) => component(each, actions))),
        data.accessory.type === types.BUTTON
          ? component(data.accessory, actions)
          : hidden(data.accessory.media.url, data.accessory.spoiler, data.accessory.description, 'thumbnail'),
      );
    case types.TEXT_DISPLAY:
      return markdown(data.content, nameOf);
    case types.GALLERY: {
      const items = data.items.map((item) => hidden(item.media.url, item.spoiler, item.description));
      return h('div', { class: `attachments ${items.length > 1 ? 'several' : ''}` }, ...items);
    }
    case types.FILE: {
      const { url } = data.file;
      const name = decodeURIComponent(url.split('/').at(-1) ?? 'file');
      const card = fileCard(name, url);
      return data.spoiler ? spoiler(url, card, 'text') : card;
    }
    case types.SEPARATOR:
      return h('hr', { class: `${data.divider === false ? 'invisible' : ''} ${data.spacing === 2 ? 'wide' : ''}` });
    case types.CONTAINER: {
      const inside = data.components.map((each) => component(each, actions));
      const element = h('div', { class: 'embed container' }, h('div', { class: 'embed-texts' }, ...inside));
      if (data.accent_color) element.style.setProperty('--accent', colour(data.accent_color));
      return data.spoiler ? spoiler(`container:${data.id ?? ''}`, element, 'text') : element;
    }
    default:
      return 'custom_id' in data ? selectMenu(data, actions) : h('p', {}, 'The playground does not show this.');
  }
}

function hidden(url: string, isSpoiler = false, alt?: string | null, kind = ''): HTMLElement {
  const image = picture(url, alt ?? undefined, { class: kind });
  return isSpoiler ? spoiler(url, image, 'picture') : image;
}

function button(data: APIButtonComponent, { press }: ComponentActions): HTMLElement {
  const words = ('label' in data ? data.label : undefined) ?? '';
  const emoji = ('emoji' in data ? data.emoji?.name : undefined) ?? undefined;
  const name = [emoji, words].filter(Boolean).join(' ');
  if ('url' in data)
    return h('a', { class: 'button secondary', href: data.url, target: '_blank', rel: 'noreferrer' }, name, ' ↗');
  const id = 'custom_id' in data ? data.custom_id : '';
  return h(
    'button',
    {
      type: 'button',
      class: `button ${types.BUTTON_CLASSES[data.style]}`,
      disabled: data.disabled ?? false,
      'data-key': `button:${id}`,
      onclick: () => press(id),
    },
    name,
  );
}
