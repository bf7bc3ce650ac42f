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
  OverwriteType,
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
  community: boolean;
  botInstalled: boolean;
  /** 0 default, 1 explicit, 2 safe, 3 age-restricted. */
  nsfwLevel: number;
  /** How much filler data the guild has, which only gateway events show. */
  furniture?: Furniture;
}

/** Numbers of filler items in a guild. */
export interface Furniture {
  channels: number;
  roles: number;
  emojis: number;
}

export interface ChannelState {
  id: string;
  type:
    | ChannelType.GuildText
    | ChannelType.PublicThread
    | ChannelType.PrivateThread
    | ChannelType.DM
    | ChannelType.GroupDM;
  name: string;
  guild?: GuildState;
  /** The channel that a thread belongs to. */
  parent?: ChannelState;
  nsfw: boolean;
  /** The bot's permissions here, in guilds that have the bot. */
  botPermissions: bigint;
  /** What the channel changes of the permissions that people have in its guild. */
  overwrites: Overwrite[];
  /** People in a private thread. */
  members: PersonState[];
  /** People of a DM or group. Empty for a guild's channel, which everyone with the permission sees. */
  recipients: PersonState[];
  /** Messages in order of creation, including deleted ones. */
  messages: StoredMessage[];
}

export interface Overwrite {
  /** A person, or the guild for everyone. */
  id: string;
  type: OverwriteType;
  allow: bigint;
  deny: bigint;
}

export interface StoredMessage {
  data: APIMessage;
  channel: ChannelState;
  /** The only person who sees it. */
  ephemeralFor?: PersonState;
  /** That person has dismissed it. The bot isn't told, and may still edit it. */
  dismissed?: boolean;
  deletedAt?: number;
  /** Ids of the files that this message keeps, including those shown in embeds and components. */
  fileIds: Set<string>;
  /** The interaction that created it. */
  interaction?: InteractionState;
}

export interface HistoryEntry {
  kind: 'callback' | 'edit-original' | 'delete-original' | 'follow-up' | 'edit-follow-up' | 'delete-follow-up';
  /** Milliseconds of the simulator's clock. */
  at: number;
  /** Of a callback. */
  type?: InteractionResponseType;
  ephemeral: boolean;
  /** The message as the person saw it afterwards. */
  message?: SeenMessage;
}

export interface InteractionState {
  id: string;
  token: string;
  type: InteractionType;
  /** What people call their action, e.g. `/age`. */
  title: string;
  /** The command's name with its subcommands, if one was used. */
  command?: string;
  createdAt: number;
  person: PersonState;
  channel: ChannelState;
  owners: APIAuthorizingIntegrationOwnersMap;
  appPermissions: bigint;
  /** Bytes. */
  attachmentSizeLimit: number;
  metadata: APIMessageInteractionMetadata;
  /** The message whose component was used, also for a modal opened by it. */
  source?: StoredMessage;
  /** Every answer is private, whatever the bot requests. */
  forcedEphemeral: boolean;
  /** Discord no longer waits for an acknowledgement, whatever the clock says. */
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

/** One request of the bot, and its answer. */
export interface LoggedRequest {
  method: string;
  /** Below `/api/v10`, without tokens; the full path for the CDN. */
  path: string;
  kind: RequestKind;
  /** Milliseconds of the simulator's clock at its arrival. */
  at: number;
  /** The request had an Authorization header. */
  authorized: boolean;
  body: unknown;
  files: { index: string; filename: string; size: number }[];
  /** Undefined while the request is in progress, and if the connection broke before an answer. */
  status?: number;
  fault?: Fault;
}
