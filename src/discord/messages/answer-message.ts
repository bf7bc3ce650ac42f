import type {
  APIEmbed,
  APIInteractionResponseCallbackData,
  RawFile,
  RESTPatchAPIInteractionOriginalResponseJSONBody,
} from 'discord.js';
import { forAudience, type AgeRequest } from '../../aging/request/age-request.ts';
import type { AgedPicture } from '../../aging/request/ports.ts';
import { referenceOf } from '../../aging/request/reference.ts';
import { text, type Locale } from '../../i18n/text.ts';
import { answerButtons, type Answered } from './answer-buttons.ts';

// What answers look like: their embed and files are written here, their buttons in `answer-buttons.ts`, and nowhere else.
// `read-answer.ts` beside it reads them back. Another look of the answers changes these files only.

export interface AnswerMessage {
  readonly body: RESTPatchAPIInteractionOriginalResponseJSONBody;
  readonly files: RawFile[];
}

/** The beginning of answers' file names. */
export const FILE_PREFIX = 'aged-';

/** The longest alt text that Discord accepts, in characters. */
export const MAX_ALT = 1024;
const ACCENT = 0x5b_8d_ef;
const CONTENT_TYPES = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp' } as const;

/** What an answer shows, and what the request asked for. */
type Shown = Answered & Pick<AgeRequest, 'timeline' | 'publicLocale'>;
type ShownPicture = Pick<AgedPicture, 'bytes' | 'extension' | 'ages'> & {
  readonly animation?: Pick<AgedPicture, 'bytes' | 'extension'>;
};

/**
 * The final answer: an embed with the age and the picture, and its buttons. Each attempt to send it needs a new one.
 *
 * @param options.postedBy who has posted it, if it was private before.
 */
export function answerMessage(
  asked: Shown,
  picture: ShownPicture,
  { postedBy }: { readonly postedBy?: string } = {},
): AnswerMessage {
  const request = forAudience(asked);
  const { locale, picture: source } = request;
  const words = wordsFor(request, picture);
  const alt = source.description
    ? text(locale, 'answer_alt_described', { alt: words.alt, description: source.description })
    : words.alt;
  const files = filesOf(request, picture, words.name);
  return {
    body: {
      content: '',
      embeds: [embed(request, words, { fileName: files[0]?.name, postedBy })],
      attachments: files.map(({ name }, id) => ({
        id,
        filename: name,
        description: [...alt].slice(0, MAX_ALT).join(''),
        is_spoiler: source.spoiler,
      })),
      components: answerButtons(request),
      allowed_mentions: { parse: [] },
    },
    files,
  };
}

interface Comparison {
  readonly requestId: string;
  readonly age: number;
  readonly subject: AgeRequest['subject'];
  readonly jpeg: Uint8Array;
  /** Whether the photo is above the answer, and not on its left. */
  readonly stacked: boolean;
  readonly spoiler: boolean;
}

/** The photo and its answer beside each other, for the requester only. */
export function comparisonMessage(
  locale: Locale,
  { requestId, age, subject, jpeg, stacked, spoiler }: Comparison,
): APIInteractionResponseCallbackData & { readonly files: readonly RawFile[] } {
  const name = `${spoilerPrefix(spoiler)}before-after-${referenceOf(requestId)}.jpg`;
  const places = text(locale, stacked ? 'before_after_stacked' : 'before_after_beside', { age });
  const title = text(locale, 'answer_title', { age });
  const shown = { id: requestId, locale, subject, picture: { spoiler } };
  return {
    embeds: [embed(shown, { title, note: places }, { fileName: name })],
    attachments: [
      { id: 0, filename: name, description: text(locale, 'before_after_alt', { places }), is_spoiler: spoiler },
    ],
    files: [{ name, data: jpeg, contentType: CONTENT_TYPES.jpg }],
  };
}

/** What the embed of an answer depends on. */
interface Described extends Pick<AgeRequest, 'id' | 'locale' | 'subject'> {
  readonly picture: Pick<AgeRequest['picture'], 'spoiler'>;
}

function embed(
  described: Described,
  { title, note }: Pick<Words, 'title' | 'note'>,
  { fileName, postedBy }: { readonly fileName: string | undefined; readonly postedBy?: string | undefined },
): APIEmbed {
  const { id, locale, picture, subject } = described;
  const poster = postedBy && text(locale, 'answer_posted_by', { user: postedBy });
  const lines = [poster, subject && sourceLine(locale, subject), note].filter((line) => line !== undefined);
  return {
    title,
    ...(lines.length > 0 && { description: lines.join('\n') }),
    color: ACCENT,
    footer: { text: text(locale, 'answer_footer', { reference: referenceOf(id) }) },
    // An embed that refers to a spoiler reveals it, so a spoiler stays beside its embed.
    ...(!picture.spoiler && { image: { url: `attachment://${fileName}` } }),
  };
}

function filesOf({ id, picture: source }: Shown, picture: ShownPicture, name: string): RawFile[] {
  return [picture, ...(picture.animation ? [picture.animation] : [])].map((file) => ({
    name: `${spoilerPrefix(source.spoiler)}${FILE_PREFIX}${name}-${referenceOf(id)}.${file.extension}`,
    data: file.bytes,
    contentType: CONTENT_TYPES[file.extension],
  }));
}

/** Clients that don't know `is_spoiler` yet hide files with this prefix. */
function spoilerPrefix(spoiler: boolean): string {
  return spoiler ? 'SPOILER_' : '';
}

interface Words {
  readonly title: string;
  readonly alt: string;
  readonly name: string;
  readonly note: string | undefined;
}

function wordsFor({ age, timeline, locale }: Shown, { ages }: ShownPicture): Words {
  const [first = age, ...others] = (timeline && ages) ?? [];
  const last = others.at(-1);
  const partial =
    timeline && ages && ages.length < timeline.length
      ? text(locale, 'timeline_partial', { made: ages.length, of: timeline.length })
      : undefined;
  if (last === undefined) {
    const params = { age: first };
    const [title, alt] = [text(locale, 'answer_title', params), text(locale, 'answer_alt', params)];
    return { title, alt, name: String(first), note: partial };
  }
  const notes = [text(locale, 'timeline_original'), partial].filter((note) => note !== undefined);
  return {
    title: text(locale, 'timeline_title', { first, last }),
    alt: text(locale, 'timeline_alt', { ages: [first, ...others].join(', ') }),
    name: [first, ...others].join('-'),
    note: notes.join('\n'),
  };
}

/** A mention in an embed pings nobody, and Discord shows the link as the name of its channel. */
function sourceLine(locale: Locale, { userId, messageUrl }: NonNullable<AgeRequest['subject']>): string | undefined {
  if (userId === undefined) return messageUrl && text(locale, 'answer_from_webhook', { link: messageUrl });
  return messageUrl
    ? text(locale, 'answer_from_message', { user: userId, link: messageUrl })
    : text(locale, 'answer_from_avatar', { user: userId });
}
