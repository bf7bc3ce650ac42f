import { ApplicationIntegrationType, InteractionContextType } from 'discord.js';
import type {
  APIApplicationCommandOptionChoice,
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  MessageComponentInteraction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
  RESTPostAPIApplicationCommandsJSONBody,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  RESTPostAPIContextMenuApplicationCommandsJSONBody,
  UserContextMenuCommandInteraction,
} from 'discord.js';
import type { AskedRequest, PictureSource, Venue } from '../../aging/request/age-request.ts';
import type { AgedSource, ComparedPicture } from '../../aging/making/pictures.ts';
import type { Answers } from '../../aging/records/answers.ts';
import type { Questions } from '../../aging/records/questions.ts';
import type { Repeats } from '../../aging/records/repeats.ts';
import type { Reports } from '../../aging/records/reports.ts';
import type { IsAgeRestricted } from '../../aging/request/checks.ts';
import type { Access } from '../../limits/access.ts';
import type { GuildSettingsStore } from '../../limits/settings/guild-settings.ts';
import type { OperatorSettings } from '../../limits/settings/setting-kinds.ts';
import type { Limits } from '../../limits/limits.ts';
import type { OptOuts } from '../../limits/opt-outs.ts';
import type { PersonLanguages } from '../../limits/settings/person-languages.ts';
import type { UsageReader } from '../../limits/usage.ts';
import type { ConversationControls } from '../conversation/controls.ts';
import { withAllowedAges } from './asking/allowed-ages.ts';
import type { ForgetPerson } from './personal-data/forget-person.ts';
import type { Pace } from './paces.ts';
import type { PersonData } from './personal-data/person-data.ts';
import { localize } from './deployment/localize.ts';
import type { LinkedMessages } from '../reading/linked-messages.ts';
import type { InteractionExtras } from '../reading/request-origin.ts';
import type { Post } from '../delivery/posting.ts';
import type { Replies } from '../delivery/replies.ts';
import type { Targets } from './asking/targets.ts';

/** The parts of the bot that commands can use. */
export interface Services {
  /** Accepts or refuses a request; resolves when the person has a first response. Never rejects. */
  submit(asked: AskedRequest): Promise<void>;
  /** Removes a waiting request from the line, for the person who made it. */
  cancel(id: string, userId: string): Promise<'cancelled' | 'started' | 'not_yours'>;
  /** What the buttons under an answer continue from. */
  /** Puts two pictures side by side for a person. Rejects with an ExplainedError, `picture_…`. */
  compare(person: string, before: PictureSource, after: AgedSource, signal: AbortSignal): Promise<ComparedPicture>;
  readonly answers: Pick<Answers, 'find' | 'claimPost' | 'keepPost' | 'releasePost'>;
  /** Downloads files of an answer for as long as `use` needs them. Rejects with an ExplainedError, `picture_…`. */
  reuse<T>(
    person: string,
    sources: readonly PictureSource[],
    signal: AbortSignal,
    use: (files: readonly Uint8Array[]) => Promise<T>,
  ): Promise<T>;
  /** Posts a message in a channel. */
  readonly post: Post;
  readonly isAgeRestricted: IsAgeRestricted;
  /** What the choices under a question about a photo continue from. */
  readonly questions: Pick<Questions, 'find'>;
  /** What the button under a failure asks for again. */
  readonly repeats: Pick<Repeats, 'find'>;
  readonly targets: Targets;
  /** Messages by links that people give. */
  readonly linkedMessages: LinkedMessages;
  readonly replies: Replies;
  readonly conversation: ConversationControls;
  readonly settings: GuildSettingsStore;
  readonly usage: UsageReader & Pick<Limits, 'carriedOf'>;
  readonly access: Access;
  readonly languages: PersonLanguages;
  readonly optOuts: OptOuts;
  readonly reports: Pick<Reports, 'submit'>;
  /** Everything that people can invoke. */
  readonly commands: readonly Command[];
  readonly forgetPerson: ForgetPerson;
  readonly personData: PersonData;
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

/** What all that people can invoke has in common. */
interface Paced {
  /** How often a person may invoke it. Default: `usual`. */
  readonly pace?: Pace;
}

/** A slash command: how Discord is told about it, and what it does. */
export interface SlashCommand extends Paced {
  readonly kind: 'slash';
  readonly data: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** Offered in direct messages even if the operator has turned them off: what people have a right to. */
  readonly isRight?: true;
  execute(interaction: ChatInputCommandInteraction, context: CommandContext): Promise<void>;
  /** What Discord suggests for an option while it is typed. It must be quick, and costs nothing. */
  suggest?(interaction: AutocompleteInteraction, context: CommandContext): Promise<Suggestions>;
}

export type Suggestions = readonly APIApplicationCommandOptionChoice[];

/** An action in the menu of a message. */
export interface MessageMenu extends Paced {
  readonly kind: 'message-menu';
  readonly data: RESTPostAPIContextMenuApplicationCommandsJSONBody;
  execute(interaction: MessageContextMenuCommandInteraction, context: CommandContext): Promise<void>;
}

/** An action in the menu of a person. */
export interface UserMenu extends Paced {
  readonly kind: 'user-menu';
  readonly data: RESTPostAPIContextMenuApplicationCommandsJSONBody;
  execute(interaction: UserContextMenuCommandInteraction, context: CommandContext): Promise<void>;
}

/** What controls and forms have in common. */
interface Signed extends Paced {
  readonly action: string;
  /** It does nothing elsewhere. */
  readonly onlyIn?: Extract<Venue['context'], 'dm'>;
}

/** A form that was submitted. Its `custom_id` contains the action and the ids. */
export interface ModalForm extends Signed {
  readonly kind: 'modal';
  execute(interaction: ModalSubmitInteraction, ids: readonly string[], context: CommandContext): Promise<void>;
}

/** A button or menu under a message. Its `custom_id` contains the action and the ids. */
export interface Control extends Signed {
  readonly kind: 'control';
  execute(interaction: MessageComponentInteraction, ids: readonly string[], context: CommandContext): Promise<void>;
}

/** Anything that people can invoke. */
export type Command = SlashCommand | MessageMenu | UserMenu | Control | ModalForm;

const { BotDM } = InteractionContextType;

/** The commands as Discord is told about them. */
export function payloads(
  commands: readonly Command[],
  { directMessages, userInstall, minAge }: Pick<OperatorLimits, 'directMessages' | 'userInstall' | 'minAge'>,
): RESTPostAPIApplicationCommandsJSONBody[] {
  const closed = new Set(userInstall ? [] : [InteractionContextType.PrivateChannel]);
  const unused = new Set(userInstall ? [] : [ApplicationIntegrationType.UserInstall]);
  return commands.flatMap((command) => {
    if (!('data' in command)) return [];
    const { contexts, integration_types: types } = command.data;
    const isRight = 'isRight' in command;
    return {
      ...localize(withAllowedAges(command.data, minAge), minAge),
      ...(contexts && {
        contexts: contexts.filter(
          (context) => !closed.has(context) && (context !== BotDM || isRight || directMessages),
        ),
      }),
      ...(types && { integration_types: types.filter((type) => !unused.has(type)) }),
    };
  });
}
