import { GuildFeature } from 'discord-api-types/v10';
import { furnitureOf, roleOf } from './furniture.ts';
import type { GuildState } from './state.ts';
import { ordinaryPermissions, type World } from './world.ts';

/** Who has permissions of their own there has them by a role of their own, which has the person's id. */
function ownRoles(world: World, { id: guildId }: GuildState) {
  return [...world.people.values()].flatMap(({ user, permissions }) => {
    const own = permissions.get(guildId);
    return own === undefined ? [] : [roleOf(user.id, `like ${user.username}`, 1, own.toString())];
  });
}

/** A guild as REST sends it: a small one with only the everyone role and no emoji, unless it has filler data. */
export function publishedGuild(world: World, guild: GuildState) {
  const furniture = furnitureOf(world, guild);
  const levels = { verification_level: 0, mfa_level: 0, explicit_content_filter: 0, default_message_notifications: 0 };
  const looks = { icon: null, splash: null, discovery_splash: null, banner: null, home_header: null };
  const limits = {
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
  };
  const places = {
    afk_channel_id: null,
    system_channel_id: null,
    widget_channel_id: null,
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
  };
  return {
    id: guild.id,
    name: guild.name,
    description: null,
    owner_id: world.owner.id,
    application_id: null,
    region: 'deprecated',
    preferred_locale: guild.locale,
    afk_timeout: 300,
    system_channel_flags: 0,
    widget_enabled: false,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    premium_progress_bar_enabled: false,
    // EXPLICIT and AGE_RESTRICTED.
    nsfw: guild.nsfwLevel === 1 || guild.nsfwLevel === 3,
    nsfw_level: guild.nsfwLevel,
    incidents_data: null,
    features: featuresOf(guild),
    stickers: [],
    ...levels,
    ...looks,
    ...limits,
    ...places,
    roles: [
      roleOf(guild.id, '@everyone', 0, ordinaryPermissions.toString()),
      ...ownRoles(world, guild),
      ...furniture.roles,
    ],
    emojis: furniture.emojis,
  };
}

export function featuresOf({ community }: Pick<GuildState, 'community'>): GuildFeature[] {
  return community ? [GuildFeature.Community] : [];
}
