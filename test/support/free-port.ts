import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Systems give ports from 32768 on to connections, and to servers that ask for any port. */
const FIRST = 20_000;
const LAST = 32_000;
const given = new Set<number>();

/**
 * A port that is free, and that nobody but another caller of this would take until it is used, or used again. The one
 * after it is given to nobody: a bot may choose that for its own pages.
 */
export async function freePort(): Promise<number> {
  const port = 2 * randomInt(FIRST / 2, LAST / 2);
  if (given.has(port) || !(await isFree(port))) return await freePort();
  given.add(port);
  return port;
}

async function isFree(port: number): Promise<boolean> {
  const listener = createServer().listen(port, '127.0.0.1');
  try {
    await once(listener, 'listening');
  } catch {
    return false;
  }
  listener.close();
  await once(listener, 'close');
  return true;
}
