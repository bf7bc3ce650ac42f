import type {
  APIApplicationCommand,
  APIEmbed,
  APIMessageTopLevelComponent,
  APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';

// What the server and the page say to each other. Types only, since the page can't load Node's modules.

export interface ShownPerson {
  readonly id: string;
  readonly name: string;
  readonly avatar: string | undefined;
  readonly isBot: boolean;
}

/** A channel of the server, or the direct messages with the bot. */
export interface ShownPlace {
  readonly id: string;
  readonly name: string;
  /** Undefined for direct messages. */
  readonly server: string | undefined;
}

export interface ShownFile {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly isPicture: boolean;
  readonly alt: string | undefined;
  readonly spoiler: boolean;
  readonly bytes: number;
}

export interface ShownMessage {
  readonly id: string;
  readonly author: ShownPerson;
  readonly isMine: boolean;
  /** As "Copy Message Link" gives it at Discord. */
  readonly link: string;
  /** ISO 8601 */
  readonly at: string;
  readonly edited: boolean;
  readonly ephemeral: boolean;
  /** A deferral without an answer. */
  readonly thinking: boolean;
  readonly content: string;
  /** The command that it answers, and who used it. */
  readonly usedBy: { readonly name: string; readonly command: string | undefined } | undefined;
  readonly replyTo: { readonly author: string; readonly content: string } | undefined;
  readonly forwarded: string | undefined;
  readonly attachments: readonly ShownFile[];
  /** The alternative texts of all pictures, by link, since those in embeds are no attachments. */
  readonly alts: Readonly<Record<string, string>>;
  /** With links that the page can load. So are the components'. */
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly APIMessageTopLevelComponent[];
}

/** Something that a person asked of the bot, and that isn't answered: in progress, or failed. */
export interface Unanswered {
  readonly id: string;
  readonly place: string;
  /** The message whose button or menu was used. */
  readonly message: string | undefined;
  readonly title: string;
  readonly failed: boolean;
}

/** A form that the bot has opened for the person. */
export interface OpenForm {
  readonly id: string;
  readonly form: APIModalInteractionResponseCallbackData;
}

export type DiscordTrouble = 'none' | 'slow' | 'rate-limited' | 'errors' | 'lost-answers' | 'offline';

/** What the operator of the playground can switch. */
export interface Switches {
  /** How calls of the endpoint fail; null if they succeed. */
  readonly endpointFault: string | null;
  /** Only the next call fails. */
  readonly faultOnce: boolean;
  /** Milliseconds that each call takes. */
  readonly latencyMs: number;
  /** Calls per second before the endpoint refuses; 0 for no limit. */
  readonly ratePerSecond: number;
  readonly discordTrouble: DiscordTrouble;
  readonly realEndpoint: boolean;
}

export type SwitchChanges = { readonly [Name in keyof Switches]?: Switches[Name] | undefined };

export interface ControlPanel {
  readonly switches: Switches;
  /** The names of all faults of the endpoint. */
  readonly faults: readonly string[];
  /** Why the real endpoint can't be used, or undefined if it can. */
  readonly realUnavailable: string | undefined;
  readonly calls: number;
  readonly paid: number;
}

export interface BotStatus {
  readonly state: 'starting' | 'running' | 'stopped';
  readonly log: readonly string[];
  /** What the bot did that Discord would refuse. */
  readonly problems: readonly string[];
}

export interface View {
  readonly me: string;
  readonly people: readonly ShownPerson[];
  readonly places: readonly ShownPlace[];
  readonly commands: Readonly<Record<string, readonly APIApplicationCommand[]>>;
  readonly messages: Readonly<Record<string, readonly ShownMessage[]>>;
  readonly unanswered: readonly Unanswered[];
  readonly form: OpenForm | undefined;
  readonly panel: ControlPanel;
  readonly bot: BotStatus;
}

/** What an option is asked to suggest while a person types. */
export interface Typing {
  readonly place: string;
  readonly command: string;
  readonly option: string;
  readonly typed: string;
}

export interface Suggestion {
  readonly name: string;
  readonly value: string | number;
}

/** The parts of the view that have changed. Each is sent whole; `null` stands for undefined. */
export type Changes = { readonly [Part in keyof View]?: View[Part] | null };

/** A file in the same request: its part is named `file-<number>`. */
export interface GivenFile {
  readonly file: number;
  readonly spoiler?: boolean | undefined;
  readonly description?: string | undefined;
}

/** What a person enters for an option: a person or a channel by its id. */
export type GivenOption = string | number | boolean | GivenFile;
export type GivenField = string | boolean | string[] | GivenFile[];

export type Action =
  | { do: 'slash'; place: string; command: string; options: Record<string, GivenOption> }
  | { do: 'message-menu'; message: string; command: string }
  | { do: 'user-menu'; place: string; user: string; command: string }
  | { do: 'press'; message: string; button: string }
  | { do: 'choose'; message: string; menu: string; values: string[] }
  | { do: 'submit'; form: string; fields: Record<string, GivenField> }
  | { do: 'close-form'; form: string }
  | { do: 'post'; place: string; content: string; files: GivenFile[]; replyTo?: string | undefined }
  | { do: 'delete'; message: string }
  | { do: 'dismiss'; message: string }
  | { do: 'dismiss-failure'; id: string }
  | { do: 'switch'; switches: SwitchChanges }
  | { do: 'bot'; what: 'restart' | 'kill' | 'stop' | 'start' };
