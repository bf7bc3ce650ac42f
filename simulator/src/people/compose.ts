import { MessageFlags, type APIMessage, type APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { apiError, formError } from '../http/api-error.ts';
import { resolveLink, stayingFiles, storeFiles } from './compose-files.ts';
import { describeComponents, describeEmbeds } from './compose-shown.ts';
import { toAttachment, type StoredFile } from '../world/media.ts';
import { LIMITS, RULES } from '../rest/checks/beyond-the-description.ts';
import { componentIssues } from '../rest/checks/component-rules.ts';
import { refusal } from '../rest/checks/issues.ts';
import type { MessageBody } from '../rest/checks/message-rules.ts';
import type { UploadedFile } from '../rest/route.ts';
import type { StoredMessage } from '../world/state.ts';
import { mediaLinks, walkComponents } from './view.ts';
import type { World } from '../world/world.ts';

export interface Composition {
  body: MessageBody;
  files: UploadedFile[];
  /** Where new files are stored: the channel, or the application for a private answer. */
  folder: string;
  ephemeral: boolean;
  /** Most bytes of one file. */
  sizeLimit: number;
  /** The message to edit. */
  existing?: StoredMessage;
  /** For the list of problems. */
  where: string;
  /** Where in the request's body the message is. Default: at its root. */
  at?: readonly string[];
}

/** The visible fields of a message, as made from a body. */
export interface Composed {
  data: Pick<APIMessage, 'content' | 'embeds' | 'attachments' | 'components' | 'flags'>;
  fileIds: Set<string>;
}

/** Flags that a bot may set. */
const settable =
  MessageFlags.SuppressEmbeds |
  MessageFlags.Ephemeral |
  MessageFlags.SuppressNotifications |
  MessageFlags.IsVoiceMessage |
  MessageFlags.IsComponentsV2;

/**
 * Makes a message from a create or edit request by the rules of API v10.
 * @throws {ApiError} 40005, 50006, 50035
 */
export function compose(world: World, composition: Composition): Composed {
  const { body, existing, where, files } = composition;
  if (files.some((file) => file.bytes.length > composition.sizeLimit)) throw apiError('tooLarge');
  const flags = flagsOf(world, composition);
  const v2 = (flags & MessageFlags.IsComponentsV2) !== 0;
  const stored = storeFiles(world, composition);
  const staying = stayingFiles(world, composition);
  const within = [...stored, ...staying.all];
  const resolve = (url: string): string => resolveLink(world, url, within, where);

  const embeds = body.embeds === undefined ? existing?.data.embeds : describeEmbeds(world, body.embeds ?? [], resolve);
  const components =
    body.components === undefined ? existing?.data.components : resolveComponents(world, composition, flags, resolve);
  const data = {
    content: (body.content === undefined ? existing?.data.content : body.content) ?? '',
    embeds: embeds ?? [],
    components: components ?? [],
    flags: flags & ~MessageFlags.Loading,
  };
  const inside = new Set(mediaLinks(data).map((url) => world.cdn.fileAt(url)?.id));
  const shown = [...staying.listed, ...stored].filter((file) => !inside.has(file.id) && !v2);
  checkWhole(world, data, shown, v2, where);

  const kept = [...shown, ...within.filter((file) => inside.has(file.id))];
  const link = (path: string): string => world.cdn.link(path);
  return {
    data: { ...data, attachments: shown.map((file) => toAttachment(file, link)) },
    fileIds: new Set(kept.map((file) => file.id)),
  };
}

function flagsOf(world: World, { body, existing, where }: Composition): number {
  const asked = body.flags ?? 0;
  if ((asked & ~settable) !== 0) world.problems.push(`${where}: flags ${asked} hold some that no bot may set`);
  const before = existing?.data.flags ?? 0;
  const lasting = before & (MessageFlags.Ephemeral | MessageFlags.IsComponentsV2);
  return lasting | (asked & settable & ~(existing ? MessageFlags.Ephemeral : 0));
}

function resolveComponents(
  world: World,
  { body, where, at = [] }: Composition,
  flags: number,
  resolve: (url: string) => string,
): APIMessageTopLevelComponent[] {
  const given = body.components ?? [];
  const issues = componentIssues(given, flags, [...at, 'components']);
  if (issues.length > 0) throw refusal(world.problems, where, issues);
  return describeComponents(world, given, resolve);
}

function checkWhole(
  world: World,
  data: Pick<APIMessage, 'content' | 'embeds'> & { components: unknown[] },
  shown: StoredFile[],
  v2: boolean,
  where: string,
): void {
  const refuse = (field: string, code: string, message: string): never => {
    world.problems.push(`${where}: ${message}`);
    throw formError([field], code, message);
  };
  const all = walkComponents(data.components);
  if (v2) {
    if (data.content !== '' || data.embeds.length > 0)
      refuse('flags', 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', 'No content or embeds with components V2');
    const texts = all.map((component) => component['content'] as string | undefined);
    const most = LIMITS.displayedText.max;
    if (texts.reduce((sum, text) => sum + (text?.length ?? 0), 0) > most)
      refuse('components', 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', `Text of all components exceeds ${most}`);
    if (all.length > LIMITS.components.max)
      refuse('components', 'BASE_TYPE_BAD_LENGTH', `More than ${LIMITS.components.max} components`);
  }
  if (shown.length > 10) refuse('attachments', 'BASE_TYPE_BAD_LENGTH', 'More than 10 attachments');
  const ids = all.map((component) => component['custom_id']).filter((id) => id !== undefined);
  if (new Set(ids).size < ids.length)
    refuse('components', 'COMPONENT_CUSTOM_ID_DUPLICATED', RULES.distinctCustomIds.message);
  if (data.content === '' && data.embeds.length + data.components.length + shown.length === 0) {
    world.problems.push(`${where}: 50006 empty message`);
    throw apiError('emptyMessage');
  }
}
