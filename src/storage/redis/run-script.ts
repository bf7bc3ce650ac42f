import type { RedisConnection } from './connecting/redis-connection.ts';
import type { Script } from './redis-scripts.ts';

export interface ScriptInput {
  readonly keys: readonly string[];
  readonly args: readonly (string | number)[];
}

/** Runs a script by its name, and sends the whole of it only when Redis doesn't know it. */
export async function runScript(
  { client }: Pick<RedisConnection, 'client'>,
  { lua, sha }: Script,
  { keys, args }: ScriptInput,
): Promise<unknown> {
  try {
    return await client.evalsha(sha, keys.length, ...keys, ...args);
  } catch (error) {
    // Redis forgets its scripts when it restarts.
    if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
    return await client.eval(lua, keys.length, ...keys, ...args);
  }
}
