import type { UserContextMenuCommandInteraction } from 'discord.js';
import type { PictureSource } from '../../aging/request/age-request.ts';

/** As large as is useful, and a still picture for animated avatars. */
const FORM = { extension: 'png', size: 1024, forceStatic: true } as const;

/** The avatar of a menu's target: the one for this server first, then the person's own; none for Discord's default. */
export function avatarOf(interaction: UserContextMenuCommandInteraction): PictureSource | undefined {
  const { targetUser, targetMember, guildId, client } = interaction;
  const own = targetMember?.avatar;
  const { cdn } = client.rest;
  if (own && guildId) return picture(cdn.guildMemberAvatar(guildId, targetUser.id, own, FORM));
  return targetUser.avatar ? picture(cdn.avatar(targetUser.id, targetUser.avatar, FORM)) : undefined;
}

function picture(url: string): PictureSource {
  return { url, spoiler: false, declared: { contentType: 'image/png' } };
}
