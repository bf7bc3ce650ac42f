import { z } from 'zod';
import { deleteFound } from '../../storage/tables/delete-found.ts';
import { byId, keepNewest } from '../../storage/tables/keep-newest.ts';
import type { Storage } from '../../storage/storage.ts';
import { sealIndexedTable } from '../../storage/sealing/sealed-table.ts';
import type { Vault } from '../../storage/sealing/vault.ts';
import { peopleIn } from '../request/about-person.ts';
import { handlingSchema, pictureSourceSchema, subjectSchema, type AgeRequest } from '../request/age-request.ts';

/** What the buttons under an answer need. Encrypted, because it contains a link to a photo (never the photo). */
const answerRecordSchema = z.object({
  userId: z.string(),
  age: z.number(),
  minAge: z.number().optional(),
  /** Absent for one age. */
  timeline: z.array(z.number()).optional(),
  private: z.boolean(),
  picture: pictureSourceSchema,
  subject: subjectSchema.optional(),
  handling: handlingSchema.optional(),
});

export type AnswerRecord = z.infer<typeof answerRecordSchema>;

/** The answers of the last day, by the id of their request. */
export interface Answers {
  remember(request: AgeRequest): Promise<void>;
  find(id: string): Promise<AnswerRecord | undefined>;
  /** Takes the right to post a private answer for everyone, which is given once, unless it's released. */
  claimPost(id: string): Promise<boolean>;
  /** Keeps the right taken for as long as the answer can be continued from. */
  keepPost(id: string): Promise<void>;
  releasePost(id: string): Promise<void>;
  /** Forgets all answers to a person. */
  forget(userId: string): Promise<void>;
  /** Those by a person, or about their pictures. */
  about(userId: string): AsyncIterable<readonly [id: string, record: AnswerRecord]>;
}

/** Links to photos expire within a day, and then the buttons are of no use. */
const KEPT_MS = 24 * 3_600_000;
/** Answers of one person. */
const MOST = 500;
/** Longer than posting takes. After a crash during it, the answer can be posted again. */
const POSTING_MS = 5 * 60_000;
const POSTING = 'posting';
const POSTED = 'posted';
/** After a failure: it can be posted again. */
const FREE = 'free';

function postKey(id: string): string {
  return `post:${id}`;
}

export function createAnswers(storage: Storage, vault: Vault): Answers {
  const { atomic } = storage;
  const table = sealIndexedTable(storage, 'answers', answerRecordSchema, vault, peopleIn);
  const bound = keepNewest(table, { most: MOST, ownerOf: ({ userId }) => userId, ageOf: byId });
  return {
    async remember(request) {
      // Parsing drops what isn't needed again, such as the interaction's token.
      const answer = answerRecordSchema.parse(request);
      await table.set(request.id, answer, KEPT_MS);
      await bound(answer);
    },
    find: (id) => table.get(id),
    async claimPost(id) {
      const { swapped, found } = await atomic.swap(postKey(id), undefined, POSTING, POSTING_MS);
      return swapped || (found === FREE && (await atomic.swap(postKey(id), FREE, POSTING, POSTING_MS)).swapped);
    },
    async keepPost(id) {
      await atomic.swap(postKey(id), POSTING, POSTED, KEPT_MS);
    },
    async releasePost(id) {
      await atomic.swap(postKey(id), POSTING, FREE, KEPT_MS);
    },
    forget: (userId) => deleteFound(table, userId),
    about: (userId) => table.find(userId),
  };
}
