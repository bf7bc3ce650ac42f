import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { describe, expect, test } from 'vitest';
import { someOf } from '../../support/cases.ts';
import { eventually } from '../../support/eventually.ts';
import { expectPicture, expectSentence, sentence } from '../../support/expectations.ts';
import { askTwice, startOneAtATime } from '../../support/faults/one-at-a-time.ts';
import { hasRedisServer, startRedisServer, type RedisServer } from '../../support/redis-server.ts';
import { removeFolder } from '../../support/remove-folder.ts';

interface Place {
  /** The operator's connection, which stays. */
  readonly admin: Redis;
  readonly server: RedisServer;
  readonly url: string;
  /** Where Redis keeps its data. */
  readonly folder: string;
}

interface Trouble {
  /** What the log says, if not the first word. */
  readonly says?: string;
  readonly settings?: Readonly<Record<string, string>>;
  begin(place: Place): unknown;
  end(place: Place): unknown;
}

const disconnect = ({ admin }: Place) => admin.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
const replica: Trouble = {
  says: 'it is a read-only replica',
  begin: ({ admin }) => admin.replicaof('127.0.0.1', 1),
  end: ({ admin }) => admin.replicaof('NO', 'ONE'),
};

/** How a Redis that is there refuses commands, by what it says. */
const TROUBLES: readonly (readonly [says: string, trouble: Trouble])[] = [
  [
    'OOM: its memory is full',
    {
      begin: ({ admin }) => admin.config('SET', 'maxmemory', '1'),
      end: ({ admin }) => admin.config('SET', 'maxmemory', '0'),
    },
  ],
  [
    'MISCONF: its disk is full',
    {
      async begin({ admin, folder }) {
        await rm(folder, { recursive: true });
        await admin.config('SET', 'save', '3600 1');
        await admin.bgsave();
        await eventually(async () => expect(await admin.info('persistence')).toContain('rdb_last_bgsave_status:err'));
      },
      async end({ admin, folder }) {
        await mkdir(folder);
        await admin.config('SET', 'save', '');
      },
    },
  ],
  ['READONLY: it has become a replica', replica],
  ['MASTERDOWN: it has lost its primary', { ...replica, settings: { 'replica-serve-stale-data': 'no' } }],
  [
    'NOAUTH: its password has changed',
    {
      async begin(place) {
        await place.admin.config('SET', 'requirepass', 'other');
        await disconnect(place);
      },
      end: ({ admin }) => admin.config('SET', 'requirepass', ''),
    },
  ],
  [
    'NOPERM: its user may no longer run scripts',
    {
      begin: ({ admin }) => admin.acl('SETUSER', 'default', '-@scripting'),
      end: ({ admin }) => admin.acl('SETUSER', 'default', '+@all'),
    },
  ],
  [
    'BUSY: somebody runs a script that does not end',
    {
      settings: { 'busy-reply-threshold': '50' },
      async begin({ admin, url }) {
        const other = new Redis(url);
        other.on('error', () => undefined);
        void other.eval('while true do end', 0).catch(() => other.disconnect());
        await eventually(() => expect(admin.get('any')).rejects.toThrow(/^BUSY/));
      },
      end: ({ admin }) => admin.script('KILL'),
    },
  ],
  [
    'LOADING: it reads its file after a crash',
    {
      says: 'Redis is not connected',
      settings: { 'key-load-delay': '4000', 'loading-process-events-interval-bytes': '1024' },
      async begin({ admin, server }) {
        await admin.eval("for i = 1, 1000 do redis.call('SET', i, i) end", 0);
        await admin.save();
        await server.kill();
        void server.start().catch(() => undefined);
        await eventually(() => expect(admin.get('any')).rejects.toThrow(/^LOADING/));
      },
      end: () => undefined,
    },
  ],
  [
    'max number of clients',
    {
      // It closes the connection before it's heard.
      says: 'The connection to Redis was lost',
      async begin(place) {
        await place.admin.config('SET', 'maxclients', '1');
        await disconnect(place);
      },
      end: ({ admin }) => admin.config('SET', 'maxclients', '1000'),
    },
  ],
];
const SOME = ['MISCONF: its disk is full', 'BUSY: somebody runs a script that does not end', 'max number of clients'];

describe.runIf(hasRedisServer)('while Redis refuses commands', () => {
  test.each(someOf(TROUBLES, SOME))(
    '(%s) a paid picture is shown, who waits gets theirs afterwards, others are told, and nothing is left or paid twice',
    async (what, trouble) => {
      await using parts = new AsyncDisposableStack();
      const parent = await mkdtemp(join(tmpdir(), 'redis-refuses-'));
      parts.defer(() => removeFolder(parent));
      const folder = join(parent, 'data');
      await mkdir(folder);
      const server = parts.use(await startRedisServer({ dir: folder, ...trouble.settings }));
      const url = server.freshUrl();
      const admin = new Redis(url, { enableReadyCheck: false });
      admin.on('error', () => undefined);
      parts.defer(() => admin.disconnect());
      const place = { admin, server, url, folder };
      await using world = await startOneAtATime(url);
      const bot = await world.start();
      const { paid, waiting, release } = await askTwice(world, bot);

      await trouble.begin(place);
      await expectSentence(await world.askInNewServer(), 'storage_down');
      const { dmChannel } = world.alice;
      const sent = await world.alice.dm('hello');
      const reply = await dmChannel.until((messages) =>
        messages.find(({ data }) => data.referenced_message?.id === sent.id),
      );
      expect(reply.text).toMatch(sentence('storage_down'));
      release();
      await expectPicture(paid);
      // The operator can read why.
      await eventually(() => expect(bot.output).toContain(trouble.says ?? what.split(':', 1)[0]));
      await trouble.end(place);

      await expectPicture(waiting);
      await eventually(async () => expect(await world.unfinished()).toEqual([]));
      await expectPicture(await world.askInNewServer());
      expect(world.endpoint.charged).toBe(3);
      expect(world.endpoint.calls).toHaveLength(3);
      // An operator whose disk is full doesn't need a log that grows.
      expect(bot.log.filter(({ level }) => level === 'error').length).toBeLessThan(8);
    },
  );
});
