import type { Redis } from 'ioredis';
import { never } from '../fakes/script.ts';

/** The connections of one process to Redis. */
export interface RedisWire {
  /** From now on, nothing is sent and no answer arrives: Redis loses its client, as when its process is killed. */
  cut(): void;
  /** The same at the n-th command from now on, before or after it is sent. */
  cutAt(n: number, when: 'before' | 'after'): void;
  /** The same until it is thawed, and Redis keeps its client, as when its process gets no processor. */
  freezeAt(n: number, when: 'before' | 'after'): void;
  thaw(): void;
  /** Whether it is cut or frozen. */
  readonly isSilent: boolean;
  /** Resolves as soon as it is neither. */
  open(): Promise<void>;
  /** Whether it has sent this text, such as the token of a lock. */
  hasSent(text: string): boolean;
  /** How many commands it has sent. */
  readonly sent: number;
}

type Send = Redis['sendCommand'];

/** @param client as it is before it is duplicated. */
export function holdWire(client: Redis): RedisWire {
  const clients: Redis[] = [];
  const texts = new Set<unknown>();
  let state: 'open' | 'frozen' | 'cut' = 'open';
  let thawed = Promise.withResolvers<void>();
  let fault: { left: number; readonly when: 'before' | 'after'; readonly begin: () => void } | undefined;
  let sent = 0;

  const open = async (): Promise<void> => {
    if (state === 'frozen') await thawed.promise;
    if (state === 'cut') await never();
  };
  const settled = async (reply: unknown): Promise<unknown> => {
    try {
      return await reply;
    } finally {
      await open();
    }
  };
  const hold = (each: Redis, isCounted: boolean) => {
    clients.push(each);
    const send = each.sendCommand.bind(each);
    const held: Send = (...command) => {
      for (const text of command[0].args) texts.add(text);
      if (isCounted) sent += 1;
      const due = isCounted && fault && (fault.left -= 1) === 0 ? fault : undefined;
      if (due?.when === 'before') due.begin();
      if (state !== 'open') return open().then(() => settled(send(...command)));
      const reply = settled(send(...command));
      if (due?.when === 'after') due.begin();
      return reply;
    };
    each.sendCommand = held;
    const duplicate = each.duplicate.bind(each);
    each.duplicate = (...options) => {
      const another = duplicate(...options);
      // What an idle worker waits on is no step of a request.
      hold(another, false);
      return another;
    };
  };
  hold(client, true);

  const wire: RedisWire = {
    cut() {
      state = 'cut';
      for (const each of clients) {
        each.connect = () => never();
        each.disconnect();
      }
    },
    cutAt: (left, when) => void (fault = { left, when, begin: wire.cut }),
    freezeAt: (left, when) => void (fault = { left, when, begin: () => void (state = 'frozen') }),
    thaw() {
      if (state === 'frozen') state = 'open';
      thawed.resolve();
      thawed = Promise.withResolvers();
    },
    get isSilent() {
      return state !== 'open';
    },
    open,
    hasSent: (text) => texts.has(text),
    get sent() {
      return sent;
    },
  };
  return wire;
}
