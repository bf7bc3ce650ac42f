import {
  ButtonStyle,
  ComponentType,
  type RawFile,
  type RESTPatchAPIInteractionOriginalResponseJSONBody,
} from 'discord.js';
import type { Place } from '../../aging/line/waiting-line.ts';
import type { AgeRequest } from '../../aging/request/age-request.ts';
import { text } from '../../i18n/text.ts';
import { relativeTimestamp } from '../../limits/limits.ts';
import { controlId } from '../commands/custom-id.ts';
import type { AnswerMessage } from './answer-message.ts';

/** The action of the button under a place in the line. */
export const CANCEL = 'cancel';

/** A sentence in place of everything else. */
export function sentenceMessage(content: string): AnswerMessage {
  return {
    body: { content, embeds: [], attachments: [], components: [], allowed_mentions: { parse: [] } },
    files: [],
  };
}

/** A place in the line. The time in it counts down by itself, so it doesn't need updates. */
export function placeMessage(
  { id, locale }: AgeRequest,
  { position, startsAt }: Place,
  now: number,
): RESTPatchAPIInteractionOriginalResponseJSONBody {
  const when = relativeTimestamp(startsAt, now);
  return {
    content: position === 1 ? text(locale, 'place_next', { when }) : text(locale, 'place_later', { position, when }),
    components: [
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.Button,
            style: ButtonStyle.Secondary,
            label: text(locale, 'button_cancel'),
            custom_id: controlId(CANCEL, id),
          },
        ],
      },
    ],
    allowed_mentions: { parse: [] },
  };
}

/** How many of several pictures are done. Says nothing about attachments: the endpoint may be fetching one. */
export function stepMessage(
  { locale }: AgeRequest,
  done: number,
  of: number,
): RESTPatchAPIInteractionOriginalResponseJSONBody {
  return { content: text(locale, 'step', { done, of }), allowed_mentions: { parse: [] } };
}

/** The prepared photo, for the endpoint to fetch. Each attempt to send it needs a new one. */
export function photoMessage({ locale, picture }: AgeRequest, jpeg: Uint8Array): { body: object; files: RawFile[] } {
  const name = `${picture.spoiler ? 'SPOILER_' : ''}photo.jpg`;
  return {
    body: {
      content: text(locale, 'working'),
      attachments: [{ id: 0, filename: name }],
      allowed_mentions: { parse: [] },
    },
    files: [{ name, data: jpeg, contentType: 'image/jpeg' }],
  };
}
