import { ButtonStyle, ComponentType, type APIEmbed, type APIMessage } from 'discord-api-types/v10';
import type { StoredMessage } from './world/state.ts';
import { see, type SeenFile, type SeenMessage } from './people/view.ts';
import { nameOf, placeOf, type World } from './world/world.ts';

/** Writes down what happened to a message, as the people who see it would describe it. */
export function tell(world: World, message: StoredMessage, happened: 'said' | 'edited' | 'deleted'): void {
  const who = nameOf(message.data.author);
  const privately = message.ephemeralFor ? ` (only ${nameOf(message.ephemeralFor.user)} can see this)` : '';
  const verb = { said: '', edited: ' [edited]', deleted: ' [deleted]' }[happened];
  const body = happened === 'deleted' ? [] : render(world, see(world, message));
  note(world, message.channel, `${who}${verb}:${privately}`, body);
}

/** The whole conversation, line by line. */
export function transcriptOf(world: World): string {
  const entries = world.timeline.map((entry) => (typeof entry === 'string' ? entry : entry()));
  return entries.filter((entry) => entry !== undefined).join('\n');
}

/** Writes down something that isn't a message. */
export function note(world: World, channel: StoredMessage['channel'], head: string, body: string[] = []): void {
  world.timeline.push([`${placeOf(channel)} | ${head}`, ...body.map((line) => `    ${line}`)].join('\n'));
}

/** The line of a picture or file: `[picture "name.png" 812 KB, alt text]`. */
export function renderFile(
  file: Pick<SeenFile, 'filename' | 'contentType' | 'description' | 'spoiler' | 'bytes'>,
): string {
  const kind = file.contentType?.startsWith('image/') ? 'picture' : 'file';
  const size = file.bytes.length < 1024 ? `${file.bytes.length} B` : `${Math.round(file.bytes.length / 1024)} KB`;
  const alt = file.description === undefined ? 'no alt text' : file.description;
  return `[${file.spoiler ? 'spoiler ' : ''}${kind} "${file.filename}" ${size}, ${alt}]`;
}

function render(world: World, seen: SeenMessage): string[] {
  if (seen.thinking) return ['… is thinking'];
  const inner = (url: string | undefined): string[] => {
    const file = url === undefined ? undefined : world.cdn.fileAt(url);
    if (file) return [renderFile({ ...file, contentType: file.contentType, description: file.description })];
    return url === undefined ? [] : [`[picture ${url.split('?')[0]}]`];
  };
  const reply = seen.data.referenced_message;
  const lines = [
    ...(reply ? [`(in reply to ${nameOf(reply.author)})`] : []),
    ...(seen.content === '' ? [] : seen.content.split('\n')),
    ...seen.attachments.map(renderFile),
    ...seen.embeds.flatMap((embed) => renderEmbed(embed, inner)),
    ...renderComponents(seen.components, inner),
    ...(seen.data.sticker_items ?? []).map((sticker) => `[sticker ${sticker.name}]`),
    ...(seen.data.message_snapshots ?? []).flatMap(({ message }) => renderForward(message)),
  ];
  return lines.map((line) => renderTimes(line, world.now()));
}

function renderForward(message: Partial<APIMessage>): string[] {
  const files = (message.attachments ?? []).map((attachment) => `[forwarded file "${attachment.filename}"]`);
  return ['(forwarded)', ...(message.content ? [message.content] : []), ...files];
}

function renderEmbed(embed: APIEmbed, inner: (url: string | undefined) => string[]): string[] {
  const lines = [
    ...(embed.author ? [embed.author.name] : []),
    ...(embed.title === undefined ? [] : [`**${embed.title}**`]),
    ...(embed.description?.split('\n') ?? []),
    ...(embed.fields ?? []).map((field) => `${field.name}: ${field.value}`),
    ...inner(embed.thumbnail?.url),
    ...inner(embed.image?.url),
    ...(embed.footer ? [`_${embed.footer.text}_`] : []),
  ];
  return lines.map((line) => `| ${line}`);
}

function renderComponents(components: readonly unknown[], inner: (url: string | undefined) => string[]): string[] {
  return (components as Record<string, unknown>[]).flatMap((component) => {
    const children = (component['components'] ?? []) as unknown[];
    switch (component['type']) {
      case ComponentType.ActionRow:
        return [renderComponents(children, inner).join(' ')];
      case ComponentType.Container:
        return renderComponents(children, inner).map((line) => `| ${line}`);
      case ComponentType.Button:
        return [renderButton(component)];
      case ComponentType.TextDisplay:
        return String(component['content']).split('\n');
      case ComponentType.Section:
        return [...renderComponents(children, inner), ...renderComponents([component['accessory']], inner)];
      case ComponentType.Thumbnail:
        return inner(urlOf(component['media']));
      case ComponentType.MediaGallery:
        return (component['items'] as Record<string, unknown>[]).flatMap((item) => inner(urlOf(item['media'])));
      case ComponentType.File:
        return inner(urlOf(component['file']));
      case ComponentType.Separator:
        return ['---'];
      default:
        return [`[menu: ${String(component['placeholder'] ?? component['custom_id'])}]`];
    }
  });
}

const urlOf = (media: unknown): string | undefined => (media as { url?: string } | undefined)?.url;

function renderButton(button: Record<string, unknown>): string {
  const emoji = (button['emoji'] as { name?: string } | undefined)?.name;
  const label = [emoji, button['label']].filter(Boolean).join(' ');
  const url = button['style'] === ButtonStyle.Link ? ` → ${String(button['url'])}` : '';
  return `[${label}${url}${button['disabled'] === true ? ' (off)' : ''}]`;
}

/** `<t:1700000000:R>` as a client shows it. */
function renderTimes(line: string, now: number): string {
  return line.replaceAll(/<t:(-?\d+)(?::([a-zA-Z]))?>/g, (_, seconds: string, style: string | undefined) => {
    const at = Number(seconds) * 1000;
    if (style !== 'R') return new Date(at).toISOString().replace('T', ' ').slice(0, 16);
    const ahead = Math.round((at - now) / 1000);
    const size = Math.abs(ahead);
    const [count, unit] =
      size < 60
        ? [size, 'second']
        : size < 3600
          ? [Math.round(size / 60), 'minute']
          : [Math.round(size / 3600), 'hour'];
    const span = `${count} ${unit}${count === 1 ? '' : 's'}`;
    return ahead >= 0 ? `in ${span}` : `${span} ago`;
  });
}
