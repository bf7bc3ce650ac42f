import { randomUUID } from 'node:crypto';
import {
  DiscordAPIError,
  MessageFlags,
  Routes,
  type APIApplication,
  type APIDMChannel,
  type REST,
  type RouteLike,
} from 'discord.js';
import type { Clock } from '../../clock.ts';
import { createAnswerRest, retryDiscordCall } from '../rest/answer-rest.ts';
import type { RestTransport } from '../rest/rest-transport.ts';

export interface TellOperatorOptions {
  /** The address of a Discord webhook; without it, the application's owner gets a direct message. */
  readonly webhook?: string | undefined;
  /** With the bot's token. */
  readonly rest: REST;
  readonly transport: RestTransport;
  readonly clock: Clock;
}

export interface Patience {
  /** For how long to retry temporary failures, in ms. */
  readonly patienceMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sends the operator a message. `refused` if Discord doesn't accept this text from anybody.
 *
 * @throws what went wrong if the operator can't be reached in time; the signal's reason.
 */
export type TellOperator = (message: string, patience: Patience) => Promise<'told' | 'refused'>;

export function createTellOperator({ webhook, rest, transport, clock }: TellOperatorOptions): TellOperator {
  const post = webhook === undefined ? toOwner(rest) : toWebhook(webhook, transport);
  return async (content, { patienceMs, signal }) => {
    const message = {
      content,
      allowed_mentions: { parse: [] },
      // Without previews of links.
      flags: MessageFlags.SuppressEmbeds,
    };
    const nonce = randomUUID().slice(0, 23);
    try {
      await retryDiscordCall(() => post(message, nonce, signal), { clock, until: clock.now() + patienceMs, signal });
      return 'told';
    } catch (error) {
      if (error instanceof DiscordAPIError && error.status === 400) return 'refused';
      throw error;
    }
  };
}

type Post = (message: object, nonce: string, signal: AbortSignal | undefined) => Promise<unknown>;

function toWebhook(webhook: string, transport: RestTransport): Post {
  const { origin, pathname } = new URL(webhook);
  const rest = createAnswerRest(origin, transport);
  return (body, _nonce, signal) =>
    rest.post(pathname as RouteLike, { auth: false, versioned: false, body, ...(signal && { signal }) });
}

/** A team's application belongs to the team's owner. */
function toOwner(rest: REST): Post {
  return async (message, nonce, signal) => {
    const more = signal && { signal };
    const application = (await rest.get(Routes.currentApplication(), { ...more })) as APIApplication;
    const owner = application.team?.owner_user_id ?? application.owner?.id;
    if (!owner) throw new Error('The application has no owner');
    const body = { recipient_id: owner };
    const channel = (await rest.post(Routes.userChannels(), { body, ...more })) as APIDMChannel;
    // Discord posts a message once if it's sent twice within minutes with the same nonce.
    return await rest.post(Routes.channelMessages(channel.id), {
      body: { ...message, nonce, enforce_nonce: true },
      ...more,
    });
  };
}
