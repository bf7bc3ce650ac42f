import { InteractionResponseType, MessageFlags, MessageType, InteractionType } from 'discord-api-types/v10';
import { apiError } from '../http/api-error.ts';
import type { Composed } from './compose.ts';
import { createMessage } from '../world/messages.ts';
import type { HistoryEntry, InteractionState, StoredMessage } from '../world/state.ts';
import { note } from '../transcript.ts';
import { see } from './view.ts';
import { nameOf, type World } from '../world/world.ts';

/** Milliseconds within which Discord wants an interaction acknowledged. */
export const DISCORDS_ACKNOWLEDGEMENT_MS = 3_000;
/** Milliseconds for which an interaction's token is valid. */
export const TOKEN_MS = 15 * 60_000;
/** Most bytes of a whole request. */
export const REQUEST_LIMIT = 25 * 1024 * 1024;
/** Most bytes of one file outside interactions. */
export const DEFAULT_FILE_LIMIT = 10 * 1024 * 1024;

/** Whether the person has been told "The application did not respond". */
export function isLost(world: World, interaction: InteractionState): boolean {
  if (interaction.callback !== undefined) return false;
  return interaction.givenUp || world.now() - interaction.createdAt > world.acknowledgementMs;
}

/** Whether the person gets this message in the end: nothing came in time, or nothing but "thinking" in 15 min. */
export function isUnanswered(world: World, interaction: InteractionState): boolean {
  const { original, createdAt } = interaction;
  const isThinking = original?.deletedAt === undefined && ((original?.data.flags ?? 0) & MessageFlags.Loading) !== 0;
  return isLost(world, interaction) || (isThinking && world.now() - createdAt > TOKEN_MS);
}

/**
 * The token's interaction, if it may be used now.
 * @throws {ApiError} 10015, 50027
 */
export function byToken(world: World, token: string): InteractionState {
  const interaction = world.tokens.get(token);
  if (!interaction) throw apiError('unknownWebhook');
  if (world.now() - interaction.createdAt > TOKEN_MS) throw apiError('invalidToken');
  if (!interaction.callback) throw apiError('unknownWebhook');
  return interaction;
}

/**
 * The app is only installed by the person: it may answer only a few times, and privately where the person lacks the
 * permission.
 */
export function isUserInstalledOnly(interaction: InteractionState): boolean {
  return interaction.owners[0] === undefined;
}

export function remember(
  world: World,
  interaction: InteractionState,
  entry: Omit<HistoryEntry, 'at' | 'message'>,
  message?: StoredMessage,
): void {
  interaction.history.push({ ...entry, at: world.now(), ...(message && { message: see(world, message) }) });
  world.notify();
}

/** Posts a message that answers an interaction, or a deferral if there is no content. */
export function answer(
  world: World,
  interaction: InteractionState,
  composed: Composed | undefined,
  ephemeral: boolean,
): StoredMessage {
  const { channel } = interaction;
  const command = interaction.metadata.type === InteractionType.ApplicationCommand;
  const isMenu = 'target_user' in interaction.metadata || 'target_message_id' in interaction.metadata;
  const first = interaction.original === undefined && interaction.source === undefined;
  const empty = { content: '', embeds: [], attachments: [], components: [], flags: MessageFlags.Loading };
  const type = isMenu ? MessageType.ContextMenuCommand : MessageType.ChatInputCommand;
  return createMessage(world, {
    channel,
    author: world.bot,
    composed: composed ?? { data: empty, fileIds: new Set() },
    ephemeralFor: ephemeral || interaction.forcedEphemeral ? interaction.person : undefined,
    interaction,
    more: command && first ? { type } : {},
  });
}

/** Records a callback that shows no new message. */
export function noteCallback(world: World, interaction: InteractionState, type: InteractionResponseType): void {
  const who = nameOf(interaction.person.user);
  if (type === InteractionResponseType.Modal)
    note(world, interaction.channel, `${who} sees the form "${interaction.modal?.title}"`);
}
