import type { Seeded } from '../../support/chaos/seeded.ts';

/** One reader of bytes that strangers choose. */
export interface FuzzTarget {
  readonly name: string;
  /** What mutations start from: valid inputs. */
  seeds(): readonly Uint8Array[];
  /**
   * Reads an input, and checks what must hold for any.
   *
   * @throws what the reader must not throw, or an AssertionError.
   */
  run(input: Uint8Array): void | Promise<void>;
  /** Makes an input of a seed. Default: changes bytes. */
  mutate?(seed: Uint8Array, others: readonly Uint8Array[], random: Seeded): Uint8Array;
  /** Inputs of a short run, as of each night: a multiple of four. */
  readonly shortRun: number;
}

/** Calls a reader, and returns `undefined` if it refuses the input with an error that is declared. */
export function unlessDeclared<T>(isDeclared: (error: unknown) => boolean, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!isDeclared(error)) throw error;
    return undefined;
  }
}
