import type { BaseInteraction, Interaction } from 'discord.js';
import { explained } from '../../aging/request/failure.ts';
import type { Clock } from '../../clock.ts';
import { ExplainedError } from '../../i18n/explained-error.ts';
import { explain } from '../../i18n/text.ts';
import type { Logger } from '../../ops/logger.ts';
import type { Command, CommandContext, Services } from './command.ts';
import { readControlId, type ControlId } from './custom-id.ts';
import type { InteractionExtras } from '../reading/request-origin.ts';

export interface DispatcherOptions {
  readonly commands: readonly Command[];
  readonly services: Services;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'error'>;
}

export interface Dispatcher {
  /**
   * Routes an interaction to the command that owns it. Tells the person about an error, and logs it if the bot caused
   * it.
   */
  dispatch(interaction: Interaction, extras: InteractionExtras): void;
  /** Resolves when every command has ended, or after `timeoutMs`. */
  settled(timeoutMs: number): Promise<void>;
}

export function createDispatcher({ commands, services, clock, logger }: DispatcherOptions): Dispatcher {
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
    async settled(timeoutMs) {
      const ended = new AbortController();
      const timeout = clock.sleep(timeoutMs, ended.signal).catch(() => undefined);
      await Promise.race([Promise.allSettled(active), timeout]);
      ended.abort();
    },
  };

  async function apologise(interaction: BaseInteraction, error: unknown): Promise<void> {
    const told = explained(error);
    if (told.reason === 'internal' || told.reason === 'storage_down') {
      logger.error({ interaction: interaction.id, err: error }, 'Interaction failed');
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
