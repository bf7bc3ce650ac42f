import {
  ButtonStyle,
  ComponentType,
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIEmbed,
  type APIInteractionResponseCallbackData,
  type RawFile,
  type RESTPatchAPIInteractionOriginalResponseJSONBody,
} from 'discord.js';
import { MAX_AGE, MIN_AGE } from '../../bounds.ts';
import type { AgeRequest } from '../../aging/request/age-request.ts';
import type { AgedPicture } from '../../aging/request/ports.ts';
import { referenceOf } from '../../aging/request/reference.ts';
import { text, type Locale, type TextKey } from '../../i18n/text.ts';
import { controlId } from '../commands/custom-id.ts';
import { REPORT } from '../commands/report-form.ts';

// What answers look like: their embed, files and buttons are written here and nowhere else. `read-answer.ts` beside it
// reads them back. Another look of the answers changes these two files only.

export interface AnswerMessage {
  readonly body: RESTPatchAPIInteractionOriginalResponseJSONBody;
  readonly files: RawFile[];
}

/** What the buttons under an answer do, by the action in their `custom_id`. */
export const ANSWER_ACTIONS = {
  older: 'older',
  younger: 'younger',
  anotherAge: 'another-age',
  beforeAfter: 'before-after',
  remove: 'delete',
  report: REPORT,
} as const;

/** In place of the owner's id if the picture belongs to no user: a webhook posted it. */
export const NO_OWNER = 'nobody';
/** The beginning of answers' file names. */
export const FILE_PREFIX = 'aged-';

/** The longest alt text that Discord accepts, in characters. */
const MAX_ALT = 1024;
const ACCENT = 0x5b_8d_ef;
const CONTENT_TYPES = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp' } as const;

/** The final answer: an embed with the age and the picture, and its buttons. Each attempt to send it needs a new one. */
export function answerMessage(request: AgeRequest, picture: AgedPicture): AnswerMessage {
  const { locale, picture: source } = request;
  const words = wordsFor(request, picture);
  const alt = source.description
    ? text(locale, 'answer_alt_described', { alt: words.alt, description: source.description })
    : words.alt;
  const files = filesOf(request, picture, words.name);
  return {
    body: {
      content: '',
      embeds: [embed(request, words, files[0]?.name)],
      attachments: files.map(({ name }, id) => ({
        id,
        filename: name,
        description: [...alt].slice(0, MAX_ALT).join(''),
      })),
      components: buttons(request),
      allowed_mentions: { parse: [] },
    },
    files,
  };
}

/** The photo and its answer side by side, for the requester only. */
export function comparisonMessage(
  locale: Locale,
  { requestId, jpeg, spoiler }: { readonly requestId: string; readonly jpeg: Uint8Array; readonly spoiler: boolean },
): APIInteractionResponseCallbackData & { readonly files: readonly RawFile[] } {
  const reference = referenceOf(requestId);
  const name = `${spoilerPrefix(spoiler)}before-after-${reference}.jpg`;
  return {
    content: footer(locale, reference),
    attachments: [{ id: 0, filename: name, description: text(locale, 'before_after_alt') }],
    files: [{ name, data: jpeg, contentType: CONTENT_TYPES.jpg }],
  };
}

function embed(request: AgeRequest, { title, note }: Words, fileName: string | undefined): APIEmbed {
  const { id, locale, picture, subject } = request;
  const lines = [subject && sourceLine(locale, subject), note].filter((line) => line !== undefined);
  return {
    title,
    ...(lines.length > 0 && { description: lines.join('\n') }),
    color: ACCENT,
    footer: { text: footer(locale, referenceOf(id)) },
    // An embed that refers to a spoiler reveals it, so a spoiler stays beside its embed.
    ...(!picture.spoiler && { image: { url: `attachment://${fileName}` } }),
  };
}

function footer(locale: Locale, reference: string): string {
  return text(locale, 'answer_footer', { reference });
}

function filesOf({ id, picture: source }: AgeRequest, picture: AgedPicture, name: string): RawFile[] {
  return [picture, ...(picture.animation ? [picture.animation] : [])].map((file) => ({
    name: `${spoilerPrefix(source.spoiler)}${FILE_PREFIX}${name}-${referenceOf(id)}.${file.extension}`,
    data: file.bytes,
    contentType: CONTENT_TYPES[file.extension],
  }));
}

/** Discord hides files with this prefix. */
function spoilerPrefix(spoiler: boolean): string {
  return spoiler ? 'SPOILER_' : '';
}

interface Words {
  readonly title: string;
  readonly alt: string;
  readonly name: string;
  readonly note?: string;
}

function wordsFor({ age, timeline, locale }: AgeRequest, { ages }: AgedPicture): Words {
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

/** A mention in an embed pings nobody, and Discord shows the link as the name of its channel. */
function sourceLine(locale: Locale, { userId, messageUrl }: NonNullable<AgeRequest['subject']>): string | undefined {
  if (userId === undefined) return messageUrl && text(locale, 'answer_from_webhook', { link: messageUrl });
  return messageUrl
    ? text(locale, 'answer_from_message', { user: userId, link: messageUrl })
    : text(locale, 'answer_from_avatar', { user: userId });
}

/** The buttons under an answer. Their ids are all that they need, so they work after a restart. */
function buttons(request: AgeRequest): APIActionRowComponent<APIButtonComponentWithCustomId>[] {
  const { id, age, locale } = request;
  const { older, younger, anotherAge, beforeAfter, remove, report } = ANSWER_ACTIONS;
  return [
    row(
      { ...button(locale, 'button_older', controlId(older, id)), disabled: age >= MAX_AGE },
      { ...button(locale, 'button_younger', controlId(younger, id)), disabled: age <= MIN_AGE },
      button(locale, 'button_another_age', controlId(anotherAge, id)),
      button(locale, 'button_before_after', controlId(beforeAfter, id)),
      { ...button(locale, 'button_delete', controlId(remove, ...deletersOf(request))), style: ButtonStyle.Danger },
    ),
    row(button(locale, 'button_report', controlId(report, referenceOf(id)))),
  ];
}

/** The requester, then the picture's owner: an answer that was posted late or in a direct message names neither. */
function deletersOf({ userId, subject, picture }: AgeRequest): ReadonlySet<string> {
  const owners = [subject?.userId, picture.avatarOf].filter((owner) => owner !== undefined);
  return new Set([userId, ...(subject && owners.length === 0 ? [NO_OWNER] : owners)]);
}

function row(...components: APIButtonComponentWithCustomId[]): APIActionRowComponent<APIButtonComponentWithCustomId> {
  return { type: ComponentType.ActionRow, components };
}

function button(locale: Locale, label: TextKey, customId: string): APIButtonComponentWithCustomId {
  return { type: ComponentType.Button, style: ButtonStyle.Secondary, label: text(locale, label), custom_id: customId };
}
