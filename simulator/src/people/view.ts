import {
  ButtonStyle,
  ComponentType,
  MessageFlags,
  type APIButtonComponent,
  type APIEmbed,
  type APIMessage,
  type APIMessageTopLevelComponent,
  type APISelectMenuComponent,
} from 'discord-api-types/v10';
import type { StoredMessage } from '../world/state.ts';
import { nameOf, type World } from '../world/world.ts';

/** A file as a person sees it. */
export interface SeenFile {
  id: string;
  filename: string;
  contentType: string | undefined;
  description: string | undefined;
  spoiler: boolean;
  bytes: Buffer;
  url: string;
}

interface SeenButton {
  label: string;
  customId: string | undefined;
  url: string | undefined;
  disabled: boolean;
}

/** A message as a person sees it at one moment. */
export interface SeenMessage {
  id: string;
  channelId: string;
  author: string;
  content: string;
  embeds: APIEmbed[];
  /** Files shown as attachments, without those inside embeds and components. */
  attachments: SeenFile[];
  /** Every visible file. */
  pictures: SeenFile[];
  components: APIMessageTopLevelComponent[];
  buttons: SeenButton[];
  selects: APISelectMenuComponent[];
  /** Content, embed texts and text displays, line by line. */
  text: string;
  ephemeral: boolean;
  /** "… is thinking": a deferral without an answer. */
  thinking: boolean;
  edited: boolean;
  deleted: boolean;
  data: APIMessage;
}

/** Every component of a message or modal, outer ones first. */
export function walkComponents(components: readonly unknown[]): { type: ComponentType; [key: string]: unknown }[] {
  return components.flatMap((component) => {
    if (component === null || typeof component !== 'object') return [];
    const self = component as { type: ComponentType; [key: string]: unknown };
    const inner = [self['components'], self['accessory'], self['component']].flat();
    return [self, ...walkComponents(inner)];
  });
}

/** Links that an embed or component shows as pictures or offers as files. */
export function mediaLinks(data: Pick<APIMessage, 'embeds' | 'components'>): string[] {
  const inEmbeds = data.embeds.flatMap((embed) => [
    embed.image?.url,
    embed.thumbnail?.url,
    embed.author?.icon_url,
    embed.footer?.icon_url,
  ]);
  const inComponents = walkComponents(data.components ?? []).flatMap((component) => {
    const items = [component, ...((component['items'] as Record<string, unknown>[] | undefined) ?? [])];
    return items.flatMap((item) => [item['media'], item['file']]).map((media) => (media as { url?: string })?.url);
  });
  return [...inEmbeds, ...inComponents].filter((url) => url !== undefined);
}

export function see(world: World, message: StoredMessage): SeenMessage {
  const data = world.cdn.refresh(message.data);
  const files = [...message.fileIds].map((id) => world.cdn.file(id)).filter((file) => file !== undefined);
  const all: SeenFile[] = files.map((file) => ({
    id: file.id,
    filename: file.filename,
    contentType: file.contentType,
    description: file.description,
    spoiler: file.spoiler,
    bytes: file.bytes,
    url: world.cdn.link(file.path),
  }));
  const shownInside = new Set(mediaLinks(data).map((url) => world.cdn.fileAt(url)?.id));
  const attached = new Set(data.attachments.map((attachment) => attachment.id));
  const components: { type: ComponentType }[] = walkComponents(data.components ?? []);
  return {
    id: data.id,
    channelId: data.channel_id,
    author: nameOf(data.author),
    content: data.content,
    embeds: data.embeds,
    attachments: all.filter((file) => attached.has(file.id)),
    pictures: all.filter((file) => attached.has(file.id) || shownInside.has(file.id)),
    components: data.components ?? [],
    buttons: components.filter((component) => component.type === ComponentType.Button).map(seeButton),
    selects: components.filter(isSelect),
    text: textOf(data).join('\n'),
    ephemeral: message.ephemeralFor !== undefined,
    thinking: ((data.flags ?? 0) & MessageFlags.Loading) !== 0,
    edited: data.edited_timestamp !== null,
    deleted: message.deletedAt !== undefined,
    data,
  };
}

function seeButton(component: object): SeenButton {
  const button = component as APIButtonComponent;
  return {
    label: button.style === ButtonStyle.Premium ? '' : [button.emoji?.name, button.label].filter(Boolean).join(' '),
    customId: 'custom_id' in button ? button.custom_id : undefined,
    url: 'url' in button ? button.url : undefined,
    disabled: button.disabled ?? false,
  };
}

function isSelect(component: { type: ComponentType }): component is APISelectMenuComponent {
  return [
    ComponentType.StringSelect,
    ComponentType.UserSelect,
    ComponentType.RoleSelect,
    ComponentType.MentionableSelect,
    ComponentType.ChannelSelect,
  ].includes(component.type);
}

function textOf(data: APIMessage): string[] {
  const embeds = data.embeds.flatMap((embed) => [
    embed.author?.name,
    embed.title,
    embed.description,
    ...(embed.fields ?? []).flatMap((field) => [field.name, field.value]),
    embed.footer?.text,
  ]);
  const displays = walkComponents(data.components ?? []).map((component) => component['content'] as string | undefined);
  return [data.content, ...embeds, ...displays].filter((text) => text !== undefined && text !== '') as string[];
}
