import type { BaseInteraction, Interaction } from 'discord.js';
import { ExplainedError } from '../i18n/explained-error.ts';
import { explain } from '../i18n/text.ts';
import type { Logger } from '../ops/logger.ts';
import { StorageError } from '../storage/storage.ts';
import type { Command, CommandContext, Services } from './command.ts';
import { readControlId } from './custom-id.ts';
import type { Moment } from './request-origin.ts';

export interface DispatcherOptions {
  readonly commands: readonly Command[];
  readonly services: Services;
  readonly logger: Logger;
}

/** Routes an interaction to the command that owns it. Never rejects: an error becomes a sentence and a line. */
export type Dispatcher = (interaction: Interaction, moment: Moment) => Promise<void>;

export function createDispatcher({ commands, services, logger }: DispatcherOptions): Dispatcher {
  const slash = new Map(
    commands.flatMap((command) => (command.kind === 'slash' ? [[command.data.name, command]] : [])),
  );
  const controls = new Map(
    commands.flatMap((command) => (command.kind === 'control' ? [[command.action, command]] : [])),
  );

  const route = async (interaction: Interaction, context: CommandContext): Promise<void> => {
    if (interaction.isChatInputCommand()) {
      const command = slash.get(interaction.commandName);
      if (!command) throw new ExplainedError('unknown_command');
      return await command.execute(interaction, context);
    }
    if (interaction.isMessageComponent()) {
      const id = readControlId(interaction.customId);
      const control = id && controls.get(id.action);
      if (!id || !control) throw new ExplainedError('unknown_control');
      return await control.execute(interaction, id.ids, context);
    }
  };

  return async (interaction, moment) => {
    try {
      await route(interaction, { ...services, moment });
    } catch (error) {
      await apologise(interaction, error);
    }
  };

  async function apologise(interaction: BaseInteraction, error: unknown): Promise<void> {
    const told = tellable(error);
    if (told.reason === 'internal' || told.reason === 'storage_down') {
      logger.error({ interaction: interaction.id, err: error }, 'An interaction could not be handled');
    }
    if (interaction.isAutocomplete()) return;
    await services.replies.privately(interaction, { content: explain(interaction.locale, told) });
  }
}

function tellable(error: unknown): ExplainedError {
  if (error instanceof ExplainedError) return error;
  return new ExplainedError(error instanceof StorageError ? 'storage_down' : 'internal', {}, { cause: error });
}
