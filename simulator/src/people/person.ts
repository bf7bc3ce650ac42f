import { ApplicationCommandType, InteractionType, type APIUser } from 'discord-api-types/v10';
import { Account } from '../world/account.ts';
import { Asked } from './asked.ts';
import { fillForm, type FormValue } from './form-values.ts';
import { DEFAULT_FILE_LIMIT } from './interactions.ts';
import { launch, memberOf, ownersOf, requireOffered, requirePermitted, type Circumstances } from './launch.ts';
import type { Upload } from '../world/media.ts';
import { presentInEvent } from '../world/messages.ts';
import { pickButton, pickOptions } from './pick.ts';
import { Channel } from '../world/places.ts';
import { post, type Post } from './posting.ts';
import { fillOptions, type OptionValue } from './slash-options.ts';
import type { ChannelState, DeployedCommand, StoredMessage } from '../world/state.ts';
import { note } from '../transcript.ts';
import { see, type SeenMessage } from './view.ts';
import { directChannel, findCommand, isShownTo, placeOf } from '../world/world.ts';

/** Where something is done: in a channel, or in the person's DM with the bot. */
export type Where = { channel: Channel } | { dm: true };
/** A visible message, or its id. */
export type MessageHandle = { id: string };

/** A person at their client, who can do what the client allows. */
export class Person extends Account {
  /** The DM with the bot. */
  get dmChannel(): Channel {
    return new Channel(this.world, directChannel(this.world, this.state));
  }

  /** The commands that the client offers here: slash commands, and entries of the menus of messages and people. */
  commandsIn(where: Where): DeployedCommand[] {
    const channel = this.#where(where);
    return [...this.world.commands.values()].filter((command) => {
      if (findCommand(this.world, command.type, command.name, channel.guild?.id) !== command) return false;
      try {
        requireOffered(command, this.state, channel);
        requirePermitted(command, this.state, channel);
        return true;
      } catch {
        return false;
      }
    });
  }

  /** Uses a slash command. Subcommands follow after a space: `settings cooldown`. */
  async slash(
    options: Where & { command: string; options?: Record<string, OptionValue> } & Circumstances,
  ): Promise<Asked> {
    return this.#slash(InteractionType.ApplicationCommand, options);
  }

  /** Types into an option that has suggestions. */
  async autocomplete(
    options: Where & { command: string; options: Record<string, OptionValue>; focused: string } & Circumstances,
  ): Promise<Asked> {
    return this.#slash(InteractionType.ApplicationCommandAutocomplete, options);
  }

  /** Uses a command in a message's menu. */
  async messageMenu(options: { message: MessageHandle; command: string } & Circumstances): Promise<Asked> {
    const message = this.#find(options.message);
    const id = message.data.id;
    const data = { target_id: id, resolved: { messages: { [id]: presentInEvent(this.world, message) } } };
    return this.#menu(ApplicationCommandType.Message, message.channel, options, data, { target_message_id: id });
  }

  /** Uses a command in a user's menu. */
  async userMenu(options: Where & { user: Person; command: string } & Circumstances): Promise<Asked> {
    const { user } = options.user;
    const channel = this.#where(options);
    const { guild } = channel;
    const { user: _, ...member } = guild ? memberOf(this.world, options.user.state, channel, guild.id) : { user };
    const resolved = { users: { [user.id]: user }, ...(guild && { members: { [user.id]: member } }) };
    const data = { target_id: user.id, resolved };
    return this.#menu(ApplicationCommandType.User, channel, options, data, { target_user: user });
  }

  /** Presses a button, by its label (with or without emoji) or custom_id. */
  async press(message: MessageHandle, name: string, circumstances: Circumstances = {}): Promise<Asked> {
    const stored = this.#find(message);
    const { label, data } = pickButton(see(this.world, stored), name);
    note(this.world, stored.channel, `${this.name} presses [${label}]${stored.ephemeralFor ? ' (privately)' : ''}`);
    return this.#component(stored, `press of [${label}]`, data, circumstances);
  }

  /** Chooses in a select menu, by its custom_id if there are several. */
  async choose(
    message: MessageHandle,
    values: (string | Person)[],
    { customId, ...circumstances }: { customId?: string } & Circumstances = {},
  ): Promise<Asked> {
    const stored = this.#find(message);
    const { told, data } = pickOptions(see(this.world, stored), values, customId);
    note(this.world, stored.channel, `${this.name} chooses ${told}`);
    return this.#component(stored, `choice of ${told}`, data, circumstances);
  }

  /** Fills in and submits the form that the bot answered with. The values are by custom_id. */
  async submit(asked: Asked, values: Record<string, FormValue>, circumstances: Circumstances = {}): Promise<Asked> {
    const { modal, state: opener } = asked;
    if (!modal || opener.person !== this.state) throw new Error(`${this.name} sees no such form`);
    if (opener.modalSubmitted) throw new Error('the form has been sent already');
    const attachmentSizeLimit = circumstances.attachmentSizeLimit ?? opener.attachmentSizeLimit;
    const { components, resolved } = fillForm(this.world, modal, values, attachmentSizeLimit);
    opener.modalSubmitted = true;
    note(this.world, opener.channel, `${this.name} sends the form "${modal.title}"`);
    const { metadata: trigger, owners, channel, source } = opener;
    if (trigger.type === InteractionType.ModalSubmit) throw new Error('a form cannot open a form');
    const data = { custom_id: modal.custom_id, components, resolved };
    const metadata = { type: InteractionType.ModalSubmit as const, triggering_interaction_metadata: trigger };
    const type = InteractionType.ModalSubmit;
    const title = `form "${modal.title}"`;
    return this.#launch({ channel, type, title, data, owners, metadata, source, attachmentSizeLimit });
  }

