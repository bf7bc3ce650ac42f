import { execFileSync } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../../src/clock.ts';
import { openStorage } from '../../../src/storage/open-storage.ts';
import type { StorageDependencies } from '../../../src/storage/storage-dependencies.ts';
import { StorageOpenError } from '../../../src/storage/storage-open-error.ts';
import { StorageError, type Storage } from '../../../src/storage/storage.ts';
import { nightly } from '../../support/cases.ts';
import { eventually } from '../../support/eventually.ts';
import { freePort } from '../../support/free-port.ts';
import { hasRedisServer, startRedisServer } from '../../support/redis-server.ts';
import {
  redisCli,
  startCluster,
  startSentinels,
  type Cluster,
  type Sentinels,
} from '../../support/redis-topologies.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const HOUR = 3_600_000;
const open = (url: string, more: Partial<StorageDependencies> = {}) =>
  openStorage(url, { clock: systemClock, ...more });
const refusal = (opening: Promise<unknown>) => opening.catch((error: unknown) => error);

/** Everything the bot does with a store. */
async function expectToServe(storage: Storage): Promise<void> {
  await storage.check();
  const notes = storage.indexedTable('notes', z.string(), (text) => [text, 'all']);
  await notes.clear();
  await notes.set('a', 'one', HOUR);
  await notes.set('b', 'two', HOUR);
  expect(await notes.get('a')).toBe('one');
  expect((await Array.fromAsync(notes.find('all'))).map(([key]) => key).toSorted()).toEqual(['a', 'b']);
  expect(await notes.delete('a')).toBe(true);
  expect(await Array.fromAsync(notes.entries())).toEqual([['b', 'two']]);
  const key = `key-${Math.random()}`;
  const claims = [
    { kind: 'quota', key, amount: 1, limit: 1, ttlMs: HOUR },
    { kind: 'pace', key, intervalMs: 1000, patienceMs: 0 },
  ] as const;
  const reservation = await storage.atomic.reserve(claims);
  expect(reservation.granted).toBe(true);
  expect((await storage.atomic.reserve(claims)).granted).toBe(false);
  await storage.atomic.refund(reservation.granted ? reservation.receipts : []);
  expect(await storage.atomic.used(key)).toBe(0);
  // Not at once after Redis was away.
  await eventually(async () => expect(await storage.atomic.lease(key, 'me', 500)).toBe(true));
  await storage.atomic.swap(key, undefined, 'shared', HOUR);
  expect(await storage.atomic.swap(key, undefined, undefined, HOUR)).toMatchObject({ found: 'shared' });
}

/** What a work queue does with the connection of the store. */
async function expectCommands(storage: Storage): Promise<void> {
  const { redis } = storage;
  if (!redis) throw new Error('This store is on Redis');
  const { client } = redis.connection;
  expect(await client.rpush(`${redis.prefix}queue`, 'job')).toBe(1);
  const further = client.duplicate();
  await further.connect();
  expect(await further.blpop(`${redis.prefix}queue`, 1)).toEqual([`${redis.prefix}queue`, 'job']);
  further.disconnect();
}

describe.runIf(hasRedisServer)('one server', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'redis-'));
  });
  afterAll(() => removeFolder(folder));

  test('serves at a unix socket', async () => {
    const socket = join(folder, 'redis.sock');
    await using server = await startRedisServer({ unixsocket: socket });
    await using storage = await open(`redis+unix://${socket}?db=3`);
    await expectToServe(storage);
    await expectCommands(storage);
    await server.kill();
    await expect(storage.check()).rejects.toThrow(StorageError);
    await server.start();
    await eventually(() => storage.check());
  });

  test('serves over TLS with an authority of its own, and only with that', async () => {
    const [ca, other] = [makeAuthority(folder, 'ca'), makeAuthority(folder, 'other')];
    const { cert, key } = makeCertificate(folder, ca);
    const tlsPort = await freePort();
    await using _server = await startRedisServer({
      'tls-port': String(tlsPort),
      'tls-cert-file': cert,
      'tls-key-file': key,
      'tls-ca-cert-file': ca.cert,
      'tls-auth-clients': 'no',
    });
    await using storage = await open(`rediss://localhost:${tlsPort}/1`, { ca: ca.cert });
    await expectToServe(storage);
    await expectCommands(storage);
    await using byAddress = await open(`rediss://127.0.0.1:${tlsPort}/2`, { ca: ca.cert });
    await expectToServe(byAddress);
    const unknown = await refusal(open(`rediss://localhost:${tlsPort}`, { ca: other.cert }));
    expect(unknown).toBeInstanceOf(StorageOpenError);
    expect(String(unknown)).toMatch(/certificate/);
    expect(String(await refusal(open(`rediss://localhost:${tlsPort}`)))).toMatch(/certificate/);
  });

  test('an authority that cannot be read, or is none, is named', async () => {
    const file = join(folder, 'not.pem');
    await writeFile(file, 'This is no certificate.');
    for (const ca of [file, join(folder, 'missing.pem')]) {
      const error = await refusal(open('rediss://localhost:1', { ca }));
      expect(error).toBeInstanceOf(StorageOpenError);
      expect(String(error)).toContain(ca);
    }
  });

  test('serves a user with a password of its own, who may not ask for the configuration', async () => {
    await using server = await startRedisServer({
      user: 'bot on >secret ~face-age-bot:* +@all -@admin -@dangerous +info',
    });
    const warnings: string[] = [];
    const onWarning = (warning: string) => void warnings.push(warning);
    await using storage = await open(`redis://bot:secret@127.0.0.1:${server.port}`, { onWarning });
    await expectToServe(storage);
    expect(warnings).toEqual([]);
  });
});

