import type { Openers } from '../../sealing/seals.ts';
import type { BackupFile } from './backup-file.ts';
import { opensCheck, sealedTextOf, wrongKey } from '../key-check.ts';
import { type Place, type Replaced, replaceStore } from './replace-store.ts';
import { refuseUnfinished } from '../unfinished-work.ts';
import type { StoredRecord, WholeStore } from './whole-store.ts';

/** What was at work when the backup was made: it was answered since, and would be paid for and answered again. */
const UNFINISHED = new Set(['journal', 'unanswered']);

export interface Restore {
  readonly file: BackupFile;
  /** For the operator. */
  readonly fileName: string;
  readonly to: WholeStore;
  readonly mayReplace: boolean;
  /** The keys of the bot; without them, what was encrypted is left out. */
  readonly seals: Openers | undefined;
  readonly keySource: string;
}

/**
 * Puts a backup into a store.
 * @throws {StorageOpenError} while a bot uses the store or has unfinished work in it, when it holds data that may not be
 * replaced, and for a wrong key
 */
export async function restoreStore(
  { file, fileName, to, mayReplace, seals, keySource }: Restore,
  place: Place,
): Promise<Replaced> {
  const { keyCheck, keyFingerprint, store } = file.header;
  if (seals !== undefined && !opensCheck(file.header, seals)) throw wrongKey(`The backup ${fileName}`, keySource);
  await using hold = await to.hold();
  await refuseUnfinished(to);
  const { id } = await to.facts();
  return await replaceStore(
    {
      from: file,
      to,
      mayReplace,
      wanted: (record) => !isUnfinished(record) && (seals !== undefined || sealedTextOf(record) === undefined),
      onCopied: () => hold.ensure(),
      ifInterrupted: `a restore was interrupted; run npm run restore ${fileName} again`,
      facts: {
        ...(seals !== undefined && { keyCheck, keyFingerprint }),
        // Whoever knows the store by its former id, knows it by that.
        madeFrom: id ?? store,
      },
    },
    place,
  );
}

function isUnfinished(record: StoredRecord): boolean {
  return record.kind === 'row' && UNFINISHED.has(record.namespace);
}