  /** Writes a message into a channel. */
  async post(channel: Channel, message: Post): Promise<SeenMessage> {
    return see(this.world, post(this.world, this.state, channel.state, message));
  }

  /** Writes to the bot. */
  async dm(
    content: string,
    uploads: Upload[] = [],
    more: Omit<Post, 'content' | 'uploads'> = {},
  ): Promise<SeenMessage> {
    return this.post(this.dmChannel, { content, uploads, ...more });
  }

  /** Dismisses a message that only this person sees. */
  dismiss(message: MessageHandle): void {
    const stored = this.#find(message);
    if (!stored.ephemeralFor) throw new Error('only a message that nobody else sees can be dismissed');
    stored.dismissed = true;
    note(this.world, stored.channel, `${this.name} dismisses a message`);
    this.world.notify();
  }

  #where(where: Where): ChannelState {
    const channel = 'dm' in where ? directChannel(this.world, this.state) : where.channel.state;
    if (!this.#isIn(channel)) throw new Error(`${this.name} is not in ${placeOf(channel)}`);
    return channel;
  }

  #isIn(channel: ChannelState): boolean {
    return isShownTo(this.state, channel);
  }

  #find({ id }: MessageHandle): StoredMessage {
    const message = this.world.messages.get(id);
    const isVisible = message && (message.ephemeralFor === undefined || message.ephemeralFor === this.state);
    if (!message || !isVisible || message.deletedAt !== undefined || !this.#isIn(message.channel))
      throw new Error(`${this.name} does not see the message ${id}`);
    return message;
  }

  #command(type: ApplicationCommandType, name: string, channel: ChannelState, { integrationOwners }: Circumstances) {
    const command = findCommand(this.world, type, name, channel.guild?.id);
    if (!command) throw new Error(`the command "${name}" is not deployed to ${placeOf(channel)}`);
    const owners = requireOffered(command, this.state, channel, integrationOwners);
    requirePermitted(command, this.state, channel);
    return { command, owners };
  }

  #slash(
    type: InteractionType.ApplicationCommand | InteractionType.ApplicationCommandAutocomplete,
    given: Where & { command: string; options?: Record<string, OptionValue>; focused?: string } & Circumstances,
  ): Asked {
    const channel = this.#where(given);
    const [name = '', ...path] = given.command.split(' ');
    const { command, owners } = this.#command(ApplicationCommandType.ChatInput, name, channel, given);
    const sizeLimit = given.attachmentSizeLimit ?? DEFAULT_FILE_LIMIT;
    const { focused } = given;
    const { options, resolved, told } = fillOptions(this.world, command, path, given.options ?? {}, {
      sizeLimit,
      focused,
      channel,
    });
    if (focused === undefined) note(this.world, channel, `${this.name} uses /${given.command} ${told}`.trimEnd());
    const data = { ...commandData(command, channel), options, resolved };
    const metadata = { type: InteractionType.ApplicationCommand as const };
    return this.#launch({
      channel,
      type,
      title: `/${given.command}`,
      data,
      owners,
      metadata,
      attachmentSizeLimit: sizeLimit,
    });
  }

  #menu(
    type: ApplicationCommandType.Message | ApplicationCommandType.User,
    channel: ChannelState,
    given: { command: string } & Circumstances,
    target: object,
    metadata: { target_message_id: string } | { target_user: APIUser },
  ): Asked {
    const { command, owners } = this.#command(type, given.command, channel, given);
    note(this.world, channel, `${this.name} uses the menu entry "${given.command}"`);
    return this.#launch({
      channel,
      type: InteractionType.ApplicationCommand,
      title: `"${given.command}"`,
      data: { ...commandData(command, channel), ...target },
      owners,
      metadata: { type: InteractionType.ApplicationCommand, ...metadata },
      attachmentSizeLimit: given.attachmentSizeLimit,
    });
  }

  #component(source: StoredMessage, title: string, data: object, circumstances: Circumstances): Asked {
    const { channel, interaction } = source;
    const owners = circumstances.integrationOwners ?? interaction?.owners ?? ownersOf(this.state, channel);
    const type = InteractionType.MessageComponent as const;
    const metadata = { type, interacted_message_id: source.data.id };
    const { attachmentSizeLimit } = circumstances;
    return this.#launch({ channel, type, title, data, owners, metadata, source, attachmentSizeLimit });
  }

  #launch(options: Omit<Parameters<typeof launch>[1], 'person'>): Asked {
    return new Asked(this.world, launch(this.world, { person: this.state, ...options }));
  }
}

function commandData({ id, name, type, guild_id }: DeployedCommand, channel: ChannelState): object {
  return { id, name, type, ...(guild_id !== undefined && channel.guild && { guild_id }) };
}
