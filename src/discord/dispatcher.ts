import type { BaseInteraction, Interaction, REST } from 'discord.js';
import { InteractionResponseType, MessageFlags } from 'discord.js';
import { ExplainedError } from '../i18n/explained-error.ts';
import { explain } from '../i18n/text.ts';
import type { Logger } from '../ops/logger.ts';
import { respond } from './acknowledgement.ts';
import type { Command, CommandContext } from './command.ts';
import { routeFrom } from './request-origin.ts';

export interface DispatcherOptions {
  readonly commands: readonly Command[];
  readonly context: CommandContext;
  /** For the answer to what could not be dispatched. */
  readonly rest: REST;
  readonly logger: Logger;
}

/** Routes an interaction to the command that owns it. Never rejects: an error becomes a sentence and a line. */
export type Dispatcher = (interaction: Interaction) => Promise<void>;

export function createDispatcher({ commands, context, rest, logger }: DispatcherOptions): Dispatcher {
  const slash = new Map(commands.map((command) => [command.data.name, command]));

  const apologise = (interaction: BaseInteraction) =>
    respond(rest, routeFrom(interaction), {
      type: InteractionResponseType.ChannelMessageWithSource,
      data: {
        content: explain(interaction.locale, new ExplainedError('internal')),
        flags: MessageFlags.Ephemeral,
      },
    });

  return async (interaction) => {
    try {
      if (!interaction.isChatInputCommand()) return;
      const command = slash.get(interaction.commandName);
      if (!command) throw new Error(`No command is called ${interaction.commandName}`);
      await command.execute(interaction, context);
    } catch (error) {
      logger.error({ interactionId: interaction.id, err: error }, 'An interaction could not be handled');
      if (!interaction.isAutocomplete()) await apologise(interaction);
    }
  };
}
