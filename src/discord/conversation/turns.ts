import { createLocks } from '../../async/locks.ts';
import type { Clock } from '../../clock.ts';
import type { DirectMessages } from '../delivery/direct-messages.ts';
import { readIncoming, type IncomingMessage } from './incoming-message.ts';
import type { Memory } from './memory.ts';
import type { Preview, Previews } from './previews.ts';

/** Handles each message once, and the messages of a person in order. */
export interface Turns {
  /** Never rejects. */
  take(message: IncomingMessage): Promise<void>;
  /** Handles the messages that stopped processes left unanswered. Rejects if they can't be read. */
  recover(): Promise<void>;
  /** Resolves when no message is being handled. */
  settled(): Promise<void>;
}

export interface TurnsOptions {
  readonly memory: Memory;
  readonly messages: Pick<DirectMessages, 'read'>;
  readonly previews: Previews;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Handles one message. */
  turn(message: IncomingMessage, preview: Preview | undefined): Promise<void>;
  /** Tells the person what went wrong. Never rejects. */
  apologise(message: IncomingMessage, error: unknown): Promise<void>;
}

/** The longest that a turn takes if all is well, in ms. After that, another process takes the message over. */
const TURN_MS = 20_000;
/** For how long to try to read an unanswered message, in ms. */
const READ_MS = 10_000;

export function createTurns(options: TurnsOptions): Turns {
  const { memory, messages, previews, clock, signal, turn, apologise } = options;
  // Otherwise, "older" could continue from the previous photo.
  const locks = createLocks();
  const underWay = new Set<Promise<void>>();
  const atWork = new Set<string>();

  const inOrder = async (message: IncomingMessage, work: () => Promise<void>): Promise<void> => {
    const guarded = () => work().catch((error: unknown) => apologise(message, error));
    const running = locks.run(message.userId, guarded).finally(() => underWay.delete(running));
    underWay.add(running);
    await running;
  };

  /** Stores that the message is being handled, so another process answers it if this one stops. */
  const recorded = async (message: IncomingMessage, work: () => Promise<void>): Promise<void> => {
    atWork.add(message.id);
    await memory.markUnanswered(message.id, message, clock.now() + TURN_MS);
    try {
      await work();
    } finally {
      atWork.delete(message.id);
      const kept = signal.aborted ? memory.markUnanswered(message.id, message, 0) : memory.markAnswered(message.id);
      // If this fails, the message is answered again, and Discord shows the answer once, by its nonce.
      await kept.catch(() => undefined);
    }
  };

  return {
    async take(message) {
      // From now on: the update can arrive while the person's previous message is being handled.
      using preview = previews.expect(message);
      await inOrder(message, async () => {
        if (!(await memory.claim(message.id))) return;
        const work = () => turn(message, preview).catch((error: unknown) => apologise(message, error));
        await (preview ? recorded(message, work) : work());
      });
    },

    async recover() {
      for await (const [id, left] of memory.adoptOverdue(atWork, clock.now())) {
        const read = messages.read(left.channelId, id, READ_MS).catch(async (error: unknown) => {
          await memory.markUnanswered(id, left, clock.now());
          throw error;
        });
        const message = readIncoming(await read);
        // A message that has been deleted needs no answer.
        if (message) void inOrder(message, () => turn(message, undefined));
      }
    },

    async settled() {
      await Promise.all(underWay);
    },
  };
}
