import {
  InteractionResponseType,
  MessageFlags,
  RESTJSONErrorCodes,
  Routes,
  type APIInteractionResponseCallbackData,
  type APIModalInteractionResponseCallbackData,
  type BaseInteraction,
  type RawFile,
  type REST,
  type RESTPatchAPIInteractionOriginalResponseJSONBody,
} from 'discord.js';
import type { Clock } from '../../clock.ts';
import type { Suggestions } from '../commands/command.ts';
import { deferral, type Respond } from './acknowledgement.ts';
import { codeOf, retryDiscordCall } from '../rest/answer-rest.ts';
import { routeFrom } from '../reading/request-origin.ts';

/** Responses to interactions other than pictures. Unless they say so, these never reject. */
export interface Replies {
  /** A message that only the person sees: immediately, in place of a deferral, or after a silent acknowledgement. */
  privately(interaction: BaseInteraction, message: PrivateMessage): Promise<void>;
  /** A message that everyone there sees, as the first response. */
  openly(interaction: BaseInteraction, message: APIInteractionResponseCallbackData): Promise<void>;
  /** Shows only the person that the message will take a while. */
  deferPrivately(interaction: BaseInteraction): Promise<void>;
  /** A form to fill in; it must be the very first response. */
  withForm(interaction: BaseInteraction, form: APIModalInteractionResponseCallbackData): Promise<void>;
  /** What an option offers while it is typed: nothing, if there is nothing to offer. */
  withSuggestions(interaction: BaseInteraction, choices: Suggestions): Promise<void>;
  /** Changes the message that a control is under, as the first response. */
  inPlace(interaction: BaseInteraction, message: APIInteractionResponseCallbackData): Promise<void>;
  /** Changes the message that a control is under, after a silent acknowledgement. */
  changeSource(interaction: BaseInteraction, message: RESTPatchAPIInteractionOriginalResponseJSONBody): Promise<void>;
  /** For a control whose message stays, or is changed elsewhere. */
  silently(interaction: BaseInteraction): Promise<void>;
  /**
   * Deletes the message that a control is under.
   *
   * @throws what Discord answered if it didn't delete it.
   */
  byRemoval(interaction: BaseInteraction): Promise<void>;
}

interface PrivateMessage extends APIInteractionResponseCallbackData {
  /** Only after another acknowledgement: an upload takes too long to be the first response. */
  readonly files?: readonly RawFile[];
}

/** For how long to try after the acknowledgement, in ms. */
const RETRY_MS = 60_000;
const EPHEMERAL = { flags: MessageFlags.Ephemeral } as const;

export interface RepliesOptions {
  readonly respond: Respond;
  readonly rest: REST;
  readonly clock: Clock;
}

export function createReplies({ respond, rest, clock }: RepliesOptions): Replies {
  /** How interactions were acknowledged before there was a message. */
  const acknowledged = new WeakMap<BaseInteraction, 'by deferral' | 'silently'>();
  const persistently = (attempt: () => Promise<unknown>) =>
    retryDiscordCall(attempt, { clock, until: clock.now() + RETRY_MS });

  /** Never the first response, which decides how this one is sent. */
  const sayLater = async (interaction: BaseInteraction, body: object, files: readonly RawFile[]) => {
    const { applicationId, token } = interaction;
    const more = { auth: false, files: [...files] };
    const send =
      acknowledged.get(interaction) === 'silently'
        ? () => rest.post(Routes.webhook(applicationId, token), { ...more, body: { ...body, ...EPHEMERAL } })
        : () => rest.patch(original(interaction), { ...more, body });
    // If this fails, Discord tells the person that the bot didn't respond; there is nobody else to tell.
    await persistently(send).catch(() => undefined);
  };

  const replies: Replies = {
    async privately(interaction, { files = [], ...message }) {
      const body = { allowed_mentions: { parse: [] }, ...message };
      if (acknowledged.has(interaction)) return await sayLater(interaction, body, files);
      const type = InteractionResponseType.ChannelMessageWithSource;
      await respond(routeFrom(interaction), { type, data: { ...body, ...EPHEMERAL } });
    },
    async openly(interaction, message) {
      const data = { allowed_mentions: { parse: [] }, ...message };
      await respond(routeFrom(interaction), { type: InteractionResponseType.ChannelMessageWithSource, data });
    },
    async deferPrivately(interaction) {
      acknowledged.set(interaction, 'by deferral');
      await respond(routeFrom(interaction), deferral(MessageFlags.Ephemeral));
    },
    async withForm(interaction, form) {
      await respond(routeFrom(interaction), { type: InteractionResponseType.Modal, data: form });
    },
    async withSuggestions(interaction, choices) {
      const type = InteractionResponseType.ApplicationCommandAutocompleteResult;
      await respond(routeFrom(interaction), { type, data: { choices: [...choices] } });
    },
    async inPlace(interaction, message) {
      const data = { allowed_mentions: { parse: [] }, ...message };
      await respond(routeFrom(interaction), { type: InteractionResponseType.UpdateMessage, data });
    },
    async changeSource(interaction, body) {
      await persistently(() => rest.patch(original(interaction), { auth: false, body })).catch(() => undefined);
    },
    async silently(interaction) {
      acknowledged.set(interaction, 'silently');
      await respond(routeFrom(interaction), { type: InteractionResponseType.DeferredMessageUpdate });
    },
    async byRemoval(interaction) {
      await replies.silently(interaction);
      try {
        await persistently(() => rest.delete(original(interaction), { auth: false }));
      } catch (error) {
        if (codeOf(error) !== RESTJSONErrorCodes.UnknownMessage) throw error;
      }
    },
  };
  return replies;
}

/** After a silent acknowledgement, this is the message that the control is under. */
function original({ applicationId, token }: BaseInteraction) {
  return Routes.webhookMessage(applicationId, token, '@original');
}
