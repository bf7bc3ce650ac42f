import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { z } from 'zod';
import { attempt } from '../attempt.ts';
import { cellKey } from '../claims.ts';
import { StorageOpenError } from '../storage-open-error.ts';
import { StorageError } from '../storage.ts';
import { HOLD } from '../upkeep/whole/whole-store.ts';
import type { RedisConnection, Timed } from './connecting/redis-connection.ts';
import { LEAVE, LIVING, SHOW } from './redis-scripts.ts';
import { createScriptRunner } from './script-runner.ts';

/** How long a process that shows no sign counts as running, in ms: as long as it holds its jobs. */
export const SIGN_MS = 15_000;
const SHOW_EVERY_MS = SIGN_MS / 3;

export interface ProcessSignOptions {
  readonly connection: RedisConnection;
  /** Before each key. */
  readonly prefix: string;
  /** Says that an operator's command has the store. */
  readonly explainHeld: () => StorageOpenError;
  /**
   * Called when this process begins to count as running, again if it had ceased to.
   * @throws {StorageOpenError} if it must not use the store, or not any more
   */
  readonly admit: () => Promise<void>;
  /** Called when an operator's command took the store while this process could show no sign. */
  readonly onEnded?: ((error: StorageOpenError) => void) | undefined;
}

/**
 * The sign by which operators' commands find a process that uses a Redis, whatever it does there. It is shown in the
 * step in which Redis looks for such a command, so that either sees the other.
 */
export interface ProcessSign extends AsyncDisposable {
  /** @throws {StorageOpenError} while a command has the store; what `admit` throws; {StorageError} */
  start(): Promise<void>;
  /** Shows the sign now, for example when Redis is back. */
  show(): void;
  /** The connection for everything else: a process whose sign has ended shows it again before it sends a command. */
  readonly fenced: RedisConnection;
}

export function createProcessSign(options: ProcessSignOptions): ProcessSign {
  const { connection, prefix, explainHeld, admit, onEnded } = options;
  const name = `${hostname()}:${process.pid}:${randomUUID()}`;
  const signs = signsKey(prefix);
  connection.scripts.know([SHOW, LEAVE]);
  let shownUntil = -Infinity;
  let isAdmitted = false;
  let hasStarted = false;
  let ended: StorageError | undefined;
  let showing: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const isShown = () => performance.now() < shownUntil;

  const showOnce = async () => {
    if (ended) throw ended;
    isAdmitted &&= isShown();
    const askedAt = performance.now();
    const input = { keys: [holdKey(prefix), signs], args: ['', name, SIGN_MS] };
    const reply = await attempt('sign', () => connection.scripts.run(SHOW, input));
    if (reply === 'held') throw explainHeld();
    if (!isAdmitted || reply === 'new') await admit();
    isAdmitted = true;
    shownUntil = askedAt + SIGN_MS;
  };
  const failed = (error: unknown): never => {
    // What the reply was is not known.
    isAdmitted = false;
    if (error instanceof StorageOpenError && hasStarted) {
      shownUntil = -Infinity;
      ended = new StorageError(error.message);
      clearInterval(timer);
      onEnded?.(error);
    }
    throw error;
  };
  const show = () =>
    (showing ??= showOnce()
      .catch(failed)
      .finally(() => (showing = undefined)));
  const showSoon = () => void show().catch(() => undefined);

  const timed: Timed = async (command, whenLate) => {
    if (!isShown()) await show();
    return await connection.timed(command, whenLate);
  };

  return {
    async start() {
      await show();
      hasStarted = true;
      timer = setInterval(showSoon, SHOW_EVERY_MS).unref();
    },
    show: () => void (hasStarted && showSoon()),
    fenced: { ...connection, timed, scripts: createScriptRunner(connection.client, timed) },
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await showing?.catch(() => undefined);
      ended ??= new StorageError('The store is closed');
      shownUntil = -Infinity;
      // If it stays, it ends by itself.
      await connection.scripts.run(LEAVE, { keys: [signs], args: [name] }).catch(() => undefined);
    },
  };
}

const livingReply = z.array(z.string());

/** The names of the processes that use a Redis, each with the time of Redis at which its sign ends, in ms. */
export async function livingProcesses(connection: RedisConnection, prefix: string): Promise<Map<string, number>> {
  const reply = await attempt('signs', () => connection.scripts.run(LIVING, { keys: [signsKey(prefix)], args: [''] }));
  const flat = livingReply.parse(reply);
  return new Map(flat.flatMap((name, index) => (index % 2 === 0 ? [[name, Number(flat[index + 1])]] : [])));
}

/** What an operator can find a process by: its machine, or container, and its number there. */
export function processOf(name: string): string {
  return name.slice(0, name.lastIndexOf(':'));
}

const signsKey = (prefix: string) => `${prefix}processes`;
const holdKey = (prefix: string) => `${prefix}atomic:${cellKey.lease(HOLD)}`;
