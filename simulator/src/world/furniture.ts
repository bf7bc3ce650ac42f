import { ChannelType } from 'discord-api-types/v10';
import type { GuildState } from './state.ts';
import type { World } from './world.ts';

const NONE = { channels: 0, roles: 0, emojis: 0 };

export function roleOf(id: string, name: string, position: number, permissions = '104324673') {
  const colors = { primary_color: 0, secondary_color: null, tertiary_color: null };
  const looks = { color: 0, colors, icon: null, unicode_emoji: null, hoist: false, mentionable: false };
  return { id, name, position, permissions, managed: false, flags: 0, ...looks };
}

/** Filler data of a guild, as in GUILD_CREATE. It is created again each time, and isn't meant to be used. */
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
    roles: many(furniture.roles, (id, position) => roleOf(id, `role-${position}`, position + 1)),
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
