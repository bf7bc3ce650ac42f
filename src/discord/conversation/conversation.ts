import { MAX_FACES, ORDINARY_UPLOAD_BYTES } from '../../bounds.ts';
import type { AskedRequest, PictureOrigin } from '../../aging/request/age-request.ts';
import type { Answers } from '../../aging/records/answers.ts';
import type { Questions } from '../../aging/records/questions.ts';
import { explained } from '../../aging/request/failure.ts';
import type { Clock } from '../../clock.ts';
import { ExplainedError } from '../../i18n/explained-error.ts';
import { sentenceLocaleOf } from '../../i18n/locale.ts';
import { explain, text, type Locale } from '../../i18n/text.ts';
import type { Access } from '../../limits/access.ts';
import type { PersonLanguages } from '../../limits/settings/person-languages.ts';
import type { OptOuts } from '../../limits/opt-outs.ts';
import type { Logger } from '../../ops/log/logger.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Links, Services } from '../commands/command.ts';
import { comparisonMessage, type AnswerMessage } from '../messages/answer-message.ts';
import { sentenceMessage } from '../messages/notices.ts';
import { privacyPage } from '../messages/privacy-page.ts';
import type { DirectMessages } from '../delivery/direct-messages.ts';
import { TOKEN_LIFE_MS } from '../reading/request-origin.ts';
import type { MessageRoute } from '../delivery/route.ts';
import type { Paces } from '../commands/paces.ts';
import { decide, isWithin, type Act, type AgeBounds, type Wish } from './decide.ts';
import type { ConversationControls } from './controls.ts';
import { readFaces } from './face-words.ts';
import { readIncoming, type IncomingMessage } from './incoming-message.ts';
import { lastAnswer } from './last-answer.ts';
import { createMemory } from './memory.ts';
import { readPhrase } from '../words/phrases.ts';
import { createPhotoReader, pointedBy } from './photos.ts';
import { countLinks, createPreviews, type Preview } from './previews.ts';
import { ageQuestion, whichQuestion, type Prompt } from './questions.ts';
import { createTurns } from './turns.ts';

/** The conversation in direct messages, without commands. */
export interface Conversation extends AsyncDisposable {
  /** Handles a MESSAGE_CREATE event, if it's a person's direct message. Never rejects. */
  handle(event: unknown): Promise<void>;
  /** Handles a MESSAGE_UPDATE event, with which Discord adds the previews of links. Ignores all others. */
  handleUpdate(event: unknown): void;
  /** Answers the messages that stopped processes left unanswered. Rejects if they can't be read. */
  recover(): Promise<void>;
  /** What the buttons in direct messages need. */
  readonly controls: ConversationControls;
}

export interface ConversationOptions {
  readonly messages: DirectMessages;
  readonly storage: Storage;
  readonly answers: Answers;
  readonly questions: Pick<Questions, 'forget' | 'latest'>;
  readonly access: Access;
  /** Messages don't say the person's language. */
  readonly languages: Pick<PersonLanguages, 'of'>;
  readonly optOuts: Pick<OptOuts, 'has'>;
  readonly links: Links;
  readonly compare: Services['compare'];
  readonly paces: Pick<Paces, 'message'>;
  /** Accepts or refuses a request; resolves when the person has a first response. Never rejects. */
  submit(asked: AskedRequest): Promise<void>;
  /** The bot's own user, once it's known: its own messages arrive as events too. */
  readonly ownId: () => string | undefined;
  readonly bounds: AgeBounds;
  readonly logger: Logger;
  readonly clock: Clock;
}

const VENUE = { context: 'dm', ageRestricted: false } as const;
/** For how long to try to send a message, in ms. */
const RETRY_MS = 60_000;
/** For downloading two pictures and putting them together, in ms. */
const COMPARE_MS = 120_000;

