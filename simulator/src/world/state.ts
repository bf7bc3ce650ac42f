import type {
  APIApplicationCommand,
  APIAuthorizingIntegrationOwnersMap,
  APIMessage,
  APIMessageInteractionMetadata,
  APIModalInteractionResponseCallbackData,
  APIUser,
  ChannelType,
  InteractionResponseType,
  InteractionType,
  Locale,
} from 'discord-api-types/v10';
import type { Fault } from '../http/faults.ts';
import type { RequestKind } from '../rest/route.ts';
import type { SeenMessage } from '../people/view.ts';

export interface PersonState {
  user: APIUser;
  locale: Locale;
  /** Whether the bot may write to this person. */
  dm: 'open' | 'closed' | 'no-mutual-guild';
  deleted: boolean;
  /** The app is installed to the person's account. */
  installed: boolean;
  guildAvatars: Map<string, string>;
  /** Permissions in a guild, where they differ from an ordinary member's. */
  permissions: Map<string, bigint>;
}

export interface GuildState {
  id: string;
  name: string;
  locale: Locale;
  botInstalled: boolean;
  /** 0 default, 1 explicit, 2 safe, 3 age-restricted. */
  nsfwLevel: number;
  /** How much else the guild holds, which only the gateway's events show. */
  furniture?: Furniture;
}

/** Counts of what a guild is full of. */
export interface Furniture {
  channels: number;
  roles: number;
  emojis: number;
}

export interface ChannelState {
  id: string;
  type: ChannelType.GuildText | ChannelType.PublicThread | ChannelType.DM | ChannelType.GroupDM;
  name: string;
  guild?: GuildState;
  /** The channel that a thread belongs to. */
  parent?: ChannelState;
  nsfw: boolean;
  /** What the bot may do here; of use in guilds that have the bot. */
  botPermissions: bigint;
  /** People of a DM or group; empty for a guild's channel, which everyone sees. */
  recipients: PersonState[];
  /** Messages in the order of their creation, deleted ones included. */
  messages: StoredMessage[];
}

export interface StoredMessage {
  data: APIMessage;
  channel: ChannelState;
  /** The one person who sees it. */
  ephemeralFor?: PersonState;
  deletedAt?: number;
  /** Ids of the files that this message keeps alive, shown in embeds and components included. */
  fileIds: Set<string>;
  /** The interaction that it came from. */
  interaction?: InteractionState;
}

export interface HistoryEntry {
  kind: 'callback' | 'edit-original' | 'delete-original' | 'follow-up' | 'edit-follow-up' | 'delete-follow-up';
  /** Milliseconds of the simulator's clock. */
  at: number;
  /** Of a callback. */
  type?: InteractionResponseType;
  ephemeral: boolean;
  /** What the person saw of the message after this. */
  message?: SeenMessage;
}

export interface InteractionState {
  id: string;
  token: string;
  type: InteractionType;
  /** How people call what they did, e.g. `/age`. */
  title: string;
  /** The command's name with those of subcommands, where one was used. */
  command?: string;
  createdAt: number;
  person: PersonState;
  channel: ChannelState;
  owners: APIAuthorizingIntegrationOwnersMap;
  appPermissions: bigint;
  /** Bytes. */
  attachmentSizeLimit: number;
  metadata: APIMessageInteractionMetadata;
  /** The message whose component was used, also for the modal that was opened by it. */
  source?: StoredMessage;
  /** Every answer is private, whatever the bot asks for. */
  forcedEphemeral: boolean;
  /** Discord waits for no acknowledgement any more, whatever the clock says. */
  givenUp: boolean;
  /** Breaks off the HTTP request that carries it. */
  abort?: () => void;
  callback?: { type: InteractionResponseType; ephemeral: boolean; at: number };
  original?: StoredMessage;
  followUps: StoredMessage[];
  modal?: APIModalInteractionResponseCallbackData;
  modalSubmitted: boolean;
  choices?: { name: string; value: string | number }[];
  history: HistoryEntry[];
}

export interface WebhookState {
  id: string;
  token: string;
  name: string;
  channel: ChannelState;
}

/** `guildId` undefined: a global command. */
export type DeployedCommand = APIApplicationCommand & { guild_id?: string };

/** One request that the bot made, as it was answered. */
export interface LoggedRequest {
  method: string;
  /** Below `/api/v10`, tokens left out; whole for the CDN. */
  path: string;
  kind: RequestKind;
  /** Milliseconds of the simulator's clock at its arrival. */
  at: number;
  /** An Authorization header came with it. */
  authorized: boolean;
  body: unknown;
  files: { index: string; filename: string; size: number }[];
  /** Undefined while it is under way, and when the connection was broken before an answer. */
  status?: number;
  fault?: Fault;
}
