import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from './free-port.ts';
import { removeFolder } from './remove-folder.ts';

export const hasRedisServer = spawnSync('redis-server', ['--version']).status === 0;

export interface RedisServer extends AsyncDisposable {
  readonly port: number;
  /** The URL of an unused, empty database. */
  freshUrl(): string;
  start(): Promise<void>;
  kill(): Promise<void>;
  /** Stops answering, without closing connections, until it is thawed. */
  freeze(): void;
  thaw(): void;
}

/**
 * A Redis server for one test file, on a free port, without persistence. It has a folder of its own, since a replica
 * writes what it is sent to a file, even so.
 * @param more settings as in redis.conf; the words of one are separated by spaces
 */
export async function startRedisServer(more: Readonly<Record<string, string>> = {}): Promise<RedisServer> {
  let port = 0;
  const folder = await mkdtemp(join(tmpdir(), 'redis-server-'));
  let child: ChildProcess | undefined;
  let databases = 0;

  const server: RedisServer = {
    get port() {
      return port;
    },
    freshUrl: () => {
      databases += 1;
      return `redis://127.0.0.1:${port}/${databases}`;
    },
    start: async () => {
      const options: Record<string, string | number> = {
        port,
        bind: '127.0.0.1',
        save: '',
        appendonly: 'no',
        databases: '2000',
        dir: folder,
        ...more,
      };
      const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, ...String(value).split(' ')]);
      child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'ignore'] });
      const lines: string[] = [];
      for await (const line of createInterface({ input: child.stdout ?? process.stdin })) {
        lines.push(line);
        if (line.includes('Ready to accept connections')) {
          child.stdout?.resume();
          return;
        }
      }
      throw new Error(`redis-server did not start:\n${lines.join('\n')}`);
    },
    kill: async () => {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    async [Symbol.asyncDispose]() {
      await server.kill();
      await removeFolder(folder);
    },
  };
  for (let attempts = 3; ; attempts -= 1) {
    port = await freePort();
    try {
      await server.start();
      return server;
    } catch (error) {
      // Another test was given the port meanwhile.
      if (attempts > 1 && String(error).includes('Address already in use')) continue;
      await server[Symbol.asyncDispose]();
      throw error;
    }
  }
}
