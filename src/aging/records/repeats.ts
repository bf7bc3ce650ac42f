import type { z } from 'zod';
import { deleteFound } from '../../storage/tables/delete-found.ts';
import type { Storage } from '../../storage/storage.ts';
import { sealIndexedTable } from '../../storage/sealing/sealed-table.ts';
import type { Vault } from '../../storage/sealing/vault.ts';
import { peopleIn } from '../request/about-person.ts';
import { ageRequestSchema, type AgeRequest } from '../request/age-request.ts';

/** What it takes to ask for the same again. Encrypted, because it contains a link to a photo (never the photo). */
const repeatSchema = ageRequestSchema.pick({
  userId: true,
  age: true,
  timeline: true,
  picture: true,
  subject: true,
  handling: true,
  private: true,
});

export type Repeat = z.infer<typeof repeatSchema>;

/** Requests that failed for a reason that may pass, by their ids, for the button that asks again. */
export interface Repeats {
  remember(request: AgeRequest): Promise<void>;
  find(id: string): Promise<Repeat | undefined>;
  /** Forgets all requests by a person, and about their pictures. */
  forget(userId: string): Promise<void>;
}

/** Links to photos expire within a day, and then the button is of no use. */
const KEPT_MS = 24 * 3_600_000;

export function createRepeats(storage: Storage, vault: Vault): Repeats {
  const table = sealIndexedTable(storage, 'repeats', repeatSchema, vault, peopleIn);
  return {
    // Parsing drops what isn't needed again, such as the interaction's token.
    remember: (request) => table.set(request.id, repeatSchema.parse(request), KEPT_MS),
    find: (id) => table.get(id),
    forget: (userId) => deleteFound(table, userId),
  };
}
