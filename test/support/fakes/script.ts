/** Decides what one call does; `real` is what the fake does without a script. */
export type Step<T> = (real: () => T) => T | Promise<T>;

/** Steps for the next calls of a fake, in order. Calls after the last step behave as without a script. */
export interface Script<T> {
  next(...steps: readonly Step<T>[]): void;
  /** Forgets the steps that are left. */
  clear(): void;
  run(real: () => T): Promise<T>;
}

export function createScript<T>(): Script<T> {
  const waiting: Step<T>[] = [];
  return {
    next: (...steps) => void waiting.push(...steps),
    clear: () => void waiting.splice(0),
    async run(real) {
      const step = waiting.shift();
      return step ? await step(real) : real();
    },
  };
}

/** A step that fails, before the call has any effect. */
export function failing(error: unknown): () => Promise<never> {
  return () => Promise.reject(error);
}

/** A call that never ends, as if its process had died. */
export function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}
