import { Routes, type APIMessage, type REST } from 'discord.js';
import { z } from 'zod';
import type { AgeRequest } from '../../aging/request/age-request.ts';
import type { Clock } from '../../clock.ts';
import { patiently } from '../../storage/patiently.ts';
import { sealIndexedTable } from '../../storage/sealing/sealed-table.ts';
import type { Vault } from '../../storage/sealing/vault.ts';
import type { Storage } from '../../storage/storage.ts';
import { LENT_NAME } from '../messages/notices.ts';
import { retryDiscordCall, statusOf } from '../rest/answer-rest.ts';

/** Where a photo is lent: a message of the bot, or one that an interaction's token can delete. */
const placeSchema = z.union([
  z.object({ channelId: z.string() }),
  z.object({ applicationId: z.string(), token: z.string() }),
]);
type Place = z.infer<typeof placeSchema>;

const lentSchema = z.object({
  userId: z.string(),
  place: placeSchema,
  /** Absent until Discord has answered. */
  messageId: z.string().optional(),
  /** When nobody needs it any more, in ms since the epoch. */
  until: z.number(),
});
type Lent = z.infer<typeof lentSchema>;

/** Photos in messages that only the endpoint needs: each is stored before it's posted, so that no crash leaves one. */
export interface LentPictures {
  /**
   * Posts a photo for a request, after deleting what a crash may have left of it.
   *
   * @param post returns the message's id.
   * @throws what `post` throws; the signal's reason.
   */
  lend<T extends { readonly id: string }>(
    request: Pick<AgeRequest, 'id' | 'userId' | 'deadline'>,
    place: Place,
    post: () => Promise<T>,
    signal: AbortSignal,
  ): Promise<T>;
  /** Deletes the photo of a request. Never rejects: what fails is left to {@link LentPictures.recover}. */
  takeBack(requestId: string): Promise<void>;
  /** Deletes what ended processes have left. Rejects if the store fails. */
  recover(): Promise<void>;
  /** The photos of a person that are lent. */
  about(userId: string): AsyncIterable<readonly [requestId: string, lent: Lent]>;
}

export interface LentPicturesOptions {
  readonly storage: Storage;
  readonly vault: Vault;
  /** The bot's own. */
  readonly botRest: REST;
  /** Answers interactions. */
  readonly answerRest: REST;
  readonly clock: Clock;
  /** Whether no other process shares the store, so all that isn't lent here was left. */
  readonly isAlone: boolean;
}

/** Finds every photo without reading anything else. */
const ALL = 'all';
/** As long as it's tried to delete a photo. A token is only valid for 15 minutes. */
const KEPT_MS = 24 * 3_600_000;
/** For how long to try to delete a photo at a time, in ms. */
const RETRY_MS = 60_000;
/** Among how many messages a photo is looked for whose id isn't known. */
const RECENT = 50;

export function createLentPictures(options: LentPicturesOptions): LentPictures {
  const { storage, vault, botRest, answerRest, clock, isAlone } = options;
  const table = sealIndexedTable(storage, 'lent-pictures', lentSchema, vault, ({ userId }) => [ALL, userId]);
  /** Requests whose photos are lent by this process. */
  const own = new Set<string>();

  const remove = async ({ place, messageId }: Lent): Promise<void> => {
    if (!('channelId' in place)) {
      const { applicationId, token } = place;
      if (messageId === undefined) return;
      await gone(() => answerRest.delete(Routes.webhookMessage(applicationId, token, messageId), { auth: false }));
      return;
    }
    const { channelId } = place;
    const ids = messageId === undefined ? await unknownIn(channelId) : [messageId];
    for (const id of ids) await gone(() => botRest.delete(Routes.channelMessage(channelId, id)));
  };

  /** The process ended before Discord had answered, so the photo may be there or not. */
  const unknownIn = async (channelId: string): Promise<string[]> => {
    const query = new URLSearchParams({ limit: String(RECENT) });
    const list = async () => (await botRest.get(Routes.channelMessages(channelId), { query })) as APIMessage[];
    const messages = await retryDiscordCall(list, { clock, until: clock.now() + RETRY_MS });
    return messages.filter(isLent).map(({ id }) => id);
  };

  /** Deletes something, or finds that it can't be there or be deleted any more. */
  const gone = async (attempt: () => Promise<unknown>): Promise<void> => {
    try {
      await retryDiscordCall(attempt, { clock, until: clock.now() + RETRY_MS });
    } catch (error) {
      const status = statusOf(error);
      if (status === undefined || status === 429 || status >= 500) throw error;
    }
  };

  const settle = async (requestId: string, lent: Lent) => {
    await remove(lent);
    await table.delete(requestId);
  };

  return {
    async lend({ id, userId, deadline }, place, post, signal) {
      const left = await patiently(() => table.get(id), clock, signal);
      if (left) await settle(id, left);
      const lent: Lent = { userId, place, until: deadline };
      own.add(id);
      await patiently(() => table.set(id, lent, KEPT_MS), clock, signal);
      const message = await post();
      // Without it, the photo is found by its name.
      await table.set(id, { ...lent, messageId: message.id }, KEPT_MS).catch(() => undefined);
      return message;
    },

    async takeBack(requestId) {
      try {
        const lent = await table.get(requestId);
        if (lent) await settle(requestId, lent);
      } catch {
        // `recover` tries again.
      } finally {
        own.delete(requestId);
      }
    },

    async recover() {
      for await (const [requestId, lent] of table.find(ALL)) {
        const isLeft = !own.has(requestId) && (isAlone || lent.until <= clock.now());
        if (isLeft) await settle(requestId, lent).catch(() => undefined);
      }
    },

    about: (userId) => table.find(userId),
  };
}

/** An answer to an interaction that shows the photo meanwhile is replaced later. */
function isLent({ author, attachments, interaction_metadata }: APIMessage): boolean {
  return (
    interaction_metadata === undefined &&
    author.bot === true &&
    attachments.some(({ filename }) => filename.endsWith(LENT_NAME))
  );
}
