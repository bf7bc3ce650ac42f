import {
  ButtonStyle,
  ComponentType,
  type APIMessage,
  type RawFile,
  type RESTPatchAPIInteractionOriginalResponseJSONBody,
} from 'discord.js';
import type { AgeRequest } from '../../aging/request/age-request.ts';
import type { AgedPicture } from '../../aging/request/ports.ts';
import type { Place } from '../../aging/line/waiting-line.ts';
import { referenceOf } from '../../aging/request/reference.ts';
import { text, type Locale } from '../../i18n/text.ts';
import { relativeTimestamp } from '../../limits/limits.ts';
import { answerButtons } from './answer-buttons.ts';
import { controlId } from '../commands/custom-id.ts';

/** The longest alt text that Discord takes. */
const MAX_ALT = 1024;
/** With which the file names of answers begin. */
const ANSWER_NAME = 'aged-';
const ACCENT = 0x5b_8d_ef;
const CONTENT_TYPES = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp' } as const;

export interface AnswerMessage {
  readonly body: RESTPatchAPIInteractionOriginalResponseJSONBody;
  readonly files: RawFile[];
}

/** The final answer: an embed that says the age, and the picture in it. Made afresh for each try of sending it. */
export function answerMessage(request: AgeRequest, picture: AgedPicture): AnswerMessage {
  const { id: requestId, locale, subject, picture: source } = request;
  const reference = referenceOf(requestId);
  const { title, note, alt, name } = words(request, picture);
  const shown = source.description
    ? text(locale, 'answer_alt_described', { alt, description: source.description })
    : alt;
  const files = [picture, ...(picture.animation ? [picture.animation] : [])].map((file) => ({
    name: `${source.spoiler ? 'SPOILER_' : ''}${ANSWER_NAME}${name}-${reference}.${file.extension}`,
    data: file.bytes,
    contentType: CONTENT_TYPES[file.extension],
  }));
  const lines = [...(subject ? whose(locale, subject) : []), ...(note ? [note] : [])];
  return {
    body: {
      content: '',
      embeds: [
        {
          title,
          ...(lines.length > 0 && { description: lines.join('\n') }),
          color: ACCENT,
          footer: { text: text(locale, 'answer_footer', { reference }) },
          // Discord shows a spoiler unveiled once an embed refers to it, so a hidden picture stands beside its embed.
          ...(!source.spoiler && { image: { url: `attachment://${files[0]?.name}` } }),
        },
      ],
      attachments: files.map((file, id) => ({
        id,
        filename: file.name,
        description: [...shown].slice(0, MAX_ALT).join(''),
      })),
      components: answerButtons(request),
      allowed_mentions: { parse: [] },
    },
    files,
  };
}

interface Words {
  readonly title: string;
  readonly alt: string;
  readonly name: string;
  readonly note?: string;
}

function words({ age, timeline, locale }: AgeRequest, { ages }: AgedPicture): Words {
  if (!timeline || !ages) {
    const params = { age };
    return { title: text(locale, 'answer_title', params), alt: text(locale, 'answer_alt', params), name: String(age) };
  }
  const isWhole = ages.length === timeline.length;
  const [first = age, ...others] = ages;
  return {
    title:
      others.length === 0
        ? text(locale, 'answer_title', { age: first })
        : text(locale, 'timeline_title', { first, last: others.at(-1) ?? first }),
    alt: text(locale, 'timeline_alt', { ages: ages.join(', ') }),
    name: ages.join('-'),
    ...(!isWhole && { note: text(locale, 'timeline_partial', { made: ages.length, of: timeline.length }) }),
  };
}

/** A mention in an embed pings nobody, and Discord shows the link as the name of its place. */
function whose(locale: Locale, { userId, messageUrl }: NonNullable<AgeRequest['subject']>): string[] {
  if (userId === undefined) return messageUrl ? [text(locale, 'answer_from_webhook', { link: messageUrl })] : [];
  return [
    messageUrl
      ? text(locale, 'answer_from_message', { user: userId, link: messageUrl })
      : text(locale, 'answer_from_avatar', { user: userId }),
  ];
}

/** Whether a message is a final answer, rather than a notice or a photo that stands there for the endpoint to fetch. */
export function isAnswer({ attachments, embeds }: Pick<APIMessage, 'attachments' | 'embeds'>): boolean {
  // A picture that stands in its embed is not among the attachments.
  return embeds.length > 0 || attachments.some(({ filename }) => filename.includes(ANSWER_NAME));
}

/** A sentence in place of everything else. */
export function sentenceMessage(content: string): AnswerMessage {
  return {
    body: { content, embeds: [], attachments: [], components: [], allowed_mentions: { parse: [] } },
    files: [],
  };
}

/** A place in the line. The time in it counts down by itself, so it need not be sent again. */
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
            custom_id: controlId('cancel', id),
          },
        ],
      },
    ],
    allowed_mentions: { parse: [] },
  };
}
