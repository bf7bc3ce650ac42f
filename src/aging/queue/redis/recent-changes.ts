import type { Entry } from '../../request/entry.ts';
import type { JobPlace } from './engine/queue-scripts.ts';

/** What Redis can lose in a crash with `appendfsync everysec` (1 s, or 2 while the disk is busy), in ms. */
const LOSABLE_MS = 3000;
/** How long it can take to notice that Redis is down, in ms. */
const UNNOTICED_MS = 15_000;

/** The last state of a job that this process knows of. */
export type Change =
  | { readonly kind: 'open'; readonly place: JobPlace; readonly entry: Entry; readonly round: number }
  | {
      readonly kind: 'ended';
      readonly place: JobPlace;
      /** Of the lock under which it ended. */ readonly token?: string;
    };

/** What was changed so recently that a crash of Redis can undo it. */
export function createRecentChanges() {
  const changes = new Map<string, Change & { readonly at: number }>();
  let lostAt: number | undefined;
  const prune = () => {
    const oldest = (lostAt ?? performance.now()) - UNNOTICED_MS;
    for (const [id, { at }] of changes) {
      if (at >= oldest) return;
      changes.delete(id);
    }
  };
  return {
    note(change: Change): void {
      changes.delete(change.place.id);
      changes.set(change.place.id, { ...change, at: performance.now() });
      prune();
    },
    /** Redis has just gone away. */
    lost: () => void (lostAt ??= performance.now()),
    found: () => void (lostAt = undefined),
    /** What has ended, and so must not be run again. */
    ended: () => [...changes.values()].flatMap((change) => (change.kind === 'ended' ? [change] : [])),
    /** What Redis may never have written to its disk. */
    open: () =>
      [...changes.values()].flatMap((change) =>
        change.kind === 'open' && change.at >= (lostAt ?? performance.now()) - LOSABLE_MS ? [change] : [],
      ),
  };
}

export type RecentChanges = ReturnType<typeof createRecentChanges>;
