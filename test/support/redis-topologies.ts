import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { PATIENCE_MS } from 'discord-simulator/waiting';
import { freePort } from './free-port.ts';
import { startRedisServer, type RedisServer } from './redis-server.ts';
import { removeFolder } from './remove-folder.ts';

const run = promisify(execFile);

export interface Sentinels extends AsyncDisposable {
  readonly url: string;
  readonly primary: RedisServer;
  readonly replica: RedisServer;
}

const MASTER = 'mymaster';
/** Sentinels give a server up after this, in ms. */
const DOWN_AFTER_MS = 1000;

/** A primary, its replica, and three Sentinels that watch them. */
export async function startSentinels(): Promise<Sentinels> {
  await using parts = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'redis-sentinels-'));
  parts.defer(() => removeFolder(folder));
  const primary = parts.use(await startRedisServer({ 'repl-diskless-sync-delay': '0' }));
  const replica = parts.use(await startRedisServer({ replicaof: `127.0.0.1 ${primary.port}` }));
  const ports = await Promise.all([freePort(), freePort(), freePort()]);
  for (const port of ports) {
    const file = join(folder, `${port}.conf`);
    const lines = [
      `port ${port}`,
      'bind 127.0.0.1',
      `dir ${folder}`,
      `sentinel monitor ${MASTER} 127.0.0.1 ${primary.port} 2`,
      `sentinel down-after-milliseconds ${MASTER} ${DOWN_AFTER_MS}`,
      `sentinel failover-timeout ${MASTER} 3000`,
    ];
    await writeFile(file, lines.join('\n'));
    const child = spawn('redis-server', [file, '--sentinel'], { stdio: 'ignore' });
    parts.defer(async () => {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    });
  }
  // They have found each other and the replica.
  for (const port of ports) {
    await untilCli(port, ['sentinel', 'master', MASTER], (text) =>
      [/num-other-sentinels\n2/, /num-slaves\n1/].every((wanted) => wanted.test(text)),
    );
  }
  await untilCli(replica.port, ['info', 'replication'], (text) => text.includes('master_link_status:up'));
  const owned = parts.move();
  return {
    url: `redis+sentinel://${ports.map((port) => `127.0.0.1:${port}`).join(',')}/${MASTER}`,
    primary,
    replica,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

export interface Cluster extends AsyncDisposable {
  readonly url: string;
  readonly nodes: readonly RedisServer[];
}

/** A Redis Cluster of three primaries. */
export async function startCluster(): Promise<Cluster> {
  await using parts = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'redis-cluster-'));
  parts.defer(() => removeFolder(folder));
  const nodes: RedisServer[] = [];
  for (const name of ['one', 'two', 'three']) {
    const settings = {
      databases: '1',
      dir: folder,
      'cluster-enabled': 'yes',
      'cluster-config-file': `${name}.conf`,
      // The default is 10,000 above the port, which may be no port.
      'cluster-port': String(await freePort()),
    };
    nodes.push(parts.use(await startRedisServer(settings)));
  }
  const addresses = nodes.map(({ port }) => `127.0.0.1:${port}`);
  await run('redis-cli', ['--cluster', 'create', ...addresses, '--cluster-yes']);
  for (const { port } of nodes) {
    await untilCli(port, ['cluster', 'info'], (text) => text.includes('cluster_state:ok'));
  }
  const owned = parts.move();
  return {
    url: `redis+cluster://${addresses.join(',')}`,
    nodes,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** What `redis-cli` says. */
export async function redisCli(port: number, args: readonly string[]): Promise<string> {
  const { stdout } = await run('redis-cli', ['-p', String(port), ...args]);
  return stdout;
}

async function untilCli(port: number, args: readonly string[], wanted: (text: string) => boolean): Promise<void> {
  const late = AbortSignal.timeout(PATIENCE_MS);
  while (!wanted(await redisCli(port, args).catch(String))) {
    if (late.aborted) throw new Error(`redis-cli ${args.join(' ')}: not in time`);
    await delay(50);
  }
}
