import { z } from 'zod';
import type { Rect } from '../../rect.ts';
import { ExplainedError, type Reason, type TextParams } from '../../i18n/explained-error.ts';
import { deleteFound } from '../../storage/tables/delete-found.ts';
import { byId, keepNewest } from '../../storage/tables/keep-newest.ts';
import type { Storage } from '../../storage/storage.ts';
import { sealIndexedTable } from '../../storage/sealing/sealed-table.ts';
import type { Vault } from '../../storage/sealing/vault.ts';
import { peopleIn } from '../request/about-person.ts';
import { pictureSourceSchema, rectSchema, subjectSchema, turnSchema, type AgeRequest } from '../request/age-request.ts';

/** What the choices under a question need. Encrypted, because it contains a link to a photo (never the photo). */
const questionSchema = z.object({
  userId: z.string(),
  age: z.number(),
  timeline: z.array(z.number()).optional(),
  private: z.boolean(),
  picture: pictureSourceSchema,
  subject: subjectSchema.optional(),
  turn: turnSchema,
  /** From left to right, in the pixels of the photo as it goes to the endpoint. */
  faces: z.array(rectSchema),
});

export type Question = z.infer<typeof questionSchema>;

/** Open questions about photos, by the id of their request. */
export interface Questions {
  remember(request: AgeRequest, faces: readonly Rect[]): Promise<void>;
  find(id: string): Promise<Question | undefined>;
  /** The last question about faces that a person was asked, while they are likely to answer it in words. */
  latest(userId: string): Promise<Question | undefined>;
  /** Its id. */
  latestId(userId: string): Promise<string | undefined>;
  forget(userId: string): Promise<void>;
  /** Those by a person, or about their pictures. */
  about(userId: string): AsyncIterable<readonly [id: string, record: Question]>;
}

/** The photo that a question is about. Sizes are in pixels. */
interface AskedPhoto {
  readonly width: number;
  readonly height: number;
  readonly faces?: readonly Rect[];
  /** With numbered boxes. */
  readonly numbered?: Uint8Array;
}

/**
 * A request that ends in a question instead of a picture. Nothing was paid and nothing stays reserved. Pressing one of
 * the choices starts a new request.
 */
export class QuestionError extends ExplainedError {
  override readonly name = 'QuestionError';
  /** The photo with numbered boxes, where faces are to be chosen. */
  readonly numbered: Uint8Array | undefined;
  readonly faces: readonly Rect[];
  /** Of the photo, in pixels. */
  readonly width: number;
  readonly height: number;

  constructor(reason: Reason, photo: AskedPhoto) {
    super(reason);
    this.faces = photo.faces ?? [];
    this.width = photo.width;
    this.height = photo.height;
    this.numbered = photo.numbered;
  }
}

/** Whether this reason is a question to the person. */
function isQuestion(reason: Reason): boolean {
  return ['which_face', 'no_face_seen', 'photo_seems_sideways', 'face_seems_small'].includes(reason);
}

/**
 * The error of a request that failed before a restart. A question whose photo is still known gets its choices back.
 * Never rejects.
 */
export async function restoreError(
  questions: Pick<Questions, 'find'>,
  id: string,
  { reason, params }: { readonly reason: Reason; readonly params: TextParams },
): Promise<ExplainedError> {
  const question = isQuestion(reason) ? await questions.find(id).catch(() => undefined) : undefined;
  if (!question) return new ExplainedError(reason, params);
  const width = Math.max(0, ...question.faces.map((face) => face.x + face.width));
  const height = Math.max(0, ...question.faces.map((face) => face.y + face.height));
  return new QuestionError(reason, { faces: question.faces, width, height });
}

/** How long "2 and 4" counts as an answer to the last question, in ms. */
const FRESH_MS = 15 * 60_000;
/** Links to photos expire within a day. */
const KEPT_MS = 24 * 3_600_000;
/** Questions to one person. They cost nothing, so nothing else bounds them. */
const MOST = 50;

export function createQuestions(storage: Storage, vault: Vault): Questions {
  const table = sealIndexedTable(storage, 'questions', questionSchema, vault, peopleIn);
  const bound = keepNewest(table, { most: MOST, ownerOf: ({ userId }) => userId, ageOf: byId });
  const latest = storage.table('latest-questions', z.string());
  return {
    async remember({ id, userId, age, timeline, private: isPrivate, picture, subject, handling }, faces) {
      const question: Question = {
        userId,
        age,
        ...(timeline && { timeline }),
        private: isPrivate,
        picture,
        ...(subject && { subject }),
        turn: handling?.turn ?? 0,
        faces: [...faces],
      };
      await table.set(id, question, KEPT_MS);
      if (faces.length > 0) await latest.set(userId, id, FRESH_MS);
      await bound(question);
    },
    find: (id) => table.get(id),
    async latest(userId) {
      const id = await latest.get(userId);
      return id === undefined ? undefined : await table.get(id);
    },
    async forget(userId) {
      await latest.delete(userId);
      await deleteFound(table, userId);
    },
    about: (userId) => table.find(userId),
    latestId: (userId) => latest.get(userId),
  };
}
