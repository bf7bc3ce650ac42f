import { z } from 'zod';
import { keys } from '../../limits/keys.ts';
import type { Storage } from '../../storage/storage.ts';
import { topicSchema, type Topic } from './topic.ts';

/** What is remembered of conversations. */
export interface Memory {
  /** Whether nobody has handled this message before: Discord may send it twice. */
  claim(messageId: string): Promise<boolean>;
  /** Whether this person has been told what the bot does and where photos go. */
  knows(userId: string): Promise<boolean>;
  meet(userId: string): Promise<void>;
  topic(userId: string): Promise<Topic | undefined>;
  keep(userId: string, topic: Topic): Promise<void>;
  /** Forgets what the conversation was about. */
  forget(userId: string): Promise<void>;
  /** Forgets that there has been one. */
  unmeet(userId: string): Promise<void>;
}

const DAY_MS = 86_400_000;
const TOPIC_KEPT_MS = DAY_MS;
const ACQUAINTANCE_KEPT_MS = 400 * DAY_MS;
/** Discord sends events again for minutes at the most. */
const CLAIM_KEPT_MS = 30 * 60_000;

export function createMemory(storage: Storage): Memory {
  const topics = storage.table('conversations', topicSchema);
  const acquaintances = storage.table('acquaintances', z.literal(true));
  return {
    async claim(messageId) {
      const once = { kind: 'quota', key: keys.turn(messageId), amount: 1, limit: 1, ttlMs: CLAIM_KEPT_MS } as const;
      return (await storage.atomic.reserve([once])).granted;
    },
    knows: async (userId) => (await acquaintances.get(userId)) !== undefined,
    meet: (userId) => acquaintances.set(userId, true, ACQUAINTANCE_KEPT_MS),
    topic: (userId) => topics.get(userId),
    keep: (userId, topic) => topics.set(userId, topic, TOPIC_KEPT_MS),
    async forget(userId) {
      await topics.delete(userId);
    },
    async unmeet(userId) {
      await acquaintances.delete(userId);
    },
  };
}
