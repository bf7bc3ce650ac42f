import { ChannelType } from 'discord-api-types/v10';
import type { GuildState } from './state.ts';
import type { World } from './world.ts';

const NONE = { channels: 0, roles: 0, emojis: 0 };

/** What a guild is full of, as GUILD_CREATE shows it. Made anew each time: nothing here can be used. */
export function furnitureOf(world: World, { id: guild_id, furniture = NONE }: GuildState) {
  const many = <T>(count: number, make: (id: string, index: number) => T): T[] =>
    Array.from({ length: count }, (_, index) => make(world.nextId(), index));
  return {
    channels: many(furniture.channels, (id, position) => ({
      id,
      type: ChannelType.GuildText,
      guild_id,
      name: `channel-${position}`,
      position,
      topic: null,
      nsfw: false,
      last_message_id: null,
      parent_id: null,
      permission_overwrites: [],
      rate_limit_per_user: 0,
      flags: 0,
    })),
    roles: many(furniture.roles, (id, position) => ({
      id,
      name: `role-${position}`,
      permissions: '104324673',
      position: position + 1,
      color: 0,
      hoist: false,
      managed: false,
      mentionable: false,
      flags: 0,
    })),
    emojis: many(furniture.emojis, (id, index) => ({
      id,
      name: `emoji_${index}`,
      roles: [],
      require_colons: true,
      managed: false,
      animated: false,
      available: true,
    })),
  };
}