export function createConversation(options: ConversationOptions): Conversation {
  const { messages, storage, answers, questions, access, paces, languages, submit, bounds, logger, clock } = options;
  const memory = createMemory(storage);
  const previews = createPreviews({ messages, clock });
  const photos = createPhotoReader(messages);
  const closing = new AbortController();

  /** @returns whether the person can be written to. */
  const say = async (message: IncomingMessage, compose: () => AnswerMessage, noncePrefix = ''): Promise<boolean> => {
    const outcome = await messages.reply(routeTo(message), compose, {
      nonce: `${noncePrefix}${message.id}`,
      until: clock.now() + RETRY_MS,
      signal: closing.signal,
    });
    if (outcome === 'gone') {
      logger.info(
        { user: message.userId, message: message.id },
        'This person does not accept direct messages from the bot',
      );
    }
    return outcome === 'delivered';
  };
  const refuse = async (message: IncomingMessage, error: ExplainedError) => {
    const locale = await languages.of(message.userId);
    await say(message, () => sentenceMessage(explain(locale, error)));
  };

  const turn = async (come: IncomingMessage, preview: Preview | undefined): Promise<void> => {
    const locale = await languages.of(come.userId);
    const phrase = readPhrase(come.content, sentenceLocaleOf(locale));
    // People without access can still delete their data.
    if (phrase.kind !== 'stop' && phrase.kind !== 'my data') await access({ userId: come.userId, venue: VENUE });
    const isFirst = !(await memory.wasGreeted(come.userId));
    if (isFirst) {
      const greeting = () => sentenceMessage(text(locale, 'dm_greeting', { ...bounds }));
      if (!(await say(come, greeting, 'first'))) return;
      await memory.markGreeted(come.userId);
    }

    const message = preview && phrase.kind !== 'stop' ? await preview.complete(closing.signal) : come;
    const pointed = await pointedBy(message, { messages, answers });
    // Don't age another photo in place of the one behind the link.
    if (!pointed && phrase.kind !== 'stop' && countLinks(message) > 0) throw new ExplainedError('dm_link');
    const chosen = pointed ? undefined : await chosenFaces(message, locale);
    if (chosen) return await submit({ ...requestOf(message, locale), ...chosen });
    const before = await memory.topic(message.userId);
    const { act, topic } = decide({ phrase, topic: before, pointed, bounds });
    if (topic) await memory.setTopic(message.userId, topic);
    // The greeting says the same.
    if (isFirst && (act.kind === 'help' || act.kind === 'greet')) return;
    await perform(act, message, locale);
  };

  const compare = async (message: IncomingMessage, locale: Locale): Promise<void> => {
    const answer = await lastAnswer(message, { messages, answers });
    if (!answer) return void (await say(message, () => sentenceMessage(text(locale, 'dm_no_answer'))));
    const { requestId, age, subject, after } = answer;
    // Whose picture it is may have changed their mind since.
    await access({ userId: message.userId, venue: VENUE, subject, picture: answer.before });
    void messages.type(message.channelId);
    const before = answer.before.origin ? await photos.fresh(answer.before.origin, message) : answer.before;
    const compared = await options.compare(
      message.userId,
      before,
      { age, source: after },
      AbortSignal.any([closing.signal, AbortSignal.timeout(COMPARE_MS)]),
    );
    await say(message, () => {
      const { files, ...body } = comparisonMessage(locale, {
        requestId,
        age,
        subject,
        spoiler: before.spoiler,
        ...compared,
      });
      return { body, files: [...files] };
    });
  };

  const perform = async (act: Act, message: IncomingMessage, locale: Locale): Promise<void> => {
    switch (act.kind) {
      case 'make':
        return await make(message, locale, act.photo, act);
      case 'compare':
        return await compare(message, locale);
      case 'my data': {
        const optedOut = await options.optOuts.has(message.userId);
        const page = () => privacyPage({ locale, optedOut, links: options.links });
        return void (await say(message, () => ({ body: page(), files: [] })));
      }
      case 'forget':
        await Promise.all([memory, answers, questions].map((each) => each.forget(message.userId)));
        return void (await say(message, () => sentenceMessage(text(locale, 'dm_forgotten'))));
      case 'out of range':
        return void (await refuse(message, new ExplainedError('age_out_of_range', { ...bounds })));
      case 'no timeline':
        return void (await refuse(message, new ExplainedError('timeline_ages_wrong', { ...bounds })));
      default:
        return void (await say(message, () => wordsFor(act, locale, bounds)));
    }
  };

  const make = async (
    message: IncomingMessage,
    locale: Locale,
    origin: PictureOrigin,
    { age, timeline }: Wish,
  ): Promise<void> => {
    const ages = { age, ...(timeline && { timeline: [...timeline] }) };
    await submit({ ...requestOf(message, locale), ...ages, picture: await photos.fresh(origin, message) });
  };

  const requestOf = (message: IncomingMessage, locale: Locale) => ({
    id: message.id,
    command: 'dm',
    userId: message.userId,
    channelIds: [message.channelId],
    venue: VENUE,
    locale,
    private: false,
    uploadLimit: ORDINARY_UPLOAD_BYTES,
    deadline: clock.now() + TOKEN_LIFE_MS,
    route: routeTo(message),
  });

  /** The faces, if the message answers the question which of them to change. */
  const chosenFaces = async (message: IncomingMessage, locale: Locale) => {
    const question = await questions.latest(message.userId);
    const indices = question && readFaces(message.content, question.faces.length, sentenceLocaleOf(locale));
    if (!question || !indices) return undefined;
    const { age, timeline, picture, subject, turn } = question;
    const faces = indices.flatMap((index) => question.faces[index] ?? []).slice(0, MAX_FACES);
    return {
      age,
      ...(timeline && { timeline }),
      picture: picture.origin ? await photos.fresh(picture.origin, message) : picture,
      ...(subject && { subject }),
      handling: { turn, faces },
    };
  };

  const apologise = async (message: IncomingMessage, error: unknown): Promise<void> => {
    if (closing.signal.aborted) return;
    const told = explained(error);
    if (told.reason === 'internal' || told.reason === 'storage_down') {
      logger.error({ message: message.id, err: error }, 'Direct message failed');
    }
    await refuse(message, told).catch(() => undefined);
  };

  const turns = createTurns({ memory, messages, previews, clock, signal: closing.signal, turn, apologise });

  return {
    async handle(event) {
      const message = readIncoming(event);
      if (!message || message.userId === options.ownId() || closing.signal.aborted) return;
      const pace = paces.message(message.userId);
      if (pace === 'take') return await turns.take(message);
      if (pace === 'tell') await refuse(message, new ExplainedError('too_fast_dm')).catch(() => undefined);
    },
    handleUpdate: (event) => previews.update(event),
    recover: () => turns.recover(),
    controls: {
      photo: (origin) => photos.soon(origin),
      continueFrom: (userId, photo, age, timeline) =>
        memory
          .setTopic(userId, {
            kind: 'photo',
            photo,
            ...(age !== undefined && isWithin(age, bounds) && { age }),
            ...(timeline && { timeline: [...timeline] }),
          })
          .catch(() => undefined),
      bounds,
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
      await turns.settled();
    },
  };
}

