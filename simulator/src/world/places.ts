import { ChannelType, OverwriteType, type Locale } from 'discord-api-types/v10';
import type { Account } from './account.ts';
import { deleteMessage } from './messages.ts';
import type { ChannelState, Furniture, GuildState, PersonState } from './state.ts';
import { transcriptOf } from '../transcript.ts';
import { see, type SeenMessage } from '../people/view.ts';
import { makeChannel, placeOf, type World } from './world.ts';

/** A channel of a guild, a DM or a group. */
export class Channel {
  readonly #world: World;
  readonly state: ChannelState;

  constructor(world: World, state: ChannelState) {
    this.#world = world;
    this.state = state;
  }

  get id(): string {
    return this.state.id;
  }

  /** The messages that everyone sees, oldest first. */
  get messages(): SeenMessage[] {
    return this.#see((message) => message.ephemeralFor === undefined);
  }

  /** What this person sees, including what only they see. */
  seenBy(person: { state: PersonState }): SeenMessage[] {
    return this.#see(
      ({ ephemeralFor, dismissed = false }) =>
        ephemeralFor === undefined || (ephemeralFor === person.state && !dismissed),
    );
  }

  /** Resolves with the first value of `look` that is neither undefined nor false. `look` gets what everyone sees. */
  async until<T>(look: (messages: SeenMessage[]) => T | undefined | false): Promise<T> {
    return this.#world.until(() => look(this.messages) || undefined, {
      describe: () => `nothing of the kind in ${placeOf(this.state)}\n${transcriptOf(this.#world)}`,
    });
  }

  /** A thread in this channel. A private one is seen only by those in it, and by who may manage threads. */
  addThread({ name = 'thread', privateFor, ...more }: NewChannel & { privateFor?: Account[] } = {}): Channel {
    const { guild } = this.state;
    if (!guild || this.state.parent) throw new Error(`there are no threads in ${placeOf(this.state)}`);
    const type = privateFor ? ChannelType.PrivateThread : ChannelType.PublicThread;
    const members = privateFor?.map(({ state }) => state) ?? [];
    const thread = { ...more, type, name, guild, members, parent: this.state } as const;
    return new Channel(this.#world, makeChannel(this.#world, thread));
  }

  /** A moderator, or the author, deletes a message. */
  delete(message: { id: string }): void {
    const found = this.state.messages.find(({ data }) => data.id === message.id);
    if (!found || found.deletedAt !== undefined) throw new Error('there is no such message to delete');
    deleteMessage(this.#world, found);
  }

  /** Changes the permissions of one person, or of everyone, in this channel. */
  overwrite(whom: Account | 'everyone', { allow = 0n, deny = 0n }: { allow?: bigint; deny?: bigint }): void {
    const { guild, parent, overwrites } = this.state;
    if (!guild || parent) throw new Error(`${placeOf(this.state)} has no permissions of its own`);
    const id = whom === 'everyone' ? guild.id : whom.id;
    const type = whom === 'everyone' ? OverwriteType.Role : OverwriteType.Member;
    this.state.overwrites = [...overwrites.filter((each) => each.id !== id), { id, type, allow, deny }];
  }

  /** The bot's permissions here, as a bit set. */
  setBotPermissions(permissions: bigint): void {
    this.state.botPermissions = permissions;
  }

  #see(isVisible: (message: ChannelState['messages'][number]) => boolean): SeenMessage[] {
    return this.state.messages
      .filter((message) => message.deletedAt === undefined && isVisible(message))
      .map((message) => see(this.#world, message));
  }
}

export interface NewChannel {
  name?: string;
  nsfw?: boolean;
  botPermissions?: bigint;
}

export class Guild {
  readonly #world: World;
  readonly state: GuildState;

  constructor(world: World, state: GuildState) {
    this.#world = world;
    this.state = state;
  }

  get id(): string {
    return this.state.id;
  }

  addChannel({ name = 'general', ...more }: NewChannel = {}): Channel {
    const state = makeChannel(this.#world, { ...more, type: ChannelType.GuildText, name, guild: this.state });
    return new Channel(this.#world, state);
  }

  /** A member's permissions in this guild, as a bit set, if they differ from the default. */
  setMemberPermissions(person: { state: PersonState }, permissions: bigint): void {
    person.state.permissions.set(this.id, permissions);
  }
}

export interface NewGuild {
  name?: string;
  /** If false, people use the app here because they installed it to their accounts. */
  botInstalled?: boolean;
  locale?: Locale;
  /** Only Community servers can set a language. Default: whether one is set. */
  community?: boolean;
  /** 0 default, 1 explicit, 2 safe, 3 age-restricted. */
  nsfwLevel?: number;
  /** Makes the guild as large in memory as real ones. */
  furniture?: Furniture;
}
