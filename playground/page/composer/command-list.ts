import type {
  APIApplicationCommand,
  APIApplicationCommandBasicOption,
  ApplicationCommandType,
} from 'discord-api-types/v10';

const CHAT_INPUT: ApplicationCommandType.ChatInput = 1;
const SUBCOMMAND = 1;
const GROUP = 2;

/** A slash command, or one of its subcommands. */
export interface SlashCommand {
  /** With the names of the group and subcommand, after spaces. */
  readonly name: string;
  readonly description: string;
  readonly options: readonly APIApplicationCommandBasicOption[];
}

interface Option {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly options?: readonly Option[];
}

/** The slash commands among those that are offered, with each subcommand by itself, in alphabetical order. */
export function slashCommands(offered: readonly APIApplicationCommand[]): SlashCommand[] {
  return offered
    .filter(({ type }) => type === CHAT_INPUT)
    .flatMap((command) => flatten(command as unknown as Option))
    .sort((a, b) => a.name.localeCompare(b.name));
}

function flatten({ name, description, options = [] }: Option): SlashCommand[] {
  const nested = options.filter(({ type }) => type === SUBCOMMAND || type === GROUP);
  if (nested.length > 0) return nested.flatMap((each) => flatten({ ...each, name: `${name} ${each.name}` }));
  return [{ name, description, options: options as unknown as APIApplicationCommandBasicOption[] }];
}
