import type { APIMessage, Message } from 'discord.js';
import { z } from 'zod';
import type { PictureSource } from '../../aging/request/age-request.ts';
import type { AgedPicture } from '../../aging/request/ports.ts';
import { readSentControlId } from '../commands/custom-ids/custom-id.ts';
import { ANSWER_ACTIONS, NO_OWNER } from './answer-buttons.ts';
import { FILE_PREFIX } from './answer-message.ts';

// Everything that reads the bot's own answers, which `answer-message.ts` writes, reads them here.

/** Whether a message is a final answer, rather than a notice or a photo that the endpoint is fetching. */
export function isAnswer({ attachments, embeds }: Pick<APIMessage, 'attachments' | 'embeds'>): boolean {
  // A picture in an embed isn't among the attachments.
  const shown = [...embeds.map(({ image }) => image?.url ?? ''), ...attachments.map(({ filename }) => filename)];
  return shown.some((name) => name.includes(FILE_PREFIX));
}

/** The picture that an answer shows: in the embed, or beside it if it's a spoiler. */
export function shownPicture({
  embeds,
  attachments,
}: Pick<Message, 'embeds' | 'attachments'>): PictureSource | undefined {
  const url = embeds[0]?.image?.url ?? attachments.first()?.url;
  return url ? { url, spoiler: false, declared: {} } : undefined;
}

/** A file that an answer shows, and which ages are in it by its name. */
export interface ShownFile extends PictureSource {
  readonly extension: AgedPicture['extension'];
  readonly ages: readonly number[];
}

const FILE_NAME = new RegExp(String.raw`${FILE_PREFIX}((?:\d+-)+)[\dA-Z]{5}-[\dA-Z]{5}\.(jpg|png|webp)$`);

/** The picture of an answer, and the animation of a timeline after it. */
export function shownFiles({ embeds, attachments }: Pick<Message, 'embeds' | 'attachments'>): ShownFile[] {
  const urls = [embeds[0]?.image?.url, ...attachments.map(({ url }) => url)].filter((url) => url !== undefined);
  return urls.flatMap((url): ShownFile[] => {
    const [, ages = '', extension] = FILE_NAME.exec(URL.parse(url)?.pathname ?? '') ?? [];
    if (extension !== 'jpg' && extension !== 'png' && extension !== 'webp') return [];
    const found = ages.split('-').filter(Boolean).map(Number);
    return [{ url, spoiler: false, declared: {}, extension, ages: found }];
  });
}

const rowsSchema = z.array(z.object({ components: z.array(z.object({ custom_id: z.string().optional() })) }));

/**
 * Whose picture an answer shows.
 *
 * @param components of the message, as Discord sent them.
 * @returns no id if a webhook posted the picture; `undefined` for a message that isn't an answer.
 */
export function pictureOwner(components: unknown): { readonly userId?: string } | undefined {
  const rows = rowsSchema.safeParse(components).data ?? [];
  const controls = rows.flatMap((each) => each.components.map(({ custom_id }) => readSentControlId(custom_id ?? '')));
  const owner = controls.find((control) => control?.action === ANSWER_ACTIONS.remove)?.ids.at(-1);
  if (owner === undefined) return undefined;
  return owner === NO_OWNER ? {} : { userId: owner };
}

/** The request that the buttons under an answer are about, by the ids in their `custom_id`. */
export function requestIdIn([id = '']: readonly string[]): string {
  return id;
}

/** The users who can always delete an answer, by the ids of its Delete button. */
export function deletersIn(ids: readonly string[]): readonly string[] {
  return ids.filter((id) => id !== NO_OWNER);
}

/** The reference of an answer, by the ids of its Report button. */
export function referenceIn([reference = '']: readonly string[]): string {
  return reference;
}

const referenceSchema = z
  .object({ message_id: z.string().nullish().catch(undefined) })
  .nullish()
  .catch(undefined);

const answeringSchema = z.object({
  author: z.object({ bot: z.boolean().nullish() }),
  message_reference: referenceSchema,
  interaction_metadata: z.object({ id: z.string() }).nullish().catch(undefined),
});

/** Which request a message answers, and which message it replies to. */
export interface Answering {
  readonly isOurs: boolean;
  readonly requestId?: string;
  readonly messageId?: string;
}

/**
 * Reads what a message in a direct message answers. The bot's requests have the id of the interaction or message that
 * they came from.
 *
 * @param message as Discord's API sent it.
 */
export function readAnswering(message: unknown): Answering {
  const { data } = answeringSchema.safeParse(message);
  const messageId = data?.message_reference?.message_id ?? undefined;
  const requestId = data?.interaction_metadata?.id ?? messageId;
  return {
    isOurs: data?.author.bot ?? false,
    ...(requestId !== undefined && { requestId }),
    ...(messageId !== undefined && { messageId }),
  };
}
