/** Runs work in order, at most `width` at a time. */
export function createSlots(width: number) {
  const waiting: (() => void)[] = [];
  let taken = 0;
  return {
    async run<T>(work: () => Promise<T>): Promise<T> {
      if (taken === width) await new Promise<void>((resolve) => waiting.push(resolve));
      else taken += 1;
      try {
        return await work();
      } finally {
        // Whoever is next takes the place over.
        const next = waiting.shift();
        if (next) next();
        else taken -= 1;
      }
    },
  };
}
