import { DiscordAPIError, MessageFlags, Routes, type APIApplication, type APIDMChannel, type REST } from 'discord.js';
import { fetch } from 'undici';
import type { Logger } from './logger.ts';

/** Tells the operator what only the operator can mend. Never rejects. */
export type Alert = (message: string) => Promise<void>;

export interface TellOptions {
  /** A Discord webhook; without it the application's owner gets a direct message. */
  readonly webhook?: string | undefined;
  /** With the bot's token. */
  readonly rest: REST;
}

/**
 * The same for what must arrive: `refused` when Discord does not take these words from anybody. Rejects when the operator
 * cannot be reached.
 */
export type Tell = (message: string) => Promise<'told' | 'refused'>;

/** Discord does not take what the message says. */
class RefusedWords extends Error {
  override readonly name = 'RefusedWords';
}

const TIMEOUT_MS = 10_000;

export function createTell({ webhook, rest }: TellOptions): Tell {
  return async (content) => {
    // Without the pages behind links in it.
    const message = { content, allowed_mentions: { parse: [] }, flags: MessageFlags.SuppressEmbeds };
    try {
      if (webhook) await postToWebhook(webhook, message);
      else await writeToOwner(rest, message);
      return 'told';
    } catch (error) {
      if (error instanceof RefusedWords || (error instanceof DiscordAPIError && error.status === 400)) return 'refused';
      throw error;
    }
  };
}

export function createAlert(tell: Tell, logger: Logger): Alert {
  return async (message) => {
    try {
      if ((await tell(message)) === 'refused') throw new RefusedWords('Discord does not take this message');
    } catch (error) {
      logger.error({ err: error }, 'The operator could not be told; the message is in this log');
    }
  };
}

async function postToWebhook(webhook: string, message: object): Promise<void> {
  const response = await fetch(webhook, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(message),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  await response.body?.cancel();
  if (response.status === 400) throw new RefusedWords();
  if (!response.ok) throw new Error(`OWNER_ALERT_WEBHOOK answered ${response.status}`);
}

/** A team's application belongs to the team's owner. */
async function writeToOwner(rest: REST, message: object): Promise<void> {
  const application = (await rest.get(Routes.currentApplication())) as APIApplication;
  const owner = application.team?.owner_user_id ?? application.owner?.id;
  if (!owner) throw new Error('The application has no owner to write to');
  const channel = (await rest.post(Routes.userChannels(), { body: { recipient_id: owner } })) as APIDMChannel;
  await rest.post(Routes.channelMessages(channel.id), { body: message });
}
