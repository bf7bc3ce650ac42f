import type { Clock } from '../clock.ts';

/** Counts that are written together. A crash loses what was counted last, so nothing that is paid for is counted so. */
export interface Gathered<K> extends AsyncDisposable {
  /** Counts one of this kind. */
  add(kind: K): void;
}

const GATHERED_MS = 1000;
/** More kinds than this are written at once, so that memory stays bounded. */
const MOST_KINDS = 100;

/** @param write adds a number to the count of a kind, and never rejects */
export function createGathered<K>(write: (kind: K, amount: number) => Promise<void>, clock: Clock): Gathered<K> {
  let counts = new Map<string, { readonly kind: K; amount: number }>();
  const writing = new Set<Promise<unknown>>();

  const flush = () => {
    const all = [...counts.values()];
    counts = new Map();
    const written = Promise.all(all.map(({ kind, amount }) => write(kind, amount)));
    writing.add(written);
    void written.finally(() => writing.delete(written));
  };

  return {
    add(kind) {
      const name = JSON.stringify(kind);
      const count = counts.get(name) ?? { kind, amount: 0 };
      count.amount += 1;
      counts.set(name, count);
      if (counts.size >= MOST_KINDS) flush();
      else if (counts.size === 1 && count.amount === 1) void clock.sleep(GATHERED_MS).then(flush);
    },
    async [Symbol.asyncDispose]() {
      flush();
      await Promise.all(writing);
    },
  };
}
