import type { ServerResponse } from 'node:http';
import type { View } from '../protocol.ts';

/** Milliseconds in which changes are collected. */
const COLLECT_MS = 40;
/** Milliseconds after which to look even if nothing was reported: a deadline may have passed. */
const LOOK_EVERY_MS = 1000;

/**
 * Sends a person's view as server-sent events: all of it at first, then the parts that have changed.
 *
 * @param subscribe calls its listener on each change, until it is disposed
 */
export function streamView(
  response: ServerResponse,
  look: () => View,
  subscribe: (listener: () => void) => Disposable,
): void {
  const sent = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;

  const send = (): void => {
    timer = undefined;
    const changed = Object.entries(look()).flatMap(([part, value]) => {
      const json = JSON.stringify(value ?? null);
      if (sent.get(part) === json) return [];
      sent.set(part, json);
      return [`${JSON.stringify(part)}:${json}`];
    });
    if (changed.length > 0) response.write(`data: {${changed.join(',')}}\n\n`);
  };

  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  send();
  const subscription = subscribe(() => {
    timer ??= setTimeout(send, COLLECT_MS);
  });
  const regular = setInterval(send, LOOK_EVERY_MS);
  response.once('close', () => {
    subscription[Symbol.dispose]();
    clearTimeout(timer);
    clearInterval(regular);
  });
}
