import { vi } from 'vitest';
import { PATIENCE_MS } from '../simulator/waiting.ts';

/** Resolves with what `look` gives once it does not throw any more; rejects with its last error when patience ends. */
export async function eventually<T>(look: () => T | Promise<T>): Promise<T> {
  return await vi.waitFor(look, { timeout: PATIENCE_MS, interval: 50 });
}