function routeTo({ id, channelId }: IncomingMessage): MessageRoute {
  return { kind: 'message', channelId, messageId: id };
}

function questionMessage({ content, components }: Prompt): AnswerMessage {
  const { body, files } = sentenceMessage(content);
  return { body: { ...body, components }, files };
}

type Said = Exclude<Act, { kind: 'make' | 'compare' | 'my data' | 'forget' | 'out of range' | 'no timeline' }>;

function wordsFor(act: Said, locale: Locale, bounds: AgeBounds): AnswerMessage {
  switch (act.kind) {
    case 'ask age':
      return questionMessage(ageQuestion(locale, act.photo, bounds));
    case 'ask which':
      return questionMessage(whichQuestion(locale, act.photos));
    case 'at the bound':
      return sentenceMessage(text(locale, act.age >= bounds.max ? 'dm_oldest' : 'dm_youngest', { age: act.age }));
    case 'not a message':
      return sentenceMessage(text(locale, 'dm_not_a_message'));
    case 'no photo':
      return sentenceMessage(text(locale, 'dm_no_photo'));
    case 'help':
      return sentenceMessage(text(locale, 'dm_help'));
    case 'greet':
      return sentenceMessage(text(locale, 'dm_hello'));
    case 'welcome':
      return sentenceMessage(text(locale, 'dm_welcome'));
  }
}
