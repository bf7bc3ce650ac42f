import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Furniture } from 'discord-simulator';
import { botEnvironment } from '../../test/support/world/bot.ts';
import type { CrowdOrder, CrowdReport } from './crowd.ts';
import type { PictureName } from './pictures.ts';
import type { SiegeOrder } from './siege.ts';

/** What a world is made of, besides what all have. */
export interface Setup {
  readonly guilds: number;
  readonly furniture: Furniture;
  readonly shards: number;
  readonly latencyMs: number;
  /** How long Discord takes, in ms, for each of these; no time at all unless told. */
  readonly delays: Partial<Record<'callback' | 'cdn' | 'edit-original', number>>;
  readonly pictures: readonly PictureName[];
  /** The endpoint's answer to everything. */
  readonly result: PictureName;
}

type AskOrder = Omit<CrowdOrder, 'photo'> & { readonly photo: PictureName };
type Siege = Omit<SiegeOrder, 'files'> & { readonly files: readonly PictureName[] };

export type Order =
  | { readonly verb: 'describe' | 'deploy' | 'await-command' | 'forget' | 'problems' }
  | ({ readonly verb: 'ask' } & AskOrder)
  | ({ readonly verb: 'besiege' } & Siege);

/** A simulated Discord and endpoint in a process of their own. */
export interface World extends AsyncDisposable {
  /** What either bot is started with. */
  readonly environment: Readonly<Record<string, string>>;
  /** Deploys what the tutorial bot answers. */
  deploy(): Promise<void>;
  untilCommand(): Promise<void>;
  ask(order: AskOrder): Promise<CrowdReport>;
  /** A few accounts send what takes longest. Resolves when they have sent it. */
  besiege(order: Siege): Promise<void>;
  /** Drops what has piled up. */
  forget(): Promise<void>;
  problems(): Promise<readonly string[]>;
}

const FURNITURE: Furniture = { channels: 60, roles: 25, emojis: 30 };

export async function startWorld(setup: Partial<Setup> = {}): Promise<World> {
  const whole: Setup = {
    guilds: 1,
    furniture: FURNITURE,
    shards: 1,
    latencyMs: 25,
    delays: {},
    pictures: ['small'],
    result: 'small',
    ...setup,
  };
  const child = fork(fileURLToPath(new URL('./world-process.ts', import.meta.url)), [JSON.stringify(whole)], {
    serialization: 'advanced',
    // It keeps what is uploaded, and V8 would mark its whole heap for each 64 MB.
    execArgv: ['--external-memory-accounted-in-global-limit'],
  });
  const ended = once(child, 'exit');
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let orders = 0;
  await Promise.race([
    once(child, 'message'),
    ended.then(() => {
      throw new Error('The simulated world did not start');
    }),
  ]);
  child.on('message', ({ id, result, error }: { id: number; result?: unknown; error?: string }) => {
    const { resolve, reject } = waiting.get(id) ?? {};
    waiting.delete(id);
    if (error === undefined) resolve?.(result);
    else reject?.(new Error(error));
  });
  const give = async <T>(order: Order): Promise<T> => {
    const answer = Promise.withResolvers<unknown>();
    orders += 1;
    waiting.set(orders, answer);
    child.send({ id: orders, order });
    return (await answer.promise) as T;
  };
  const { discord, endpoint } = await give<Described>({ verb: 'describe' });
  return {
    environment: botEnvironment(discord, endpoint),
    deploy: () => give({ verb: 'deploy' }),
    untilCommand: () => give({ verb: 'await-command' }),
    ask: (order) => give({ verb: 'ask', ...order }),
    besiege: (order) => give({ verb: 'besiege', ...order }),
    forget: () => give({ verb: 'forget' }),
    problems: () => give({ verb: 'problems' }),
    async [Symbol.asyncDispose]() {
      child.disconnect();
      await ended;
    },
  };
}

interface Described {
  readonly discord: { readonly apiUrl: string; readonly botToken: string };
  readonly endpoint: { readonly url: string; readonly token: string };
}
