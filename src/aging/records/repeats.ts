import { z } from 'zod';
import { deleteFound } from '../../storage/tables/delete-found.ts';
import { byId, keepNewest } from '../../storage/tables/keep-newest.ts';
import type { Storage } from '../../storage/storage.ts';
import { sealIndexedTable } from '../../storage/sealing/sealed-table.ts';
import type { Vault } from '../../storage/sealing/vault.ts';
import { peopleIn } from '../request/about-person.ts';
import { ageRequestSchema, type AskedRequest } from '../request/age-request.ts';

/** What it takes to ask for the same again. Encrypted, because it contains a link to a photo (never the photo). */
const repeatSchema = ageRequestSchema
  .pick({ userId: true, age: true, timeline: true, picture: true, subject: true, handling: true })
  // Where a person who was refused didn't say, the server's settings decide.
  .extend({ private: z.boolean().optional() });

export type Repeat = z.infer<typeof repeatSchema>;

/** Requests that failed or were refused for a reason that may pass, by their ids, for the button that asks again. */
export interface Repeats {
  remember(request: AskedRequest): Promise<void>;
  find(id: string): Promise<Repeat | undefined>;
  /** Forgets all requests by a person, and about their pictures. */
  forget(userId: string): Promise<void>;
  /** Those by a person, or about their pictures. */
  about(userId: string): AsyncIterable<readonly [id: string, record: Repeat]>;
}

/** Links to photos expire within a day, and then the button is of no use. */
const KEPT_MS = 24 * 3_600_000;
/** Failures of one person. */
const MOST = 50;

export function createRepeats(storage: Storage, vault: Vault): Repeats {
  const table = sealIndexedTable(storage, 'repeats', repeatSchema, vault, peopleIn);
  const bound = keepNewest(table, { most: MOST, ownerOf: ({ userId }) => userId, ageOf: byId });
  return {
    async remember(request) {
      // Parsing drops what isn't needed again, such as the interaction's token.
      const repeat = repeatSchema.parse(request);
      await table.set(request.id, repeat, KEPT_MS);
      await bound(repeat);
    },
    find: (id) => table.get(id),
    forget: (userId) => deleteFound(table, userId),
    about: (userId) => table.find(userId),
  };
}
