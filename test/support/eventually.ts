import { vi } from 'vitest';
import { PATIENCE_MS } from 'discord-simulator/waiting';

/**
 * Resolves with the result of `look` once it doesn't throw. Rejects with its last error if that takes too long.
 * @param everyMs milliseconds between two calls
 */
export async function eventually<T>(look: () => T | Promise<T>, everyMs = 50): Promise<T> {
  return await vi.waitFor(look, { timeout: PATIENCE_MS, interval: everyMs });
}
