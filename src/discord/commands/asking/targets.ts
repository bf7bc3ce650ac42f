import { z } from 'zod';
import { peopleIn } from '../../../aging/request/about-person.ts';
import { ageRequestSchema, pictureSourceSchema } from '../../../aging/request/age-request.ts';
import { deleteFound } from '../../../storage/tables/delete-found.ts';
import { byId, keepNewest } from '../../../storage/tables/keep-newest.ts';
import { sealIndexedTable } from '../../../storage/sealing/sealed-table.ts';
import type { Storage } from '../../../storage/storage.ts';
import type { Vault } from '../../../storage/sealing/vault.ts';

/** What a menu was used on, which a submitted form doesn't contain. Encrypted: it contains links to photos. */
const targetSchema = z.object({
  /** Who used the menu. */
  userId: z.string(),
  /** The menu, as the requests from it are counted. */
  command: z.string(),
  subject: ageRequestSchema.shape.subject.unwrap(),
  pictures: z.array(pictureSourceSchema).min(1),
});

export type Target = z.infer<typeof targetSchema>;

/** The targets of menus, by the id of the interaction that showed the form. */
export interface Targets {
  remember(id: string, target: Target): Promise<void>;
  find(id: string): Promise<Target | undefined>;
  /** Deletes what a person has used menus on. */
  forget(userId: string): Promise<void>;
  /** Those by a person, or about their pictures. */
  about(userId: string): AsyncIterable<readonly [id: string, record: Target]>;
}

/** As long as Discord accepts a form that was left open. */
const KEPT_MS = 15 * 60_000;
/** Open forms of one person. */
const MOST = 50;

export function createTargets(storage: Storage, vault: Vault): Targets {
  const table = sealIndexedTable(storage, 'targets', targetSchema, vault, peopleIn);
  const bound = keepNewest(table, { most: MOST, ownerOf: ({ userId }) => userId, ageOf: byId });
  return {
    async remember(id, target) {
      await table.set(id, target, KEPT_MS);
      await bound(target);
    },
    find: (id) => table.get(id),
    forget: (userId) => deleteFound(table, userId),
    about: (userId) => table.find(userId),
  };
}
