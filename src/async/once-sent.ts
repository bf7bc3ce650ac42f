import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Resolves when requests that were made just now have left: undici looks at an idle connection for a turn of the event
 * loop before it uses it. For work that others need not wait for, which then takes the time until the answer.
 */
export async function onceSent(): Promise<void> {
  await nextTurn();
  await nextTurn();
}
