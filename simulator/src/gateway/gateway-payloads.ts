import type { GatewayGuildCreateDispatchData, GatewayReadyDispatchData } from 'discord-api-types/v10';
import { furnitureOf } from '../world/furniture.ts';
import { ownAccount } from '../rest/routes/application.ts';
import { publishedGuild } from '../world/published-guild.ts';
import { describeChannel } from '../rest/routes/channels.ts';
import type { Session } from './session.ts';
import type { GuildState } from '../world/state.ts';
import type { World } from '../world/world.ts';

export function readyPayload(world: World, session: Session, guilds: GuildState[]): GatewayReadyDispatchData {
  const ready = {
    v: 10,
    user: ownAccount(world.bot),
    guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: `${world.origin().replace('http', 'ws')}/gateway`,
    shard: session.shard,
    application: { id: world.applicationId, flags: 0 },
  };
  return ready as unknown as GatewayReadyDispatchData;
}

/** A guild as GUILD_CREATE shows it. */
export function describeGuild(world: World, guild: GuildState): GatewayGuildCreateDispatchData {
  const channels = [...world.channels.values()].filter((channel) => channel.guild === guild);
  const lists = { voice_states: [], members: [], threads: [], presences: [], stage_instances: [] };
  const described = {
    ...publishedGuild(world, guild),
    ...lists,
    guild_scheduled_events: [],
    joined_at: new Date(world.now()).toISOString(),
    unavailable: false,
    large: false,
    member_count: 2,
    channels: [...channels.map((channel) => describeChannel(channel)), ...furnitureOf(world, guild).channels],
  };
  return described as unknown as GatewayGuildCreateDispatchData;
}