describe.runIf(hasRedisServer)('Sentinels', () => {
  let sentinels: Sentinels;
  beforeAll(async () => {
    sentinels = await startSentinels();
  });
  afterAll(() => sentinels[Symbol.asyncDispose]());

  nightly('lead to the primary, and to its successor after a fail-over', async () => {
    const errors: unknown[] = [];
    await using storage = await open(sentinels.url, { onError: (error) => errors.push(error) });
    await expectToServe(storage);
    await expectCommands(storage);
    const { redis } = storage;
    if (!redis) throw new Error('This store is on Redis');
    const { client } = redis.connection;
    await client.set(`${redis.prefix}before`, 'x');
    await storage.table('notes', z.string()).set('kept', 'x', HOUR);
    await client.wait(1, 1000);

    await sentinels.primary.kill();
    await eventually(() => storage.check());
    await expectToServe(storage);
    await eventually(async () => expect(await client.get(`${redis.prefix}before`)).toBe('x'));
    expect(errors).toHaveLength(1);
  });

  nightly('that do not know the name, or are not there, are an error of one sentence', async () => {
    const error = await refusal(open(sentinels.url.replace('mymaster', 'other')));
    expect(error).toBeInstanceOf(StorageOpenError);
    expect(await refusal(open('redis+sentinel://:hunter2@127.0.0.1:1/mymaster'))).toBeInstanceOf(StorageOpenError);
  });

  nightly('that are addressed as a server are refused by name', async () => {
    const url = sentinels.url.replace('+sentinel', '').replace(/,.*/, '');
    expect(String(await refusal(open(url)))).toMatch(/it is a Sentinel; use redis\+sentinel:/);
  });
});

describe.runIf(hasRedisServer)('a cluster', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterAll(() => cluster[Symbol.asyncDispose]());

  test('serves, whichever of its nodes is named, and all keys are on one node', async () => {
    const nodes = cluster.url.replace('redis+cluster://', '').split(',');
    for (const node of nodes) {
      await using storage = await open(`redis+cluster://127.0.0.1:1,${node}`);
      await expectToServe(storage);
      await expectCommands(storage);
    }
    const sizes = await Promise.all(cluster.nodes.map(({ port }) => redisCli(port, ['dbsize'])));
    expect(sizes.filter((size) => size.trim() !== '0')).toHaveLength(1);
  });

  nightly('is followed when its keys move to another node', async () => {
    await using storage = await open(cluster.url);
    await storage.atomic.reserve([{ kind: 'quota', key: 'level', amount: 3, limit: 9, ttlMs: HOUR }]);
    const slot = (await redisCli(cluster.nodes[0]?.port ?? 0, ['cluster', 'keyslot', '{face-age-bot}'])).trim();
    const ids = await Promise.all(
      cluster.nodes.map(async ({ port }) => [port, (await redisCli(port, ['cluster', 'myid'])).trim()] as const),
    );
    const sizes = await Promise.all(cluster.nodes.map(({ port }) => redisCli(port, ['dbsize'])));
    const from = ids[sizes.findIndex((size) => size.trim() !== '0')];
    const to = ids.find(([port]) => port !== from?.[0]);
    if (!from || !to) throw new Error('There are not two nodes');
    await redisCli(to[0], ['cluster', 'setslot', slot, 'importing', from[1]]);
    await redisCli(from[0], ['cluster', 'setslot', slot, 'migrating', to[1]]);
    for (;;) {
      const keys = (await redisCli(from[0], ['cluster', 'getkeysinslot', slot, '100'])).split('\n').filter(Boolean);
      if (keys.length === 0) break;
      await redisCli(from[0], ['migrate', '127.0.0.1', String(to[0]), '', '0', '5000', 'keys', ...keys]);
    }
    for (const [port] of [to, from]) await redisCli(port, ['cluster', 'setslot', slot, 'node', to[1]]);
    await eventually(async () => expect(await storage.atomic.used('level')).toBe(3));
    await eventually(() => expectToServe(storage));
  });

  test('that is addressed as a server is refused by name, and so is a server addressed as a cluster', async () => {
    const url = cluster.url.replace('+cluster', '').replace(/,.*/, '');
    expect(String(await refusal(open(url)))).toMatch(/it is a node of a cluster; use redis\+cluster:/);
    await using server = await startRedisServer();
    const error = await refusal(open(`redis+cluster://:hunter2@127.0.0.1:${server.port}`));
    expect(error).toBeInstanceOf(StorageOpenError);
    expect(String(error)).not.toContain('hunter2');
  });
});

interface Authority {
  readonly cert: string;
  readonly key: string;
}

function openssl(...args: readonly string[]): void {
  execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

function makeAuthority(folder: string, name: string): Authority {
  const [cert, key] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)];
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key, '-out', cert];
  openssl('req', '-x509', ...made, '-days', '2', '-subj', `/CN=${name}`);
  return { cert, key };
}

function makeCertificate(folder: string, ca: Authority): Authority {
  const [cert, key, request] = ['server.pem', 'server.key', 'server.csr'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key, '-out', request];
  openssl('req', ...made, '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1');
  const signed = ['-CA', ca.cert, '-CAkey', ca.key, '-CAcreateserial', '-out', cert, '-days', '2'];
  openssl('x509', '-req', '-in', request, ...signed, '-copy_extensions', 'copy');
  return { cert, key };
}
