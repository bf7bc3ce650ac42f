import { z } from 'zod';
import { deleteFound } from '../../storage/tables/delete-found.ts';
import type { Storage } from '../../storage/storage.ts';
import { sealIndexedTable } from '../../storage/sealing/sealed-table.ts';
import type { Vault } from '../../storage/sealing/vault.ts';
import { peopleIn } from '../request/about-person.ts';
import { handlingSchema, pictureSourceSchema, subjectSchema, type AgeRequest } from '../request/age-request.ts';

/** What the buttons under an answer need. Encrypted, because it contains a link to a photo (never the photo). */
const answerRecordSchema = z.object({
  userId: z.string(),
  age: z.number(),
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
  /** Forgets all answers to a person. */
  forget(userId: string): Promise<void>;
}

/** Links to photos expire within a day, and then the buttons are of no use. */
const KEPT_MS = 24 * 3_600_000;

export function createAnswers(storage: Storage, vault: Vault): Answers {
  const table = sealIndexedTable(storage, 'answers', answerRecordSchema, vault, peopleIn);
  return {
    remember: ({ id, userId, age, private: isPrivate, picture, subject, handling }) =>
      table.set(
        id,
        { userId, age, private: isPrivate, picture, ...(subject && { subject }), ...(handling && { handling }) },
        KEPT_MS,
      ),
    find: (id) => table.get(id),
    forget: (userId) => deleteFound(table, userId),
  };
}
