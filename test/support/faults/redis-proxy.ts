import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What of a bot's start is seen on the way to Redis. */
export type Moment = 'the second connection' | 'the question which server it is';

/** Stands between a bot and Redis, and loses Redis at a moment of the bot's start until it is healed. */
export interface RedisProxy extends AsyncDisposable {
  readonly port: number;
  heal(): void;
}

export interface RedisProxyOptions {
  /** Of the Redis behind it. */
  readonly port: number;
  readonly moment: Moment;
  /** Whether connections are closed and refused, or stay open without an answer. */
  readonly how: 'closed' | 'silent';
}

const QUESTION = '$4\r\ninfo\r\n$6\r\nserver\r\n';

export async function startRedisProxy({ port, moment, how }: RedisProxyOptions): Promise<RedisProxy> {
  const sockets = new Set<Socket>();
  let connections = 0;
  let state: 'before' | 'lost' | 'healed' = 'before';

  const close = () => {
    for (const socket of sockets) socket.destroy();
  };
  const lose = () => {
    if (state !== 'before') return;
    state = 'lost';
    if (how === 'closed') close();
  };
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  };

  const server = createServer((client) => {
    keep(client);
    connections += 1;
    if (moment === 'the second connection' && connections === 2) lose();
    if (state === 'lost' && how === 'closed') return void client.destroy();
    const redis = connect(port, '127.0.0.1');
    keep(redis);
    const pass = (from: Socket, to: Socket) => {
      from.on('close', () => to.destroy());
      from.on('data', (bytes: Buffer) => {
        if (moment !== 'the second connection' && bytes.includes(QUESTION)) lose();
        if (state !== 'lost') to.write(bytes);
      });
    };
    pass(client, redis);
    pass(redis, client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    heal() {
      state = 'healed';
      // What was swallowed would never be answered.
      close();
    },
    async [Symbol.asyncDispose]() {
      close();
      server.close();
      await once(server, 'close');
    },
  };
}
