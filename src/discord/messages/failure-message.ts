import {
  ButtonStyle,
  ComponentType,
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
} from 'discord.js';
import { MAX_FACES } from '../../bounds.ts';
import { QuestionError } from '../../aging/records/questions.ts';
import { mayBeRepeated, mayPass } from '../../aging/request/may-pass.ts';
import { referenceOf } from '../../aging/request/reference.ts';
import type { ExplainedError } from '../../i18n/explained-error.ts';
import { explain, text, type Locale, type TextKey } from '../../i18n/text.ts';
import { MAX_ALT, type AnswerMessage } from './answer-message.ts';
import { faceOptions } from './face-options.ts';
import { sentenceMessage } from './notices.ts';
import { controlId } from '../commands/custom-ids/custom-id.ts';

/** What the choices under a question about a photo do, by the action in their `custom_id`. */
export const QUESTION_ACTIONS = {
  tryAnyway: 'try-anyway',
  turnLeft: 'turn-left',
  turnRight: 'turn-right',
  faces: 'faces',
  largest: 'largest-face',
} as const;

/** The action of the button under a failure that may pass. */
export const TRY_AGAIN = 'try-again';

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/**
 * The end of an acknowledged request that made no picture: a sentence, and choices if the person can decide something.
 * A failure has its reference, and a button to try again where that may help.
 */
export function failureMessage(
  request: { readonly id: string; readonly locale: Locale },
  error: ExplainedError,
): AnswerMessage {
  if (!(error instanceof QuestionError)) return plainFailure(request, error);
  const message = sentenceMessage(explain(request.locale, error));
  const name = 'faces.jpg';
  const file = error.numbered && { name, data: error.numbered, contentType: 'image/jpeg' };
  return {
    body: {
      ...message.body,
      components: choices(request, error),
      ...(file && { attachments: [{ id: 0, filename: name, description: altText(request.locale, error) }] }),
    },
    files: file ? [file] : [],
  };
}

function altText(locale: Locale, photo: QuestionError): string {
  const faces = faceOptions(locale, photo).map(({ label, description }) => `${label}, ${description}`);
  return [...text(locale, 'faces_alt', { faces: faces.join('; ') })].slice(0, MAX_ALT).join('');
}

/** The same without questions, for an answer that comes too late for them. */
export function plainFailure(
  { id, locale }: { readonly id: string; readonly locale: Locale },
  error: ExplainedError,
): AnswerMessage {
  const sentence = explain(locale, error);
  if (error instanceof QuestionError || error.reason === 'cancelled') return sentenceMessage(sentence);
  const { body, files } = sentenceMessage(
    `${sentence}\n-# ${text(locale, 'failure_reference', { reference: referenceOf(id) })}`,
  );
  return { body: { ...body, components: mayPass(error.reason) ? [againRow(id, locale)] : [] }, files };
}

/** Under a refusal: a button to ask for the same, where that may help a moment later. */
export function refusalChoices(
  { id, locale }: { readonly id: string; readonly locale: Locale },
  { reason }: Pick<ExplainedError, 'reason'>,
): Row[] {
  return mayBeRepeated(reason) ? [againRow(id, locale)] : [];
}

function againRow(id: string, locale: Locale): Row {
  return row(button(locale, 'button_try_again', controlId(TRY_AGAIN, id)));
}

function choices({ id, locale }: { readonly id: string; readonly locale: Locale }, error: QuestionError): Row[] {
  const { tryAnyway, turnLeft, turnRight, largest } = QUESTION_ACTIONS;
  const anyway = button(locale, 'button_try_anyway', controlId(tryAnyway, id));
  switch (error.reason) {
    case 'which_face':
      return [faceMenu(id, locale, error), row(button(locale, 'button_largest_face', controlId(largest, id)))];
    case 'photo_seems_sideways':
      return [
        row(
          button(locale, 'button_turn_left', controlId(turnLeft, id)),
          button(locale, 'button_turn_right', controlId(turnRight, id)),
          anyway,
        ),
      ];
    default:
      return [row(anyway)];
  }
}

function faceMenu(id: string, locale: Locale, photo: QuestionError): Row {
  return row({
    type: ComponentType.StringSelect,
    custom_id: controlId(QUESTION_ACTIONS.faces, id),
    placeholder: text(locale, 'choose_faces'),
    min_values: 1,
    max_values: Math.min(MAX_FACES, photo.faces.length),
    options: faceOptions(locale, photo),
  });
}

function button(locale: Locale, label: TextKey, customId: string): APIComponentInMessageActionRow {
  return { type: ComponentType.Button, style: ButtonStyle.Secondary, label: text(locale, label), custom_id: customId };
}

function row(...components: APIComponentInMessageActionRow[]): Row {
  return { type: ComponentType.ActionRow, components };
}
