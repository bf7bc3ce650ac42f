import { MAX_FACES, ORDINARY_UPLOAD_BYTES } from '../../bounds.ts';
import type { AskedRequest, PictureOrigin } from '../../aging/request/age-request.ts';
import type { Answers } from '../../aging/records/answers.ts';
import type { Questions } from '../../aging/records/questions.ts';
import { explained } from '../../aging/request/failure.ts';
import type { Clock } from '../../clock.ts';
import { ExplainedError } from '../../i18n/explained-error.ts';
import { explain, text } from '../../i18n/text.ts';
import type { Access } from '../../limits/access.ts';
import type { Logger } from '../../ops/logger.ts';
import type { Storage } from '../../storage/storage.ts';
import type { AnswerMessage } from '../messages/answer-message.ts';
import { sentenceMessage } from '../messages/notices.ts';
import type { DirectMessages } from '../delivery/direct-messages.ts';
import { TOKEN_LIFE_MS } from '../reading/request-origin.ts';
import type { MessageRoute } from '../delivery/route.ts';
import { decide, isWithin, type Act, type AgeBounds } from './decide.ts';
import type { ConversationControls } from './controls.ts';
import { readFaces } from './face-words.ts';
import { readIncoming, type IncomingMessage } from './incoming-message.ts';
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
  /** Accepts or refuses a request; resolves when the person has a first response. Never rejects. */
  submit(asked: AskedRequest): Promise<void>;
  /** The bot's own user, once it's known: its own messages arrive as events too. */
  readonly ownId: () => string | undefined;
  readonly bounds: AgeBounds;
  readonly logger: Logger;
  readonly clock: Clock;
}

/** Messages don't say the person's language. */
const LOCALE = 'en-US';
const VENUE = { context: 'dm', ageRestricted: false } as const;
/** For how long to try to send a message, in ms. */
const RETRY_MS = 60_000;

export function createConversation(options: ConversationOptions): Conversation {
  const { messages, storage, answers, questions, access, submit, bounds, logger, clock } = options;
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
  const refuse = (message: IncomingMessage, error: ExplainedError) =>
    say(message, () => sentenceMessage(explain(LOCALE, error)));

  const turn = async (come: IncomingMessage, preview: Preview | undefined): Promise<void> => {
    const phrase = readPhrase(come.content);
    // People without access can still delete their data.
    if (phrase.kind !== 'stop') await access({ userId: come.userId, venue: VENUE });
    const isFirst = !(await memory.wasGreeted(come.userId));
    if (isFirst) {
      const greeting = () => sentenceMessage(text(LOCALE, 'dm_greeting', { ...bounds }));
      if (!(await say(come, greeting, 'first'))) return;
      await memory.markGreeted(come.userId);
    }

    const message = preview && phrase.kind !== 'stop' ? await preview.complete(closing.signal) : come;
    const pointed = await pointedBy(message, { messages, answers });
    // Don't age another photo in place of the one behind the link.
    if (!pointed && phrase.kind !== 'stop' && countLinks(message) > 0) throw new ExplainedError('dm_link');
    const chosen = pointed ? undefined : await chosenFaces(message);
    if (chosen) return await submit({ ...requestOf(message), ...chosen });
    const before = await memory.topic(message.userId);
    const { act, topic } = decide({ phrase, topic: before, pointed, bounds });
    if (topic) await memory.setTopic(message.userId, topic);
    // The greeting says the same.
    if (isFirst && act.kind === 'help') return;
    await perform(act, message);
  };

  const perform = async (act: Act, message: IncomingMessage): Promise<void> => {
    switch (act.kind) {
      case 'make':
        return await make(message, act.photo, act.age);
      case 'forget':
        await Promise.all([memory, answers, questions].map((each) => each.forget(message.userId)));
        return void (await say(message, () => sentenceMessage(text(LOCALE, 'dm_forgotten'))));
      case 'out of range':
        return void (await refuse(message, new ExplainedError('age_out_of_range', { ...bounds })));
      default:
        return void (await say(message, () => wordsFor(act, bounds)));
    }
  };

  const make = async (message: IncomingMessage, origin: PictureOrigin, age: number): Promise<void> => {
    await submit({ ...requestOf(message), age, picture: await photos.fresh(origin, message) });
  };

  const requestOf = (message: IncomingMessage) => ({
    id: message.id,
    command: 'dm',
    userId: message.userId,
    channelIds: [message.channelId],
    venue: VENUE,
    locale: LOCALE,
    private: false,
    uploadLimit: ORDINARY_UPLOAD_BYTES,
    deadline: clock.now() + TOKEN_LIFE_MS,
    route: routeTo(message),
  });

  /** The faces, if the message answers the question which of them to change. */
  const chosenFaces = async (message: IncomingMessage) => {
    const question = await questions.latest(message.userId);
    const indices = question && readFaces(message.content, question.faces.length);
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
      await turns.take(message);
    },
    handleUpdate: (event) => previews.update(event),
    recover: () => turns.recover(),
    controls: {
      photo: (origin) => photos.soon(origin),
      continueFrom: (userId, photo, age) =>
        memory
          .setTopic(userId, { kind: 'photo', photo, ...(age !== undefined && isWithin(age, bounds) && { age }) })
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

type Said = Exclude<Act, { kind: 'make' | 'forget' | 'out of range' }>;

function wordsFor(act: Said, bounds: AgeBounds): AnswerMessage {
  switch (act.kind) {
    case 'ask age':
      return questionMessage(ageQuestion(LOCALE, act.photo, bounds));
    case 'ask which':
      return questionMessage(whichQuestion(LOCALE, act.photos));
    case 'at the bound':
      return sentenceMessage(text(LOCALE, act.age >= bounds.max ? 'dm_oldest' : 'dm_youngest', { age: act.age }));
    case 'not a message':
      return sentenceMessage(text(LOCALE, 'dm_not_a_message'));
    case 'no photo':
      return sentenceMessage(text(LOCALE, 'dm_no_photo'));
    case 'help':
      return sentenceMessage(text(LOCALE, 'dm_help'));
  }
}
