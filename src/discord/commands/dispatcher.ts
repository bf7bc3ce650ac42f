import { setTimeout as delay } from 'node:timers/promises';
import type { BaseInteraction, Interaction } from 'discord.js';
import { ExplainedError } from '../../i18n/explained-error.ts';
import { explain } from '../../i18n/text.ts';
import type { Logger } from '../../ops/logger.ts';
import { StorageError } from '../../storage/storage.ts';
import type { Command, CommandContext, Services } from './command.ts';
import { readControlId, type ControlId } from './custom-id.ts';
import type { InteractionExtras } from '../reading/request-origin.ts';

export interface DispatcherOptions {
  readonly commands: readonly Command[];
  readonly services: Services;
  readonly logger: Logger;
}

export interface Dispatcher {
  /** Routes an interaction to the command that owns it: an error becomes a sentence and a line. */
  dispatch(interaction: Interaction, extras: InteractionExtras): void;
  /** Resolves when every interaction has had its response, or after `patienceMs`. */
  settled(patienceMs: number): Promise<void>;
}

export function createDispatcher({ commands, services, logger }: DispatcherOptions): Dispatcher {
  const active = new Set<Promise<void>>();
  const find = <Kind extends Command['kind']>(kind: Kind, name: string) =>
    commands.find(
      (command): command is Extract<Command, { kind: Kind }> =>
        command.kind === kind && ('data' in command ? command.data.name : command.action) === name,
    );

  const route = async (interaction: Interaction, context: CommandContext): Promise<void> => {
    if (interaction.isChatInputCommand()) {
      return await known(find('slash', interaction.commandName)).execute(interaction, context);
    }
    if (interaction.isMessageContextMenuCommand()) {
      return await known(find('message-menu', interaction.commandName)).execute(interaction, context);
    }
    if (interaction.isUserContextMenuCommand()) {
      return await known(find('user-menu', interaction.commandName)).execute(interaction, context);
    }
    if (interaction.isMessageComponent()) {
      const { action, ids } = knownId(interaction.customId);
      return await known(find('control', action), 'unknown_control').execute(interaction, ids, context);
    }
    if (interaction.isModalSubmit()) {
      const { action, ids } = knownId(interaction.customId);
      return await known(find('modal', action), 'unknown_control').execute(interaction, ids, context);
    }
  };

  return {
    dispatch(interaction, extras) {
      const handled = route(interaction, { ...services, extras })
        .catch((error: unknown) => apologise(interaction, error))
        .finally(() => active.delete(handled));
      active.add(handled);
    },
    async settled(patienceMs) {
      await Promise.race([Promise.allSettled(active), delay(patienceMs, undefined, { ref: false })]);
    },
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

function known<T>(command: T | undefined, reason: 'unknown_command' | 'unknown_control' = 'unknown_command'): T {
  if (!command) throw new ExplainedError(reason);
  return command;
}

function knownId(customId: string): ControlId {
  return known(readControlId(customId), 'unknown_control');
}

function tellable(error: unknown): ExplainedError {
  if (error instanceof ExplainedError) return error;
  return new ExplainedError(error instanceof StorageError ? 'storage_down' : 'internal', {}, { cause: error });
}
