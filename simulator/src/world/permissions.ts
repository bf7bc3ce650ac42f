import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import { apiError } from '../http/api-error.ts';
import type { ChannelState } from './state.ts';

export const has = (permissions: bigint, wanted: bigint): boolean => (permissions & wanted) === wanted;

/** @throws {ApiError} 50013 if there are files but no permission to attach them */
export function requireFilePermission(permissions: bigint, files: readonly unknown[]): void {
  if (files.length > 0 && !has(permissions, PermissionFlagsBits.AttachFiles)) throw apiError('missingPermissions');
}

/**
 * Checks that the bot sees a channel.
 * @throws {ApiError} 50001
 */
export function requireView({ guild, type, botPermissions }: ChannelState): void {
  if (guild ? !guild.botInstalled || !has(botPermissions, PermissionFlagsBits.ViewChannel) : type !== ChannelType.DM)
    throw apiError('missingAccess');
}

/**
 * Checks that the bot may read what was written in a channel.
 * @throws {ApiError} 50001, 50013
 */
export function requireHistory(channel: ChannelState): void {
  requireView(channel);
  if (channel.guild && !has(channel.botPermissions, PermissionFlagsBits.ReadMessageHistory))
    throw apiError('missingPermissions');
}

/**
 * Checks that the bot may write here by its token.
 * @throws {ApiError} 50001, 50007, 50013, 50278
 */
export function requireWriteAccess(channel: ChannelState, files: readonly unknown[]): void {
  if (channel.guild) {
    const { botPermissions } = channel;
    requireView(channel);
    const writing = channel.parent ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
    if (!has(botPermissions, writing)) throw apiError('missingPermissions');
    requireFilePermission(botPermissions, files);
    return;
  }
  if (channel.recipients.length !== 1) throw apiError('missingAccess');
  const [person] = channel.recipients;
  if (person === undefined || person.deleted || person.dm === 'closed') throw apiError('cannotMessageUser');
  if (person.dm === 'no-mutual-guild') throw apiError('noMutualGuilds');
}
