import { expect, test } from 'vitest';
import { describeAddress, parseRedisUrl } from '../../../src/storage/redis/connecting/redis-address.ts';
import { StorageOpenError } from '../../../src/storage/storage-open-error.ts';

const single = { form: 'single', tls: false, host: 'redis', port: 6379, db: 0 };

test.each([
  ['redis://redis', single],
  ['valkey://redis:7000/3', { ...single, port: 7000, db: 3 }],
  ['rediss://redis', { ...single, tls: true }],
  ['valkeys://redis/', { ...single, tls: true }],
  ['redis://[::1]:7000', { ...single, host: '::1', port: 7000 }],
  ['redis://:p%40ss%3Aword@redis', { ...single, password: 'p@ss:word' }],
  ['redis://ann:secret:more@redis', { ...single, username: 'ann', password: 'secret:more' }],
  ['redis://ann@redis', { ...single, username: 'ann' }],
  ['redis+unix:///run/redis%20here.sock', { form: 'socket', tls: false, path: '/run/redis here.sock', db: 0 }],
  ['unix:///run/redis.sock?db=2', { form: 'socket', tls: false, path: '/run/redis.sock', db: 2 }],
  [
    'redis+unix://ann:secret@/run/redis.sock',
    { form: 'socket', tls: false, path: '/run/redis.sock', db: 0, username: 'ann', password: 'secret' },
  ],
  [
    'redis+sentinel://ann:secret@one:1,[::2],three/mymaster/4',
    {
      form: 'sentinel',
      tls: false,
      username: 'ann',
      password: 'secret',
      nodes: [
        { host: 'one', port: 1 },
        { host: '::2', port: 26_379 },
        { host: 'three', port: 26_379 },
      ],
      name: 'mymaster',
      db: 4,
    },
  ],
  [
    'rediss+sentinel://one/mymaster?sentinel_username=sue&sentinel_password=s3%2Fcret',
    {
      form: 'sentinel',
      tls: true,
      nodes: [{ host: 'one', port: 26_379 }],
      name: 'mymaster',
      db: 0,
      sentinelUsername: 'sue',
      sentinelPassword: 's3/cret',
    },
  ],
  [
    'rediss+cluster://one,two:7001',
    {
      form: 'cluster',
      tls: true,
      nodes: [
        { host: 'one', port: 6379 },
        { host: 'two', port: 7001 },
      ],
      db: 0,
    },
  ],
])('%s is read', (url, address) => {
  expect(parseRedisUrl(url)).toEqual(address);
});

test.each([
  'redis://',
  'redis://:hunter2@',
  'redis://user:hunter2@host:0',
  'redis://user:hunter2@host:99999',
  'redis://user:hunter2@host:port',
  'redis://user:hunter2@one,two',
  'redis://user:hunter2@host/name',
  'redis://user:%hunter2@host',
  'redis+unix://host/hunter2.sock',
  'redis+unix://',
  'rediss+unix:///hunter2.sock',
  'redis+sentinel://user:hunter2@one:1,two:2',
  'redis+sentinel:///hunter2',
  'redis+sentinel://one/mymaster/hunter2',
  'redis+cluster://user:hunter2@one,,two',
  'redis+cluster://user:hunter2@one/1',
  'redis+cluster://',
])('%s is refused with what it should be, and without its password', (url) => {
  const read = () => parseRedisUrl(url);
  expect(read).toThrow(StorageOpenError);
  expect(read).toThrow(/it should be redis(\+\w+)?:\/\//);
  expect(read).not.toThrow(/hunter2/);
});

test.each(['', 'memory:', 'sqlite://data/bot.db', 'redis:host', 'http://host', 'redis+http://host'])(
  '"%s" is not the URL of a Redis',
  (url) => {
    expect(parseRedisUrl(url)).toBeUndefined();
  },
);

function described(url: string): string | undefined {
  const address = parseRedisUrl(url);
  return address && describeAddress(address);
}

test('an address is described without user and password', () => {
  expect(described('redis://ann:secret@[::1]')).toBe('[::1]:6379');
  expect(described('redis+sentinel://ann:secret@one,two:2/mymaster')).toBe('one:26379, two:2');
  expect(described('unix://ann:secret@/run/redis.sock')).toBe('/run/redis.sock');
});
