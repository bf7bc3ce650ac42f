import { ChannelType } from 'discord.js';

const THREADS: ReadonlySet<number> = new Set([
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
]);

/** @param type of a channel. */
export function isThread(type: number): boolean {
  return THREADS.has(type);
}

/** Whether a channel belongs to people rather than to a server: a direct message or a group. */
export function isPrivateConversation(type: number): boolean {
  return type === ChannelType.DM || type === ChannelType.GroupDM;
}
