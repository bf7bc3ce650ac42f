import { z } from 'zod';
import { keys } from '../../limits/keys.ts';
import type { Storage } from '../../storage/storage.ts';
import { topicSchema, type Topic } from './topic.ts';

/** A message that a process has claimed and not answered yet, because it's waiting for something. */
export interface Unanswered {
  readonly channelId: string;
  readonly userId: string;
}

/** What is stored about conversations. */
export interface Memory {
  /** Whether this message is new: Discord can send it twice. */
  claim(messageId: string): Promise<boolean>;
  /** Notes that this process answers a message until `until`, in ms since the epoch, and any process after that. */
  markUnanswered(messageId: string, message: Unanswered, until: number): Promise<void>;
  markAnswered(messageId: string): Promise<void>;
  /** Takes over overdue messages, each by one caller only, except those that the caller is working on (`own`). */
  adoptOverdue(own: ReadonlySet<string>, now: number): AsyncIterable<readonly [messageId: string, message: Unanswered]>;
  /** Whether this person has been told what the bot does and where photos go. */
  wasGreeted(userId: string): Promise<boolean>;
  markGreeted(userId: string): Promise<void>;
  topic(userId: string): Promise<Topic | undefined>;
  setTopic(userId: string, topic: Topic): Promise<void>;
  /** The messages of a person that wait to be answered. */
  unansweredOf(userId: string): AsyncIterable<readonly [messageId: string, message: Unanswered]>;
  /** Deletes what the conversation was about. */
  forget(userId: string): Promise<void>;
  /** Deletes that the person was greeted. */
  forgetGreeting(userId: string): Promise<void>;
}

const DAY_MS = 86_400_000;
const TOPIC_KEPT_MS = DAY_MS;
const GREETING_KEPT_MS = 400 * DAY_MS;
/** How late an answer is still useful. */
const UNANSWERED_KEPT_MS = 15 * 60_000;
/** Discord resends events for minutes at most. */
const CLAIM_KEPT_MS = 30 * 60_000;

/**
 * Finds every unanswered message without reading anything else. There are few at a time, so those of one person are
 * looked for among them: an index by person would name people for longer than their messages wait.
 */
const ALL = 'all';

const unansweredSchema = z.object({ channelId: z.string(), userId: z.string(), until: z.number() });

export function createMemory(storage: Storage): Memory {
  const topics = storage.table('conversations', topicSchema);
  const unanswered = storage.indexedTable('unanswered', unansweredSchema, () => [ALL]);

  const unansweredOf = async function* (userId: string) {
    for await (const [messageId, message] of unanswered.find(ALL)) {
      if (message.userId === userId) yield [messageId, message] as const;
    }
  };

  const greeted = storage.table('acquaintances', z.literal(true));
  return {
    async claim(messageId) {
      const once = { kind: 'quota', key: keys.turn(messageId), amount: 1, limit: 1, ttlMs: CLAIM_KEPT_MS } as const;
      return (await storage.atomic.reserve([once])).granted;
    },
    markUnanswered: (messageId, { channelId, userId }, until) =>
      unanswered.set(messageId, { channelId, userId, until }, UNANSWERED_KEPT_MS),
    async markAnswered(messageId) {
      await unanswered.delete(messageId);
    },
    async *adoptOverdue(own, now) {
      for await (const [messageId, { until, ...message }] of unanswered.find(ALL)) {
        if (until <= now && !own.has(messageId) && (await unanswered.delete(messageId))) yield [messageId, message];
      }
    },
    unansweredOf,
    wasGreeted: async (userId) => (await greeted.get(userId)) !== undefined,
    markGreeted: (userId) => greeted.set(userId, true, GREETING_KEPT_MS),
    topic: (userId) => topics.get(userId),
    setTopic: (userId, topic) => topics.set(userId, topic, TOPIC_KEPT_MS),
    async forget(userId) {
      await topics.delete(userId);
      for await (const [messageId] of unansweredOf(userId)) await unanswered.delete(messageId);
    },
    async forgetGreeting(userId) {
      await greeted.delete(userId);
    },
  };
}
