import { attempt } from '../../attempt.ts';
import type { RedisAddress } from './redis-address.ts';
import type { RedisConnection } from './redis-connection.ts';
import { redisOpenError } from './redis-open-error.ts';
import { script } from '../redis-scripts.ts';

/** What every script of the bot does: asks for the time, then writes. KEYS: one. ARGV: for how long. */
export const PROBE = script(`
redis.call('TIME')
redis.call('SET', KEYS[1], '1', 'PX', ARGV[1])
return redis.call('GET', KEYS[1])
`);
const PROBE_TTL_MS = 60_000;

/** Rejects when Redis does not run a script that writes: without permission, on a replica, with a full memory. */
export async function probeRedis(connection: RedisConnection, key: string): Promise<void> {
  await attempt('check', async () => {
    const input = { keys: [key], args: [PROBE_TTL_MS] };
    const reply = await connection.scripts.run(PROBE, input);
    if (reply !== '1') throw new Error('Redis did not return what was written');
  });
}

/**
 * What Redis says about itself (https://redis.io/docs/latest/commands/info). A managed Redis may not tell; what is
 * unknown is no problem.
 */
export async function inspectRedis(connection: RedisConnection, address: RedisAddress): Promise<string[]> {
  const { client, timed } = connection;
  const info = readInfo(await timed(() => client.info()).catch(() => ''));
  refuseUnfit(info, address);
  const warnings: string[] = [];
  const policy = info.get('maxmemory_policy') ?? 'noeviction';
  if (Number(info.get('maxmemory') ?? 0) > 0 && policy !== 'noeviction') {
    warnings.push(
      `Redis deletes data when its memory is full (maxmemory-policy ${policy}), which may lose requests, cooldowns and ` +
        'settings: set maxmemory-policy to noeviction',
    );
  }
  if (info.get('aof_enabled') === '0') {
    const snapshots = await snapshotsOf(connection);
    if (snapshots === '') {
      warnings.push(
        'Redis keeps nothing on disk, so requests, cooldowns and settings are lost at its next restart: set appendonly to yes',
      );
    } else if (snapshots !== undefined) {
      warnings.push(
        `Redis writes to its disk only now and then (save ${snapshots}), so a crash loses the requests, cooldowns and ` +
          'settings since the last time: set appendonly to yes',
      );
    }
  }
  return warnings;
}

/** Said before anything is written, since an error of the first command would say less. */
function refuseUnfit(info: ReadonlyMap<string, string>, address: RedisAddress): void {
  const mode = info.get('redis_mode');
  if (mode === 'sentinel') throw redisOpenError(address, 'it is a Sentinel; use redis+sentinel://HOST:PORT/NAME');
  if (mode === 'cluster' && address.form !== 'cluster') {
    throw redisOpenError(address, 'it is a node of a cluster; use redis+cluster://HOST:PORT,HOST:PORT');
  }
  if (info.get('role') === 'slave') {
    throw redisOpenError(
      address,
      'it is a read-only replica; use the address of the primary, or of its Sentinels (redis+sentinel://HOST:PORT/NAME)',
    );
  }
}

/** When Redis writes snapshots, '' = never; undefined if it doesn't tell. */
async function snapshotsOf({ client, timed }: RedisConnection): Promise<string | undefined> {
  const found = await timed(() => client.config('GET', 'save')).catch(() => undefined);
  return Array.isArray(found) && found[0] === 'save' ? String(found[1]) : undefined;
}

function readInfo(text: string): Map<string, string> {
  return new Map(
    text.split('\r\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
  );
}
