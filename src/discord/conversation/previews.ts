import { MessageFlags } from 'discord.js';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { DirectMessages } from '../delivery/direct-messages.ts';
import type { IncomingMessage } from './incoming-message.ts';

/** A message with links whose previews Discord hasn't added yet. */
export interface Preview extends Disposable {
  /**
   * Waits for the previews, for a few seconds after the message arrived.
   *
   * @returns the message with the previews that have arrived.
   * @throws the signal's reason.
   */
  complete(signal: AbortSignal): Promise<IncomingMessage>;
}

/** Previews of links, which Discord adds by updating the message 0.1 to 5 s later. */
export interface Previews {
  /** Listens from now on until it's disposed, if there is anything to wait for. */
  expect(message: IncomingMessage): Preview | undefined;
  /** Handles a MESSAGE_UPDATE event. Ignores messages that nobody is waiting for. */
  update(event: unknown): void;
}

/** For how long to wait for previews, and then to read the message again, in ms. */
const WAIT_MS = 6000;
const READING_MS = 2000;
/** Most previews that Discord shows under a message. */
const MOST_PREVIEWS = 5;

const list = z.array(z.unknown()).catch([]);
const messageSchema = z.object({ flags: z.number().catch(0), attachments: list, embeds: list });
/** An update can contain only what has changed. */
const updateSchema = z.object({ id: z.string(), embeds: z.array(z.unknown()).min(1) });

/** Discord shows no preview of a link between `<` and `>`. */
const LINK = /(?<!<)\bhttps?:\/\/[^\s<>|]+/gi;

/** How many links in a message can have a preview. */
export function countLinks({ content }: Pick<IncomingMessage, 'content'>): number {
  return Math.min(new Set(content.match(LINK)).size, MOST_PREVIEWS);
}

export function createPreviews({ messages, clock }: { messages: DirectMessages; clock: Clock }): Previews {
  const waiting = new Set<{ readonly id: string; take(embeds: readonly unknown[]): void }>();

  const readAgain = async ({ channelId, id }: IncomingMessage): Promise<readonly unknown[]> => {
    const message = await messages.read(channelId, id, READING_MS).catch(() => undefined);
    return messageSchema.safeParse(message).data?.embeds ?? [];
  };

  return {
    expect(message) {
      const wanted = countLinks(message);
      if (wanted === 0 || !mayGetPreviews(message.raw)) return undefined;
      const until = clock.now() + WAIT_MS;
      const complete = new AbortController();
      let embeds: readonly unknown[] = [];
      const waiter = {
        id: message.id,
        take(come: readonly unknown[]) {
          embeds = come;
          if (come.length >= wanted) complete.abort();
        },
      };
      waiting.add(waiter);
      return {
        async complete(signal) {
          if (!complete.signal.aborted) {
            void messages.type(message.channelId);
            const ended = AbortSignal.any([signal, complete.signal]);
            await clock.sleep(until - clock.now(), ended).catch(() => undefined);
            signal.throwIfAborted();
          }
          if (embeds.length === 0) embeds = await readAgain(message);
          return { ...message, raw: { ...Object(message.raw), embeds } };
        },
        [Symbol.dispose]: () => void waiting.delete(waiter),
      };
    },

    update(event) {
      const { data } = updateSchema.safeParse(event);
      if (!data) return;
      for (const waiter of waiting) if (waiter.id === data.id) waiter.take(data.embeds);
    },
  };
}

/** Not if it has files, which it's then about, or has its preview already. */
function mayGetPreviews(raw: unknown): boolean {
  const { data } = messageSchema.safeParse(raw);
  if (!data || data.attachments.length > 0 || data.embeds.length > 0) return false;
  return (data.flags & MessageFlags.SuppressEmbeds) === 0;
}
