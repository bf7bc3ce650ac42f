import {
  ApplicationCommandOptionType,
  type APIApplicationCommandOption,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import { MAX_AGE, MIN_AGE } from '../../../bounds.ts';

/** What English texts say about the ages that can be asked for: "from 10 to 80". */
const RANGE = new RegExp(String.raw`(?<!\d)${MIN_AGE}(\D+${MAX_AGE})(?!\d)`, 'g');

/** A command whose ages begin at the youngest age that the operator allows, in years. */
export function withAllowedAges<Command extends RESTPostAPIApplicationCommandsJSONBody>(
  command: Command,
  minAge: number,
): Command {
  if (!('options' in command) || !command.options) return command;
  return { ...command, options: optionsFrom(command.options, minAge) };
}

function optionsFrom(options: readonly APIApplicationCommandOption[], minAge: number): APIApplicationCommandOption[] {
  return options.map(
    (option) =>
      ({
        ...option,
        description: option.description.replaceAll(RANGE, `${minAge}$1`),
        ...(isAge(option) && { min_value: minAge }),
        ...('options' in option && option.options && { options: optionsFrom(option.options, minAge) }),
      }) as APIApplicationCommandOption,
  );
}

/** A number with the bounds of an age. */
function isAge(option: APIApplicationCommandOption): boolean {
  return (
    option.type === ApplicationCommandOptionType.Integer && option.min_value === MIN_AGE && option.max_value === MAX_AGE
  );
}
