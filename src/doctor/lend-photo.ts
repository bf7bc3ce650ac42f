import { Routes, type APIDMChannel, type APIMessage, type REST } from 'discord.js';
import type { DiscordApi } from './discord-api.ts';
import { readAccount } from './discord-api.ts';

/** A link to a photo, until it is disposed of. */
export interface LentPhoto extends AsyncDisposable {
  readonly url: string;
}

/** The photo can't be lent; the message says what to do. */
export class LendError extends Error {
  override readonly name = 'LendError';
}

/**
 * Hands a photo over in a direct message to the application's owner, which is deleted afterwards.
 *
 * @throws {LendError}
 */
export async function lendPhoto(rest: REST, discord: DiscordApi, data: Uint8Array, name: string): Promise<LentPhoto> {
  const account = await readAccount(discord);
  if (typeof account === 'string') throw new LendError(`${account}.`);
  const { owner, team } = account.application;
  const recipient_id = team?.owner_user_id ?? owner?.id;
  let message: APIMessage;
  let channel: APIDMChannel;
  try {
    channel = (await rest.post(Routes.userChannels(), { body: { recipient_id } })) as APIDMChannel;
    message = (await rest.post(Routes.channelMessages(channel.id), {
      body: { attachments: [{ id: 0, filename: name }] },
      files: [{ name, data }],
    })) as APIMessage;
  } catch (error) {
    throw new LendError(
      "The photo could not be sent to the application's owner, for the endpoint to fetch it there: allow direct messages " +
        'from a server that you share with the bot, or pass the address of a photo instead of a file.',
      { cause: error },
    );
  }
  const url = message.attachments[0]?.url;
  if (url === undefined)
    throw new LendError('Discord did not keep the photo: try again, or pass the address of a photo.');
  return {
    url,
    async [Symbol.asyncDispose]() {
      await rest.delete(Routes.channelMessage(channel.id, message.id)).catch(() => undefined);
    },
  };
}
