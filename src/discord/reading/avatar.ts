import type { CDN } from 'discord.js';
import type { PictureSource } from '../../aging/request/age-request.ts';

/** As large as is useful, and a still picture for animated avatars. */
const FORM = { extension: 'png', size: 1024, forceStatic: true } as const;

/** A person as an interaction names them. */
export interface NamedPerson {
  readonly user: { readonly id: string; readonly avatar: string | null };
  /** As a member of the server where the interaction is. */
  readonly member?: { readonly avatar?: string | null | undefined } | null | undefined;
  readonly guildId: string | null;
}

/** A person's avatar: the one for this server first, then their own; none for Discord's default. */
export function avatarOf({ user, member, guildId }: NamedPerson, cdn: CDN): PictureSource | undefined {
  if (member?.avatar && guildId) return avatarPicture(cdn, { guildId, userId: user.id, hash: member.avatar });
  return user.avatar ? avatarPicture(cdn, { userId: user.id, hash: user.avatar }) : undefined;
}

/** An avatar by what its address contains. */
export function avatarPicture(
  cdn: CDN,
  { guildId, userId, hash }: { readonly guildId?: string | undefined; readonly userId: string; readonly hash: string },
): PictureSource {
  const url = guildId ? cdn.guildMemberAvatar(guildId, userId, hash, FORM) : cdn.avatar(userId, hash, FORM);
  return { url, spoiler: false, declared: { contentType: 'image/png' } };
}
