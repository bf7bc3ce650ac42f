import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { openStorage } from '../../../src/storage/open-storage.ts';
import { StorageOpenError } from '../../../src/storage/storage-open-error.ts';
import { someOf } from '../../support/cases.ts';
import { eventually } from '../../support/eventually.ts';
import { hasRedisServer, startRedisServer } from '../../support/redis-server.ts';
import { redisCli } from '../../support/redis-topologies.ts';
import { removeFolder } from '../../support/remove-folder.ts';

type Settings = Readonly<Record<string, string>>;

async function openOn(settings: Settings, credentials = '') {
  const server = await startRedisServer(settings);
  const warnings: string[] = [];
  const url = `redis://${credentials}127.0.0.1:${server.port}`;
  const onWarning = (warning: string) => void warnings.push(warning);
  return { server, warnings, opening: openStorage(url, { clock: systemClock, onWarning }) };
}

describe.runIf(hasRedisServer)('what Redis must be', () => {
  const refused: [what: string, settings: Settings, says: RegExp][] = [
    ['a user who may run no scripts', { user: 'default on nopass ~* +@all -@scripting' }, /not allowed to run scripts/],
    ['a user who may not use the keys', { user: 'default on nopass ~other:* +@all' }, /not allowed to use the keys/],
    [
      'a user who may not write',
      { user: 'default on nopass ~* +@all -@write' },
      /not allowed to use the keys or commands/,
    ],
    ['a Redis without scripts', { 'rename-command': 'EVAL ""' }, /does not support scripts/],
    ['a replica', { replicaof: '127.0.0.1 1' }, /read-only replica/],
    ['a full memory', { maxmemory: '1', 'maxmemory-policy': 'noeviction' }, /memory is full/],
  ];
  test.each(someOf(refused, ['a user who may run no scripts', 'a user who may not write', 'a replica']))(
    '%s is refused at the start, in one sentence that says so',
    async (_what, settings, says) => {
      const { server, opening } = await openOn(settings);
      await using _server = server;
      const error = await opening.catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(StorageOpenError);
      expect(String(error)).toMatch(says);
      expect(String(error).split('\n')).toHaveLength(1);
    },
  );

  const warned: [what: string, settings: Settings, warnings: RegExp[]][] = [
    ['nothing', { appendonly: 'yes', maxmemory: '100mb', 'maxmemory-policy': 'noeviction' }, []],
    ['what snapshots leave out', { save: '60 1' }, [/only now and then \(save 60 1\)/]],
    ['nothing about a policy without a limit', { appendonly: 'yes', 'maxmemory-policy': 'allkeys-lru' }, []],
    ['that nothing is kept on disk', {}, [/keeps nothing on disk/]],
    [
      'what may be deleted',
      { appendonly: 'yes', maxmemory: '100mb', 'maxmemory-policy': 'allkeys-lru' },
      [/allkeys-lru/],
    ],
    [
      'both, of keys that expire as well',
      { maxmemory: '100mb', 'maxmemory-policy': 'volatile-ttl' },
      [/volatile-ttl/, /keeps nothing on disk/],
    ],
  ];
  test.each(someOf(warned, ['nothing', 'what snapshots leave out', 'both, of keys that expire as well']))(
    'an operator is warned of %s',
    async (_what, settings, expected) => {
      const dir = await mkdtemp(join(tmpdir(), 'redis-'));
      const { server, opening, warnings } = await openOn({ dir, ...settings });
      {
        await using _server = server;
        await using storage = await opening;
        expect(storage.warnings()).toEqual(warnings);
      }
      await removeFolder(dir);
      expect(warnings).toEqual(expected.map((text) => expect.stringMatching(text)));
    },
  );

  test('the warnings are those of the Redis that is there after an outage', async () => {
    const { server, opening, warnings } = await openOn({});
    await using _server = server;
    await using storage = await opening;
    expect(storage.warnings()).toHaveLength(1);
    await redisCli(server.port, ['config', 'set', 'save', '60 1']);
    await redisCli(server.port, ['config', 'set', 'maxmemory', '100mb']);
    await redisCli(server.port, ['config', 'set', 'maxmemory-policy', 'allkeys-lfu']);
    await redisCli(server.port, ['client', 'kill', 'type', 'normal']);
    const wanted = [/allkeys-lfu/, /only now and then/].map((text) => expect.stringMatching(text) as string);
    await eventually(() => expect(storage.warnings()).toEqual(wanted));
    expect(warnings).toHaveLength(3);
  });
});
