import type { ApplicationCommandType } from 'discord-api-types/v10';
import type { ShownMessage, ShownPerson } from '../../protocol.ts';
import type { App } from '../app.ts';
import { openMenu, type MenuItem } from '../overlays/menu.ts';
import { toast } from '../overlays/toast.ts';

const USER: ApplicationCommandType.User = 2;
const MESSAGE: ApplicationCommandType.Message = 3;

/** The menu of a message: replying, and what apps can do with it. */
export function openMessageMenu(app: App, shown: ShownMessage, at: HTMLElement | { x: number; y: number }): void {
  const { id: message } = shown;
  const remove = { label: 'Delete message', danger: true, pick: () => void app.act({ do: 'delete', message }) };
  const items: MenuItem[] = [
    ...(shown.ephemeral ? [] : [{ label: 'Reply', pick: () => app.replyTo(shown) }]),
    ...(shown.ephemeral ? [] : [{ label: 'Copy message link', pick: () => void copy(shown.link) }]),
    ...(shown.isMine ? [remove] : []),
    ...entries(app, MESSAGE, (command) => ({ do: 'message-menu', message, command })),
  ];
  show(at, `Message of ${shown.author.name}`, items);
}

async function copy(link: string): Promise<void> {
  await navigator.clipboard.writeText(link).then(
    () => toast('Link copied.'),
    () => toast(link),
  );
}

/** The menu of a person, with what apps can do with them. */
export function openPersonMenu(app: App, { id, name }: ShownPerson, at: HTMLElement): void {
  const { place } = app;
  show(
    at,
    name,
    entries(app, USER, (command) => ({ do: 'user-menu', place, user: id, command })),
  );
}

function entries(
  app: App,
  type: ApplicationCommandType,
  action: (command: string) => Parameters<App['act']>[0],
): MenuItem[] {
  const commands = (app.view.commands[app.place] ?? []).filter((command) => command.type === type);
  return commands.map(({ name }, index) => ({
    label: name,
    ...(index === 0 && { heading: 'Apps' }),
    pick: () => void app.act(action(name)),
  }));
}

function show(at: HTMLElement | { x: number; y: number }, label: string, items: readonly MenuItem[]): void {
  if (items.length === 0) toast('No app commands are available here.');
  else openMenu(at, label, items);
}
