import { ApplicationIntegrationType, InteractionContextType } from 'discord.js';
import type {
  ChatInputCommandInteraction,
  MessageComponentInteraction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
  RESTPostAPIApplicationCommandsJSONBody,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  RESTPostAPIContextMenuApplicationCommandsJSONBody,
  UserContextMenuCommandInteraction,
} from 'discord.js';
import type { AskedRequest, PictureSource } from '../../aging/request/age-request.ts';
import type { Answers } from '../../aging/records/answers.ts';
import type { Questions } from '../../aging/records/questions.ts';
import type { Repeats } from '../../aging/records/repeats.ts';
import type { Reports } from '../../aging/records/reports.ts';
import type { Access } from '../../limits/access.ts';
import type { GuildSettingsStore } from '../../limits/guild-settings.ts';
import type { OperatorSettings } from '../../limits/setting-kinds.ts';
import type { Limits } from '../../limits/limits.ts';
import type { OptOuts } from '../../limits/opt-outs.ts';
import type { UsageReader } from '../../limits/usage.ts';
import type { ConversationControls } from '../conversation/controls.ts';
import type { ForgetPerson } from './forget-person.ts';
import type { InteractionExtras } from '../reading/request-origin.ts';
import type { Replies } from '../delivery/replies.ts';
import type { Targets } from './targets.ts';

/** The parts of the bot that commands can use. */
export interface Services {
  /** Accepts or refuses a request; resolves when the person has a first response. Never rejects. */
  submit(asked: AskedRequest): Promise<void>;
  /** Removes a waiting request from the line, for the person who made it. */
  cancel(id: string, userId: string): Promise<'cancelled' | 'started' | 'not_yours'>;
  /** What the buttons under an answer continue from. */
  readonly answers: Pick<Answers, 'find'>;
  /** Puts two pictures side by side, as a JPEG. Rejects with an ExplainedError, `picture_…`. */
  compare(before: PictureSource, after: PictureSource, signal: AbortSignal): Promise<Uint8Array>;
  /** What the choices under a question about a photo continue from. */
  readonly questions: Pick<Questions, 'find'>;
  /** What the button under a failure asks for again. */
  readonly repeats: Pick<Repeats, 'find'>;
  readonly targets: Targets;
  readonly replies: Replies;
  readonly conversation: ConversationControls;
  readonly settings: GuildSettingsStore;
  readonly usage: UsageReader & Pick<Limits, 'carriedOf'>;
  readonly access: Access;
  readonly optOuts: OptOuts;
  readonly reports: Pick<Reports, 'submit'>;
  readonly forgetPerson: ForgetPerson;
  /** The bot's own user, once connected. */
  ownId(): string | undefined;
  readonly operator: OperatorLimits;
  readonly links: Links;
}

/** The operator's pages. */
export interface Links {
  readonly privacy: string | undefined;
  readonly support: string | undefined;
}

/** What the operator has set, as far as admins and people should know. */
export interface OperatorLimits extends OperatorSettings {
  /** Pictures per day; 0 = no limit. */
  readonly userDailyQuota: number;
  /** Whether people can write to the bot, and use it where only they have installed it. */
  readonly directMessages: boolean;
  readonly userInstall: boolean;
}

/** The services, and what is known of this interaction besides discord.js' object. */
export interface CommandContext extends Services {
  readonly extras: InteractionExtras;
}

/** A slash command: how Discord is told about it, and what it does. */
export interface SlashCommand {
  readonly kind: 'slash';
  readonly data: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** Offered in direct messages even if the operator has turned them off: what people have a right to. */
  readonly isRight?: true;
  execute(interaction: ChatInputCommandInteraction, context: CommandContext): Promise<void>;
}

/** An action in the menu of a message. */
export interface MessageMenu {
  readonly kind: 'message-menu';
  readonly data: RESTPostAPIContextMenuApplicationCommandsJSONBody;
  execute(interaction: MessageContextMenuCommandInteraction, context: CommandContext): Promise<void>;
}

/** An action in the menu of a person. */
export interface UserMenu {
  readonly kind: 'user-menu';
  readonly data: RESTPostAPIContextMenuApplicationCommandsJSONBody;
  execute(interaction: UserContextMenuCommandInteraction, context: CommandContext): Promise<void>;
}

/** A form that was submitted. Its `custom_id` contains the action and the ids. */
export interface ModalForm {
  readonly kind: 'modal';
  readonly action: string;
  execute(interaction: ModalSubmitInteraction, ids: readonly string[], context: CommandContext): Promise<void>;
}

/** A button or menu under a message. Its `custom_id` contains the action and the ids. */
export interface Control {
  readonly kind: 'control';
  readonly action: string;
  execute(interaction: MessageComponentInteraction, ids: readonly string[], context: CommandContext): Promise<void>;
}

/** Anything that people can invoke. */
export type Command = SlashCommand | MessageMenu | UserMenu | Control | ModalForm;

const { BotDM } = InteractionContextType;

/** The commands as Discord is told about them. */
export function payloads(
  commands: readonly Command[],
  { directMessages, userInstall }: Pick<OperatorLimits, 'directMessages' | 'userInstall'>,
): RESTPostAPIApplicationCommandsJSONBody[] {
  const closed = new Set(userInstall ? [] : [InteractionContextType.PrivateChannel]);
  const unused = new Set(userInstall ? [] : [ApplicationIntegrationType.UserInstall]);
  return commands.flatMap((command) => {
    if (!('data' in command)) return [];
    const { contexts, integration_types: types } = command.data;
    const isRight = 'isRight' in command;
    return {
      ...command.data,
      ...(contexts && {
        contexts: contexts.filter(
          (context) => !closed.has(context) && (context !== BotDM || isRight || directMessages),
        ),
      }),
      ...(types && { integration_types: types.filter((type) => !unused.has(type)) }),
    };
  });
}
