import { NameplatePalette, type APIUser } from 'discord-api-types/v10';
import type { World } from './world.ts';

/** Adds optional decorations to a person's account. */
export function decorate(world: World, user: APIUser): APIUser {
  const guild = { identity_guild_id: world.nextId(), identity_enabled: true, tag: 'FACE', badge: 'b'.repeat(32) };
  const nameplate = {
    sku_id: world.nextId(),
    asset: 'nameplates/plain/',
    label: 'PLAIN',
    palette: NameplatePalette.Sky,
  };
  const decoration = { asset: `a_${'d'.repeat(32)}`, sku_id: world.nextId() };
  const has = (): boolean => !world.omits('user.looks');
  return {
    ...user,
    ...(has() && { public_flags: 1 << 8, flags: 1 << 8 }),
    ...(has() && { avatar_decoration_data: decoration }),
    ...(has() && { collectibles: { nameplate } }),
    ...(has() && { primary_guild: guild, clan: guild }),
  };
}
