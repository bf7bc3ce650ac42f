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
