import {
  ButtonStyle,
  ComponentType,
  type RawFile,
  type RESTPatchAPIInteractionOriginalResponseJSONBody,
} from 'discord.js';
import type { Place } from '../../aging/line/waiting-line.ts';
import { forAudience, type AgeRequest } from '../../aging/request/age-request.ts';
import { text } from '../../i18n/text.ts';
import { relativeTimestamp } from '../../limits/limits.ts';
import { controlId } from '../commands/custom-ids/custom-id.ts';
import type { AnswerMessage } from './answer-message.ts';

/** The action of the button under a place in the line. */
export const CANCEL = 'cancel';

/** A sentence that replaces everything else. */
export function sentenceMessage(content: string): AnswerMessage {
  return {
    body: { content, embeds: [], attachments: [], components: [], allowed_mentions: { parse: [] } },
    files: [],
  };
}

/** A place in the line. The time in it counts down by itself, so it doesn't need updates. */
export function placeMessage(
  request: AgeRequest,
  { position, startsAt }: Place,
  now: number,
): RESTPatchAPIInteractionOriginalResponseJSONBody {
  const { id, locale } = forAudience(request);
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
  request: AgeRequest,
  done: number,
  of: number,
): RESTPatchAPIInteractionOriginalResponseJSONBody {
  const { locale } = forAudience(request);
  return { content: text(locale, 'step', { done, of }), allowed_mentions: { parse: [] } };
}

/** The name of a photo that the endpoint fetches. */
export const LENT_NAME = 'photo.jpg';

/** The prepared photo, for the endpoint to fetch. Each attempt to send it needs a new one. */
export function photoMessage(request: AgeRequest, jpeg: Uint8Array): { body: object; files: RawFile[] } {
  const { locale, picture } = forAudience(request);
  // Clients that don't know `is_spoiler` yet go by the name.
  const name = `${picture.spoiler ? 'SPOILER_' : ''}${LENT_NAME}`;
  return {
    body: {
      content: text(locale, 'working'),
      attachments: [{ id: 0, filename: name, is_spoiler: picture.spoiler }],
      allowed_mentions: { parse: [] },
    },
    files: [{ name, data: jpeg, contentType: 'image/jpeg' }],
  };
}
