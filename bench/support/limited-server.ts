import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A server that answers 200 as often as a token bucket allows, and otherwise 429 without `Retry-After`. */
export async function startLimitedServer(limit: { ratePerSecond: number; burst: number; latencyMs: number }) {
  const { ratePerSecond, burst, latencyMs } = limit;
  const counts = { served: 0, refused: 0, lastServedAt: 0 };
  let tokens = burst;
  let filledAt = performance.now();

  function take(): boolean {
    const now = performance.now();
    tokens = Math.min(burst, tokens + ((now - filledAt) / 1_000) * ratePerSecond);
    filledAt = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  }

  const server = createServer((_request, response) => {
    const isServed = take();
    void delay(latencyMs).then(() => {
      counts[isServed ? 'served' : 'refused'] += 1;
      if (isServed) counts.lastServedAt = performance.now();
      response.writeHead(isServed ? 200 : 429).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    counts,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
