import type { RedisConnection } from '../../../storage/redis/connecting/redis-connection.ts';

/**
 * Whether a process is connected to Redis. The kernel closes the connections of a process that dies, and keeps those of
 * one that is stopped. A Redis that doesn't tell its clients' names has nobody connected.
 *
 * @throws {StorageError}
 */
export async function isConnected({ client, timed }: RedisConnection, name: string): Promise<boolean> {
  const list = await timed(() => client.client('LIST').catch(ifRefused));
  return String(list).includes(` name=${name} `);
}

/** Some hosts of Redis don't allow the command. */
function ifRefused(error: unknown): string {
  if (error instanceof Error && /^(?:NOPERM|ERR)\b/.test(error.message)) return '';
  throw error;
}
