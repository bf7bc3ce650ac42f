import type {
  ChatInputCommandInteraction,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import type { AgeRequest } from '../aging/age-request.ts';

/** What a command may do with the rest of the bot. */
export interface CommandContext {
  /** Takes a request on; resolves when the person has a first response. Never rejects. */
  submit(request: AgeRequest): Promise<void>;
  /** Ms since the epoch. */
  now(): number;
}

/** A slash command: what Discord is told of it, and what it does when somebody uses it. */
export interface SlashCommand {
  readonly kind: 'slash';
  readonly data: RESTPostAPIChatInputApplicationCommandsJSONBody;
  execute(interaction: ChatInputCommandInteraction, context: CommandContext): Promise<void>;
}

/** Anything that people can invoke. */
export type Command = SlashCommand;

/** What Discord is told of the commands: the only list there is, so it cannot drift from them. */
export function payloads(commands: readonly Command[]): RESTPostAPIApplicationCommandsJSONBody[] {
  return commands.map(({ data }) => data);
}
