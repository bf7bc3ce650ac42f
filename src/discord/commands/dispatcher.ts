import type {
  AutocompleteInteraction,
  BaseInteraction,
  Interaction,
  MessageComponentInteraction,
  ModalSubmitInteraction,
} from 'discord.js';
import { explained } from '../../aging/request/failure.ts';
import type { Clock } from '../../clock.ts';
import { ExplainedError, type Reason } from '../../i18n/explained-error.ts';
import { explain, type Locale } from '../../i18n/text.ts';
import type { Logger } from '../../ops/log/logger.ts';
import type { Command, CommandContext, Services } from './command.ts';
import type { ControlSignatures } from './custom-ids/control-signatures.ts';
import { isGenuine } from './custom-ids/genuine-press.ts';
import type { Paces } from './paces.ts';
import { venueOf, type InteractionExtras } from '../reading/request-origin.ts';

export interface DispatcherOptions {
  readonly commands: readonly Command[];
  readonly services: Services;
  /** Everything that is dispatched goes through it. */
  readonly paces: Pick<Paces, 'run'>;
  readonly signatures: Pick<ControlSignatures, 'read'>;
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

/** What an interaction invokes. */
interface Route extends Pick<Command, 'pace'> {
  /** @throws {ExplainedError} `unknown_command` or `unknown_control`, also where nothing is found. */
  run(): Promise<void>;
}

export function createDispatcher({
  commands,
  services,
  paces,
  signatures,
  clock,
  logger,
}: DispatcherOptions): Dispatcher {
  const active = new Set<Promise<void>>();
  const find = <Kind extends Command['kind']>(kind: Kind, name: string) =>
    commands.find(
      (command): command is Extract<Command, { kind: Kind }> =>
        command.kind === kind && ('data' in command ? command.data.name : command.action) === name,
    );

  /** Nothing runs for a control that the bot didn't make, or that can't be where it was pressed. */
  const routeToControl = <Kind extends 'control' | 'modal'>(
    kind: Kind,
    press: MessageComponentInteraction | ModalSubmitInteraction,
    { extras }: CommandContext,
    execute: (command: Extract<Command, { kind: Kind }>, ids: readonly string[]) => Promise<void>,
  ): Route => {
    const { action, ids } = signatures.read(press.customId) ?? {};
    const found = action !== undefined && isGenuine(press, services.ownId()) ? find(kind, action) : undefined;
    const isHere = found?.onlyIn === undefined || venueOf(press, extras).context === found.onlyIn;
    return routeTo(isHere ? found : undefined, (command) => execute(command, ids ?? []), 'unknown_control');
  };

  const routeOf = (interaction: Interaction, context: CommandContext): Route => {
    if (interaction.isChatInputCommand()) {
      return routeTo(find('slash', interaction.commandName), (command) => command.execute(interaction, context));
    }
    if (interaction.isMessageContextMenuCommand()) {
      return routeTo(find('message-menu', interaction.commandName), (command) => command.execute(interaction, context));
    }
    if (interaction.isUserContextMenuCommand()) {
      return routeTo(find('user-menu', interaction.commandName), (command) => command.execute(interaction, context));
    }
    if (interaction.isAutocomplete()) {
      return { pace: 'typing', run: () => suggest(interaction, context) };
    }
    if (interaction.isMessageComponent()) {
      return routeToControl('control', interaction, context, (command, ids) =>
        command.execute(interaction, ids, context),
      );
    }
    if (interaction.isModalSubmit()) {
      return routeToControl('modal', interaction, context, (command, ids) =>
        command.execute(interaction, ids, context),
      );
    }
    return { run: () => Promise.resolve() };
  };

  const handle = async (interaction: Interaction, context: CommandContext): Promise<void> => {
    const { pace = 'usual', run } = routeOf(interaction, context);
    await paces.run(interaction.user.id, pace, run);
  };

  return {
    dispatch(interaction, extras) {
      const handled = setLocale(interaction)
        .then(() => handle(interaction, { ...services, extras }))
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

  /** Commands read the person's language there, so that is where their own choice belongs. */
  async function setLocale(interaction: BaseInteraction): Promise<void> {
    const locale: Locale = await services.languages.meet(interaction.user.id, interaction.locale);
    interaction.locale = locale as typeof interaction.locale;
  }

  /** Nobody is told about an error: they can type without suggestions. */
  async function suggest(interaction: AutocompleteInteraction, context: CommandContext): Promise<void> {
    const command = find('slash', interaction.commandName);
    const choices = async () => (await command?.suggest?.(interaction, context)) ?? [];
    await services.replies.withSuggestions(interaction, await choices().catch(() => []));
  }

  async function apologise(interaction: BaseInteraction, error: unknown): Promise<void> {
    const told = explained(error);
    if (told.reason === 'internal' || told.reason === 'storage_down') {
      logger.error({ interaction: interaction.id, err: error }, 'Interaction failed');
    }
    if (interaction.isAutocomplete()) return;
    await services.replies.privately(interaction, { content: explain(interaction.locale, told) });
  }
}

function routeTo<Found extends Command>(
  command: Found | undefined,
  execute: (command: Found) => Promise<void>,
  unknown: Reason = 'unknown_command',
): Route {
  if (!command) return { run: () => Promise.reject(new ExplainedError(unknown)) };
  return { ...(command.pace && { pace: command.pace }), run: () => execute(command) };
}
