import type { ShownMessage, ShownPerson, Unanswered } from '../../protocol.ts';
import type { App } from '../app.ts';
import { h, icon, iconButton } from '../dom.ts';
import { markdown } from '../markdown.ts';
import { clockTime } from '../times.ts';
import { component } from './components.ts';
import { embed } from './embed.ts';
import { openMessageMenu, openPersonMenu } from './menus.ts';
import { attachments } from './pictures.ts';

/** One message with all that is in it. `asked` is what is being asked by its buttons and menus. */
export function message(app: App, shown: ShownMessage, asked: readonly Unanswered[], follows: boolean): HTMLElement {
  const { id, author, ephemeral } = shown;
  const classes = [
    'message',
    ephemeral && 'ephemeral',
    follows && 'follows',
    asked.some(({ failed }) => !failed) && 'busy',
  ];
  const more = iconButton('more', `More about the message of ${author.name}`, () => openMessageMenu(app, shown, more), {
    'aria-haspopup': 'menu',
    'data-key': 'more',
  });
  return h(
    'li',
    {
      class: classes.filter(Boolean).join(' '),
      id: `message-${id}`,
      'data-id': id,
      oncontextmenu: (event: MouseEvent) => {
        if (event.target instanceof HTMLAnchorElement || event.shiftKey) return;
        event.preventDefault();
        // The key for menus has no place of its own.
        openMessageMenu(
          app,
          shown,
          event.clientX === 0 && event.clientY === 0 ? more : { x: event.clientX, y: event.clientY },
        );
      },
    },
    before(shown),
    !follows && avatar(app, author),
    h(
      'div',
      { class: 'message-body' },
      !follows && head(app, shown),
      ...content(app, shown),
      ...asked.filter(({ failed }) => failed).map((each) => failure(app, each)),
      ephemeral && privateNote(app, shown),
    ),
    h('div', { class: 'message-tools' }, more),
  );
}

function before({ usedBy, replyTo }: ShownMessage): HTMLElement | undefined {
  if (replyTo) return h('div', { class: 'before' }, h('strong', {}, `@${replyTo.author}`), ` ${replyTo.content}`);
  if (!usedBy?.command) return undefined;
  const command = h('span', { class: 'mention' }, usedBy.command);
  return h('div', { class: 'before' }, h('strong', {}, usedBy.name), ' used ', command);
}

function head(app: App, { author, at, edited }: ShownMessage): HTMLElement {
  return h(
    'div',
    { class: 'message-head' },
    personButton(app, author, 'name', author.name),
    author.isBot && h('span', { class: 'tag' }, 'APP'),
    h('time', { datetime: at }, clockTime(at)),
    edited && h('small', {}, '(edited)'),
  );
}

function content(app: App, shown: ShownMessage): HTMLElement[] {
  if (shown.thinking)
    return [
      h(
        'p',
        { class: 'thinking' },
        h('span', { class: 'dots', 'aria-hidden': 'true' }, '•••'),
        `${shown.author.name} is thinking…`,
      ),
    ];
  const nameOf = namesIn(app);
  const altOf = (url: string) => shown.alts[url];
  const inEmbeds = new Set(shown.embeds.flatMap(({ image, thumbnail }) => [image?.url, thumbnail?.url]));
  const below = shown.attachments.filter(({ url }) => !inEmbeds.has(url));
  const actions = {
    nameOf,
    people: app.view.people,
    press: (button: string) => void app.act({ do: 'press', message: shown.id, button }),
    choose: (menu: string, values: string[]) => void app.act({ do: 'choose', message: shown.id, menu, values }),
  };
  return [
    shown.forwarded !== undefined &&
      h('blockquote', {}, h('small', {}, 'Forwarded'), markdown(shown.forwarded, nameOf)),
    shown.content !== '' && markdown(shown.content, nameOf),
    below.length > 0 && attachments(below),
    ...shown.embeds.map((each) => embed(each, nameOf, altOf)),
    shown.components.length > 0 &&
      h('div', { class: 'components' }, ...shown.components.map((each) => component(each, actions))),
  ].filter((each) => each !== false);
}

function privateNote(app: App, { id, thinking }: ShownMessage): HTMLElement {
  const dismiss = h(
    'button',
    {
      type: 'button',
      class: 'link',
      'data-key': 'dismiss',
      onclick: () => void app.act({ do: 'dismiss', message: id }),
    },
    'Dismiss message',
  );
  return h('div', { class: 'private' }, icon('eye'), 'Only you can see this', !thinking && ' • ', !thinking && dismiss);
}

function failure(app: App, { id }: Unanswered): HTMLElement {
  const dismiss = () => void app.act({ do: 'dismiss-failure', id });
  return h(
    'p',
    { class: 'failure', role: 'alert' },
    'This interaction failed ',
    h('button', { type: 'button', class: 'link', onclick: dismiss }, 'Dismiss'),
  );
}

/** The picture of a person, or the first letter of the name. */
export function avatarImage({ name, avatar, isBot }: ShownPerson): HTMLElement {
  if (avatar !== undefined) return h('img', { class: 'avatar', src: avatar, alt: '' });
  return h('span', { class: `avatar letter ${isBot ? 'bot' : ''}`, 'aria-hidden': 'true' }, name.charAt(0));
}

const avatar = (app: App, author: ShownPerson): HTMLElement =>
  personButton(app, author, 'avatar-button', avatarImage(author), -1);

/** Opens the menu of a person; a bot has none here. */
function personButton(
  app: App,
  author: ShownPerson,
  className: string,
  content: HTMLElement | string,
  tabindex = 0,
): HTMLElement {
  if (author.isBot) return h('span', { class: className }, content);
  const button: HTMLButtonElement = h(
    'button',
    {
      type: 'button',
      class: className,
      tabindex,
      'aria-label': `Menu of ${author.name}`,
      'aria-haspopup': 'menu',
      'data-key': className,
      onclick: () => openPersonMenu(app, author, button),
      oncontextmenu: (event: MouseEvent) => {
        event.preventDefault();
        event.stopPropagation();
        openPersonMenu(app, author, button);
      },
    },
    content,
  );
  return button;
}

function namesIn({ view }: App): (id: string) => string | undefined {
  return (id) => [...view.people, ...view.places].find((each) => each.id === id)?.name;
}
