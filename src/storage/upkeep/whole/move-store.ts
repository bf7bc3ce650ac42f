import { randomUUID } from 'node:crypto';
import { StorageOpenError } from '../../storage-open-error.ts';
import { type Place, type Replaced, replaceStore } from './replace-store.ts';
import { refuseUnfinished } from '../unfinished-work.ts';
import type { WholeStore } from './whole-store.ts';

export interface Move {
  readonly from: WholeStore;
  readonly to: WholeStore;
  /** Whether what is in `to` may be replaced. */
  readonly mayReplace: boolean;
}

/**
 * Moves everything to another store. First `from` says that it was moved, then `to` becomes usable: at any moment at most
 * one of them is. After an interruption, the same move again finishes it.
 *
 * @returns undefined when it was finished before
 * @throws {StorageOpenError} while a bot uses either, or has unfinished work that can't be moved
 */
export async function moveStore({ from, to, mayReplace }: Move, place: Place): Promise<Replaced | undefined> {
  if (from.place === to.place) throw new StorageOpenError(`STORAGE_URL is already ${from.place}`);
  await using fromHold = await from.hold();
  await using toHold = await to.hold();
  const source = await from.facts();
  const target = await to.facts();
  if (source.incomplete !== undefined) {
    throw new StorageOpenError(`${from.place} is not complete: ${source.incomplete}`);
  }
  const isContinued = target.incomplete !== undefined && target.madeFrom === source.id;
  if (source.movedTo === to.place && target.incomplete === undefined) return undefined;
  if (source.movedTo !== undefined && !(source.movedTo === to.place && isContinued)) {
    throw new StorageOpenError(`The data of ${from.place} was already moved to ${source.movedTo}`);
  }
  if (target.incomplete !== undefined && !isContinued && !mayReplace) {
    throw new StorageOpenError(`${to.place} is not complete: ${target.incomplete}; or replace it with --replace`);
  }
  await refuseUnfinished(from);
  const madeFrom = await from.claim('id', randomUUID());
  const { keyCheck, keyFingerprint, usedAt } = source;
  return await replaceStore(
    {
      from,
      to,
      // What was moved away from there is no loss.
      mayReplace: mayReplace || target.movedTo === from.place,
      ifInterrupted: `a move from ${from.place} was interrupted; run it again with the old STORAGE_URL`,
      facts: { keyCheck, keyFingerprint, madeFrom, usedAt },
      async onCopied() {
        await fromHold.ensure();
        await toHold.ensure();
        await from.setFacts({ movedTo: to.place });
      },
    },
    place,
  );
}
