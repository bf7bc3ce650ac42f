import { vi } from 'vitest';
import { PATIENCE_MS } from 'discord-simulator/waiting';

/**
 * Resolves with what `look` gives once it does not throw any more; rejects with its last error when patience ends.
 * @param everyMs milliseconds between two looks
 */
export async function eventually<T>(look: () => T | Promise<T>, everyMs = 50): Promise<T> {
  return await vi.waitFor(look, { timeout: PATIENCE_MS, interval: everyMs });
}
