import { createConnection, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import { AbstractConnector, type Redis, type RedisOptions } from 'ioredis';
import { z } from 'zod';
import type { RedisNode } from './redis-address.ts';

export interface KeyOwnerOptions {
  /** Some nodes of the cluster; the others are learned from them. */
  readonly nodes: readonly RedisNode[];
  readonly key: string;
  /** A client of one node, not connected. */
  readonly ask: (node: RedisNode) => Redis;
  /** Ms until all nodes are asked again; undefined gives up. */
  readonly retryDelay: (attempts: number) => number | undefined;
  readonly tls: false | ((host: string) => ConnectionOptions);
  /** How long a connection that is given up may take to end. */
  readonly disconnectTimeoutMs: number;
}

/** https://redis.io/docs/latest/commands/cluster-slots: first and last slot, primary, replicas. */
const slotsSchema = z.array(
  z.tuple([z.number(), z.number()]).rest(z.tuple([z.string().nullable(), z.number()]).rest(z.unknown())),
);

/**
 * Connects a client to the node of a Redis Cluster that has `key`. All keys of the bot have one hash tag, and so are on
 * one node: one ordinary connection is enough, for scripts over several keys as well.
 */
export function keyOwnerConnector(options: KeyOwnerOptions): NonNullable<RedisOptions['Connector']> {
  const { nodes, tls, retryDelay, disconnectTimeoutMs } = options;
  let known = nodes;

  return class KeyOwnerConnector extends AbstractConnector {
    constructor() {
      super(disconnectTimeoutMs);
    }

    async connect(emit: (type: string, error: Error) => void): Promise<Socket> {
      this.connecting = true;
      const { host, port } = await this.#findOwner(emit);
      const stream = tls ? connectTls({ host, port, ...tls(host) }) : createConnection({ host, port });
      stream.once('error', (error) => {
        this.firstError = error;
      });
      this.stream = stream;
      return stream;
    }

    /** An error here would end the client for good, so it is asked until there is an owner. */
    async #findOwner(emit: (type: string, error: Error) => void): Promise<RedisNode> {
      for (let attempts = 1; ; attempts += 1) {
        let reason: unknown;
        for (const node of known) {
          try {
            const { owner, all } = await lookUp(node, options);
            known = [...all, ...nodes];
            return this.#ifConnecting(owner);
          } catch (error) {
            reason = error;
          }
        }
        this.#ifConnecting(undefined);
        const error = new Error('No node of the Redis Cluster returned its slots', { cause: reason });
        const waitMs = retryDelay(attempts);
        if (waitMs === undefined) throw error;
        emit('error', error);
        await delay(waitMs);
      }
    }

    #ifConnecting<T>(result: T): T {
      if (!this.connecting) throw new Error('Connection is closed.');
      return result;
    }
  };
}

async function lookUp(node: RedisNode, { ask, key }: KeyOwnerOptions) {
  const client = ask(node);
  // Its failures reject the commands.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const slot = await client.cluster('KEYSLOT', key);
    const ranges = slotsSchema.parse(await client.cluster('SLOTS'));
    // A node that does not know its own address gives none.
    const all = ranges.flatMap(([, , ...found]) => found.map(([host, port]) => ({ host: host || node.host, port })));
    const range = ranges.find(([first, last]) => first <= slot && slot <= last);
    const primary = range?.[2];
    if (primary === undefined) throw new Error('The cluster has no node for the keys of this bot');
    return { owner: { host: primary[0] || node.host, port: primary[1] }, all };
  } finally {
    client.disconnect();
  }
}
