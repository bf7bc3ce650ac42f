import type { APIUser } from 'discord-api-types/v10';
import type { PersonState } from './state.ts';
import { nameOf, type World } from './world.ts';

/** A person's account, and their relation to the bot. */
export class Account {
  protected readonly world: World;
  readonly state: PersonState;

  constructor(world: World, state: PersonState) {
    this.world = world;
    this.state = state;
  }

  get id(): string {
    return this.state.user.id;
  }

  get user(): APIUser {
    return this.state.user;
  }

  get name(): string {
    return nameOf(this.state.user);
  }

  /** From now on the bot's messages are refused with 50007. */
  block(): void {
    this.state.dm = 'closed';
  }

  unblock(): void {
    this.state.dm = 'open';
  }

  /** From now on the bot's messages are refused with 50278. */
  leaveMutualGuilds(): void {
    this.state.dm = 'no-mutual-guild';
  }

  deleteAccount(): void {
    this.state.deleted = true;
  }

  /** Sets the avatar, or the one for a guild. Returns its path on the CDN. */
  setAvatar(png: Buffer, guild?: { id: string }): string {
    const hash = this.world.nextId().padStart(32, '0');
    if (guild) this.state.guildAvatars.set(guild.id, hash);
    else this.state.user.avatar = hash;
    const path = guild ? `/guilds/${guild.id}/users/${this.id}/avatars/${hash}.png` : `/avatars/${this.id}/${hash}.png`;
    this.world.cdn.setAvatar(path, png);
    return path;
  }
}
