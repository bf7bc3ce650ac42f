import type { GatewayGuildCreateDispatchData, GatewayReadyDispatchData } from 'discord-api-types/v10';
import { furnitureOf } from './furniture.ts';
import { describeChannel } from './rest/channels.ts';
import type { Session } from './gateway.ts';
import type { GuildState } from './state.ts';
import type { World } from './world.ts';

export function readyPayload(world: World, session: Session, guilds: GuildState[]): GatewayReadyDispatchData {
  const ready = {
    v: 10,
    user: { ...world.bot, mfa_enabled: false, verified: true, email: null, flags: 0 },
    guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: `${world.origin().replace('http', 'ws')}/gateway`,
    shard: session.shard,
    application: { id: world.applicationId, flags: 0 },
  };
  return ready as unknown as GatewayReadyDispatchData;
}

/** A guild as GUILD_CREATE shows it: a small one, of everyone and no emoji, where nobody has furnished it. */
export function describeGuild(world: World, guild: GuildState): GatewayGuildCreateDispatchData {
  const channels = [...world.channels.values()].filter((channel) => channel.guild === guild);
  const everyone = { id: guild.id, name: '@everyone', permissions: '0', position: 0, color: 0, flags: 0 };
  const levels = { verification_level: 0, mfa_level: 0, explicit_content_filter: 0, default_message_notifications: 0 };
  const lists = { voice_states: [], members: [], threads: [], presences: [], stickers: [], features: [] };
  const furniture = furnitureOf(world, guild);
  const described = {
    id: guild.id,
    name: guild.name,
    icon: null,
    owner_id: world.owner.id,
    preferred_locale: guild.locale,
    joined_at: new Date(world.now()).toISOString(),
    unavailable: false,
    large: false,
    member_count: 2,
    premium_tier: 0,
    nsfw_level: guild.nsfwLevel,
    afk_timeout: 300,
    afk_channel_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    stage_instances: [],
    guild_scheduled_events: [],
    ...levels,
    ...lists,
    roles: [everyone, ...furniture.roles],
    channels: [...channels.map((channel) => describeChannel(channel)), ...furniture.channels],
    emojis: furniture.emojis,
  };
  return described as unknown as GatewayGuildCreateDispatchData;
}
