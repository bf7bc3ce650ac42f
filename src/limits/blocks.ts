import { z } from 'zod';
import type { Storage } from '../storage/storage.ts';
import { FOR_GOOD_MS } from './keys.ts';

export type BlockKind = 'user' | 'server';

/** Who can't use the bot. Read from the store each time, so that a change applies in every process at once. */
export interface Blocks {
  has(kind: BlockKind, id: string): Promise<boolean>;
  block(kind: BlockKind, id: string): Promise<void>;
  /** @returns whether it was blocked. */
  unblock(kind: BlockKind, id: string): Promise<boolean>;
}

export function createBlocks(storage: Storage): Blocks {
  const table = storage.table('blocks', z.literal(true));
  return {
    has: async (kind, id) => (await table.get(key(kind, id))) ?? false,
    block: (kind, id) => table.set(key(kind, id), true, FOR_GOOD_MS),
    unblock: (kind, id) => table.delete(key(kind, id)),
  };
}

function key(kind: BlockKind, id: string): string {
  return `${kind}:${id}`;
}
