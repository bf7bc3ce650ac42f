import { createLocks } from '../../async/locks.ts';
import type { Clock } from '../../clock.ts';
import type { DirectMessages } from '../delivery/direct-messages.ts';
import { readIncoming, type IncomingMessage } from './incoming-message.ts';
import type { Memory } from './memory.ts';
import type { Preview, Previews } from './previews.ts';

/** Gives each message its turn: once, and in the order in which a person writes. */
export interface Turns {
  /** Never rejects. */
  take(message: IncomingMessage): Promise<void>;
  /** Takes what processes that are gone have left unanswered. Rejects when that cannot be read. */
  recover(): Promise<void>;
  /** Resolves when no turn is under way. */
  settled(): Promise<void>;
}

export interface TurnsOptions {
  readonly memory: Memory;
  readonly messages: Pick<DirectMessages, 'read'>;
  readonly previews: Previews;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** One turn. */
  turn(message: IncomingMessage, preview: Preview | undefined): Promise<void>;
  /** Says what went wrong in it. Never rejects. */
  apologise(message: IncomingMessage, error: unknown): Promise<void>;
}

/** How long a turn that waits for something takes at most where all is well, in ms; then its process counts as gone. */
const TURN_MS = 20_000;
/** How long a message that was left unanswered is tried to be read, in ms. */
const READING_MS = 10_000;

export function createTurns(options: TurnsOptions): Turns {
  const { memory, messages, previews, clock, signal, turn, apologise } = options;
  // Or "older" would go on from the photo before.
  const locks = createLocks();
  const underWay = new Set<Promise<void>>();
  const atWork = new Set<string>();

  const inOrder = async (message: IncomingMessage, work: () => Promise<void>): Promise<void> => {
    const guarded = () => work().catch((error: unknown) => apologise(message, error));
    const running = locks.run(message.userId, guarded).finally(() => underWay.delete(running));
    underWay.add(running);
    await running;
  };

  /** What waits for something is written down, so that it is answered even if this process ends meanwhile. */
  const recorded = async (message: IncomingMessage, work: () => Promise<void>): Promise<void> => {
    atWork.add(message.id);
    await memory.markUnanswered(message.id, message, clock.now() + TURN_MS);
    try {
      await work();
    } finally {
      atWork.delete(message.id);
      const kept = signal.aborted ? memory.markUnanswered(message.id, message, 0) : memory.markAnswered(message.id);
      // What is not struck is answered again, which Discord shows once.
      await kept.catch(() => undefined);
    }
  };

  return {
    async take(message) {
      // From now on: an update may come while the person's message before is handled.
      using preview = previews.expect(message);
      await inOrder(message, async () => {
        if (!(await memory.claim(message.id))) return;
        const work = () => turn(message, preview).catch((error: unknown) => apologise(message, error));
        await (preview ? recorded(message, work) : work());
      });
    },

    async recover() {
      for await (const [id, left] of memory.adoptOverdue(atWork, clock.now())) {
        const read = messages.read(left.channelId, id, READING_MS).catch(async (error: unknown) => {
          await memory.markUnanswered(id, left, clock.now());
          throw error;
        });
        const message = readIncoming(await read);
        // What has been deleted meanwhile needs no answer.
        if (message) void inOrder(message, () => turn(message, undefined));
      }
    },

    async settled() {
      await Promise.all(underWay);
    },
  };
}
