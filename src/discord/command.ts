import type {
  ChatInputCommandInteraction,
  MessageComponentInteraction,
  RESTPostAPIApplicationCommandsJSONBody,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { AskedRequest } from '../aging/age-request.ts';
import type { GuildSettingsStore } from '../limits/guild-settings.ts';
import type { UsageReader } from '../limits/usage.ts';
import type { Moment } from './request-origin.ts';
import type { Replies } from './replies.ts';

/** What the bot's commands may use of the rest of it. */
export interface Services {
  /** Takes a request on; resolves when the person has a first response. Never rejects. */
  submit(asked: AskedRequest): Promise<void>;
  /** Takes a waiting request out of the line for the person who made it. */
  cancel(id: string, userId: string): 'cancelled' | 'started' | 'not_yours';
  readonly replies: Replies;
  readonly settings: GuildSettingsStore;
  readonly usage: UsageReader;
  readonly operator: OperatorLimits;
}

/** What the operator has set, as far as admins and people should know. */
export interface OperatorLimits {
  readonly guildCooldownMs: number;
  readonly userDailyQuota: number;
  readonly guildDailyQuota: number;
  readonly minAge: number;
}

/** The services, and what is known of this very interaction beside its payload. */
export interface CommandContext extends Services {
  readonly moment: Moment;
}

/** A slash command: what Discord is told of it, and what it does when somebody uses it. */
export interface SlashCommand {
  readonly kind: 'slash';
  readonly data: RESTPostAPIChatInputApplicationCommandsJSONBody;
  execute(interaction: ChatInputCommandInteraction, context: CommandContext): Promise<void>;
}

/** A button or menu under a message; its `custom_id` holds the action and the ids. */
export interface Control {
  readonly kind: 'control';
  readonly action: string;
  execute(interaction: MessageComponentInteraction, ids: readonly string[], context: CommandContext): Promise<void>;
}

/** Anything that people can invoke. */
export type Command = SlashCommand | Control;

/** What Discord is told of the commands: the only list there is, so it cannot drift from them. */
export function payloads(commands: readonly Command[]): RESTPostAPIApplicationCommandsJSONBody[] {
  return commands.flatMap((command) => (command.kind === 'slash' ? [command.data] : []));
}
