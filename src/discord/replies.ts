import {
  InteractionResponseType,
  MessageFlags,
  type APIInteractionResponseCallbackData,
  type APIModalInteractionResponseCallbackData,
  type BaseInteraction,
  type REST,
} from 'discord.js';
import type { Acknowledgement } from '../aging/ports.ts';
import { respond } from './acknowledgement.ts';
import { routeFrom } from './request-origin.ts';

/** First responses that need no work behind them. None of these reject. */
export interface Replies {
  /** A message that only the person sees. */
  privately(interaction: BaseInteraction, message: APIInteractionResponseCallbackData): Promise<Acknowledgement>;
  /** A form to fill in; it must be the very first response. */
  withForm(interaction: BaseInteraction, form: APIModalInteractionResponseCallbackData): Promise<Acknowledgement>;
  /** For a control whose message is changed, or left alone, by somebody else. */
  silently(interaction: BaseInteraction): Promise<Acknowledgement>;
}

export function createReplies(rest: REST): Replies {
  return {
    privately: (interaction, message) =>
      respond(rest, routeFrom(interaction), {
        type: InteractionResponseType.ChannelMessageWithSource,
        data: { allowed_mentions: { parse: [] }, ...message, flags: MessageFlags.Ephemeral },
      }),
    withForm: (interaction, form) =>
      respond(rest, routeFrom(interaction), { type: InteractionResponseType.Modal, data: form }),
    silently: (interaction) =>
      respond(rest, routeFrom(interaction), { type: InteractionResponseType.DeferredMessageUpdate }),
  };
}
