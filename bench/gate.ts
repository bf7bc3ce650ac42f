/**
 * How well the gate keeps to a rate limit that it has to find out: 120 requests of 40 guilds at once, over real HTTP,
 * against a stand-in that allows 5 calls a second and does not say when to come again. Then the same for several gates
 * that share a key over a real Redis, each with a connection of its own, as processes have.
 * Run: npm exec -c 'node bench/gate.ts'; with `--shared` only the latter.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import sharp from 'sharp';
import { startEndpoint } from 'discord-simulator/endpoint';
import { createFairQueue } from '../src/async/fair-queue.ts';
import { systemClock as clock } from '../src/clock.ts';
import { type CallTurn, withAttempts } from '../src/endpoint/attempts.ts';
import { createAceDataEndpoint } from '../src/endpoint/acedata/client.ts';
import { EndpointError } from '../src/endpoint/endpoint-error.ts';
import { createGate } from '../src/endpoint/pacing/gate.ts';
import { openStorage } from '../src/storage/open-storage.ts';
import { hasRedisServer, type RedisServer, startRedisServer } from '../test/support/redis-server.ts';
import { startLimitedServer } from './support/limited-server.ts';

const CONCURRENCY = 8;
const REQUESTS = 120;
const GUILDS = 40;
const RATE = 5;
const HIGHER_RATE = 20;

async function servePicture() {
  const picture = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer();
  const server = createServer((_request, response) => response.end(picture));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/photo`,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function setUp(latencyMs: number, imageUrl: string) {
  const endpoint = await startEndpoint({ latencyMs, ratePerSecond: RATE });
  const client = createAceDataEndpoint({
    baseUrl: endpoint.url,
    token: endpoint.token,
    timeoutMs: 30_000,
    connections: CONCURRENCY,
  });
  const gate = createGate({ concurrency: CONCURRENCY, clock });
  const queue = createFairQueue({ width: CONCURRENCY });
  const stop = new AbortController();
  const request = (n: number): Promise<unknown> =>
    queue.run(
      `guild:${n % GUILDS}`,
      String(n),
      () =>
        withAttempts((signal, turn) => client.changeAge({ imageUrl, ages: [{ age: 60 }] }, signal, turn.sent), {
          gate,
          clock,
          deadline: Date.now() + 15 * 60_000,
          signal: stop.signal,
        }),
      stop.signal,
    );
  return {
    endpoint,
    request,
    stop,
    [Symbol.asyncDispose]: async () => {
      await client[Symbol.asyncDispose]();
      await endpoint[Symbol.asyncDispose]();
    },
  };
}

async function crowd(latencyMs: number, imageUrl: string) {
  await using parts = await setUp(latencyMs, imageUrl);
  const startedAt = performance.now();
  const results = await Promise.allSettled(Array.from({ length: REQUESTS }, (_, n) => parts.request(n)));
  const seconds = (performance.now() - startedAt) / 1_000;
  const { calls } = parts.endpoint;
  const refused = calls.filter(({ outcome }) => outcome?.startsWith('429')).length;
  return {
    'latency, ms': latencyMs,
    served: results.filter(({ status }) => status === 'fulfilled').length,
    calls: calls.length,
    'refused, %': Number(((100 * refused) / calls.length).toFixed(1)),
    seconds: Number(seconds.toFixed(1)),
    'of the ideal': Number((seconds / ((REQUESTS - RATE) / RATE)).toFixed(3)),
  };
}

/** Calls served in each second after the allowed rate has risen. */
async function rise(latencyMs: number, imageUrl: string) {
  await using parts = await setUp(latencyMs, imageUrl);
  const all = Array.from({ length: 600 }, (_, n) => parts.request(n));
  await delay(15_000);
  parts.endpoint.settings.ratePerSecond = HIGHER_RATE;
  const raisedAt = Date.now();
  await delay(13_000);
  const served = parts.endpoint.calls.filter(({ outcome }) => outcome === '200').map(({ at }) => at - raisedAt);
  parts.stop.abort();
  await Promise.allSettled(all);
  const inSecond = (second: number): number =>
    served.filter((at) => at >= second * 1_000 && at < (second + 1) * 1_000).length;
  return { 'latency, ms': latencyMs, ...Object.fromEntries([0, 2, 4, 6, 8, 9, 10, 11].map((s) => [s, inSecond(s)])) };
}

/** Requests of several gates that share a key; most of them are refused where each learns a rate of its own. */
async function shared(redis: RedisServer, processes: number, burst: number, requests = 60) {
  await using parts = new AsyncDisposableStack();
  const server = parts.use(await startLimitedServer({ ratePerSecond: RATE, burst, latencyMs: 100 }));
  const url = redis.freshUrl();
  let commands = 0;
  const gates = await Promise.all(
    Array.from({ length: processes }, async () => {
      const { atomic } = parts.use(await openStorage(url, { clock }));
      const swap = (seen: string | undefined, next?: string) => {
        commands += 1;
        return atomic.swap('pace', seen, next, 3_600_000);
      };
      return createGate({ concurrency: CONCURRENCY, clock, shared: { swap } });
    }),
  );
  const call = async (_signal: AbortSignal | undefined, turn: CallTurn): Promise<void> => {
    await turn.begin();
    turn.sent();
    const { status } = await fetch(server.url);
    if (status !== 200) throw new EndpointError('rate_limited', { status });
  };
  const startedAt = performance.now();
  const deadline = Date.now() + 15 * 60_000;
  const results = await Promise.allSettled(
    gates.flatMap((gate, n) =>
      Array.from({ length: Math.ceil((requests - n) / processes) }, () =>
        withAttempts(call, { gate, clock, deadline }),
      ),
    ),
  );
  const { served, refused, lastServedAt } = server.counts;
  const seconds = (lastServedAt - startedAt) / 1_000;
  return {
    processes,
    burst,
    served: results.filter(({ status }) => status === 'fulfilled').length,
    'refused, %': Number(((100 * refused) / (served + refused)).toFixed(1)),
    seconds: Number(seconds.toFixed(1)),
    'of the ideal': Number((seconds / ((requests - burst) / RATE)).toFixed(2)),
    'commands a call': Number((commands / (served + refused)).toFixed(1)),
  };
}

async function allShared() {
  await using redis = await startRedisServer();
  const rows = [];
  for (const burst of [1, RATE]) for (const processes of [1, 4, 8]) rows.push(await shared(redis, processes, burst));
  return rows;
}

if (hasRedisServer) {
  console.log(`60 requests of several gates that share a key over Redis, ${RATE} calls a second allowed:`);
  console.table(await allShared());
}
if (process.argv.includes('--shared')) process.exit();

await using picture = await servePicture();
console.log(`${REQUESTS} requests of ${GUILDS} guilds at once, ${RATE} calls a second allowed:`);
console.table([await crowd(50, picture.url), await crowd(200, picture.url)]);
console.log(`Served in the n-th second after the allowed rate rose from ${RATE} to ${HIGHER_RATE} a second:`);
console.table([await rise(50, picture.url), await rise(200, picture.url)]);
