import {
  ComponentType,
  EmbedType,
  type APIEmbed,
  type APIEmbedImage,
  type APIMessageTopLevelComponent,
} from 'discord-api-types/v10';
import { formError } from '../http/api-error.ts';
import { shownPlaceholder } from '../world/media.ts';
import type { MessageBody } from '../rest/checks/message-rules.ts';
import { walkComponents } from './view.ts';
import type { World } from '../world/world.ts';

type Component = Record<string, unknown>;

/** Embeds accept only these types by `attachment://`. */
const embeddable = /\.(?:jpe?g|png|webp|gif)$/i;

/**
 * The embeds that Discord sends for those that a bot gave.
 * @throws {ApiError} 50035
 */
export function describeEmbeds(
  world: World,
  embeds: NonNullable<MessageBody['embeds']>,
  resolve: (url: string) => string,
): APIEmbed[] {
  return embeds.map((embed, index) => {
    const image = (given: { url: string } | null | undefined): APIEmbedImage | undefined => {
      if (!given) return undefined;
      if (given.url.startsWith('attachment://') && !embeddable.test(given.url))
        throw formError(['embeds', index, 'image'], 'URL_TYPE_INVALID', 'This kind of file cannot be embedded.');
      return describeEmbedImage(world, resolve(given.url));
    };
    const { fields, ...given } = withoutNulls(embed) as typeof embed;
    const [picture, thumbnail] = [image(embed.image), image(embed.thumbnail)];
    return {
      ...given,
      type: EmbedType.Rich,
      ...(picture && { image: picture }),
      ...(thumbnail && { thumbnail }),
      ...(fields && { fields: fields.map((field) => ({ inline: false, ...field })) }),
    } as APIEmbed;
  });
}

function describeEmbedImage(world: World, url: string): APIEmbedImage {
  const file = world.cdn.fileAt(url);
  const proxy_url = url.replace(/^(https?:\/\/[^/]+)(\/(?:ephemeral-)?attachments)/, '$1/proxy$2');
  if (!file?.width || !file.height) return { url, proxy_url };
  const { width, height, contentType } = file;
  const type = contentType === undefined ? {} : { content_type: contentType };
  return { url, proxy_url, width, height, ...type, ...shownPlaceholder(file) };
}

/** The components that Discord sends for those that a bot gave: numbered, with defaults filled in. */
export function describeComponents(
  world: World,
  given: readonly unknown[],
  resolve: (url: string) => string,
): APIMessageTopLevelComponent[] {
  const copy = withoutNulls(given) as Component[];
  let nextId = 1;
  for (const component of walkComponents(copy)) {
    const usual = USUAL[component.type] ?? {};
    Object.assign(component, { ...usual, ...component });
    component['id'] ??= nextId++;
    // Only the person's client evaluates it.
    delete component['required'];
    const items = (component['items'] as Component[] | undefined) ?? [];
    for (const item of items) Object.assign(item, { description: null, spoiler: false, ...item });
    for (const item of [component, ...items])
      for (const media of [item['media'], item['file']] as ({ url: string } | undefined)[])
        if (media)
          Object.assign(media, { proxy_url: media.url, ...media, ...describeMedia(world, resolve(media.url)) });
    if (component.type === ComponentType.File) Object.assign(component, describeFile(world, component));
  }
  return copy as unknown as APIMessageTopLevelComponent[];
}

const select = { min_values: 1, max_values: 1 };
const USUAL: Partial<Record<ComponentType, object>> = {
  [ComponentType.Container]: { accent_color: null, spoiler: false },
  [ComponentType.Thumbnail]: { description: null, spoiler: false },
  [ComponentType.File]: { spoiler: false },
  [ComponentType.Separator]: { spacing: 1, divider: true },
  [ComponentType.StringSelect]: select,
  [ComponentType.UserSelect]: select,
  [ComponentType.RoleSelect]: select,
  [ComponentType.MentionableSelect]: select,
  [ComponentType.ChannelSelect]: select,
};

function describeMedia(world: World, url: string): object {
  const file = world.cdn.fileAt(url);
  const id = world.nextId();
  if (!file) return { id, url };
  const { width, height, contentType } = file;
  const link = world.cdn.link(`/proxy${file.path}`);
  return { id, url, proxy_url: link, width, height, content_type: contentType, attachment_id: file.id };
}

function describeFile(world: World, component: Component): object {
  const file = world.cdn.fileAt((component['file'] as { url: string }).url);
  return { name: file?.filename ?? null, size: file?.size ?? null };
}

/** A copy without null fields, which Discord accepts. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutNulls(inner)]));
}
