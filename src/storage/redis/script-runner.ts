import type { Redis } from 'ioredis';
import { z } from 'zod';
import { script, type Script } from './redis-scripts.ts';

export interface ScriptInput {
  readonly keys: readonly string[];
  readonly args: readonly (string | number)[];
}

/** Runs scripts. Those that are asked for at the same time are sent as one command. */
export interface ScriptRunner {
  /** Names scripts that will be run, since each new one makes a new command. */
  know(scripts: readonly Script[]): void;
  /** @param whenLate is given an answer that comes too late to be waited for. */
  run(script: Script, input: ScriptInput, whenLate?: (reply: unknown) => unknown): Promise<unknown>;
  /** Runs a script alone, and waits for its answer for as long as the connection lasts. */
  runPatiently(script: Script, input: ScriptInput): Promise<unknown>;
}

/** Sends a command; see `RedisConnection`. */
type Timed = <T>(command: () => Promise<T>, whenLate?: (reply: T) => unknown) => Promise<T>;

interface Call {
  readonly script: Script;
  readonly input: ScriptInput;
  readonly whenLate: ((reply: unknown) => unknown) | undefined;
  readonly settle: (reply: Promise<unknown>) => void;
}

/** As many as Redis runs in about a millisecond, in which it serves nobody else. */
const MOST_CALLS = 50;

const replyList = z.array(z.unknown());

export function createScriptRunner(client: Redis, timed: Timed): ScriptRunner {
  const places = new Map<string, number>();
  const bodies: string[] = [];
  let all = combine(bodies);
  let waiting: Call[] = [];

  const know = (scripts: readonly Script[]) => {
    for (const { lua, sha } of scripts) if (!places.has(sha)) places.set(sha, bodies.push(lua));
    all = combine(bodies);
  };

  const send = (calls: readonly Call[]) => {
    const keys = calls.flatMap(({ input }) => input.keys);
    const args = calls.flatMap(({ script: { sha }, input }) => [
      places.get(sha) ?? 0,
      input.keys.length,
      input.args.length,
      ...input.args,
    ]);
    const handLate = (reply: unknown) =>
      Promise.all(replyList.parse(reply).map((late, index) => calls[index]?.whenLate?.(late)));
    const sent = timed(() => evaluate(client, all, { keys, args }), handLate);
    for (const [index, { settle }] of calls.entries()) settle(sent.then((reply) => replyList.parse(reply)[index]));
  };

  const sendAll = () => {
    const calls = waiting;
    waiting = [];
    for (let at = 0; at < calls.length; at += MOST_CALLS) send(calls.slice(at, at + MOST_CALLS));
  };

  return {
    know,
    run(asked, input, whenLate) {
      if (!places.has(asked.sha)) know([asked]);
      // Runs when all promises that can go on have gone on.
      if (waiting.length === 0) process.nextTick(sendAll);
      const { promise, resolve } = Promise.withResolvers<unknown>();
      waiting.push({ script: asked, input, whenLate, settle: resolve });
      return promise;
    },
    runPatiently: (asked, input) => evaluate(client, asked, input),
  };
}

/**
 * One script that runs others in turn. Each fails, if at all, before anything is written (Redis refuses the first write
 * of a script, or none), so that either all are run or none is. ARGV: for each, which one, how many keys and arguments,
 * and these arguments.
 */
function combine(bodies: readonly string[]): Script {
  return script(`
local scripts = {
${bodies.map((lua) => `function(KEYS, ARGV)\n${lua}\nend,`).join('\n')}
}
local replies, key, at = {}, 1, 1
while at <= #ARGV do
  local keys, args = tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2])
  local run = scripts[tonumber(ARGV[at])]
  replies[#replies + 1] = run({ unpack(KEYS, key, key + keys - 1) }, { unpack(ARGV, at + 3, at + 2 + args) }) or false
  key, at = key + keys, at + 3 + args
end
return replies
`);
}

/** Runs a script by its name, and sends the whole of it only when Redis doesn't know it. */
async function evaluate(client: Redis, { lua, sha }: Script, { keys, args }: ScriptInput): Promise<unknown> {
  try {
    return await client.evalsha(sha, keys.length, ...keys, ...args);
  } catch (error) {
    // Redis forgets its scripts when it restarts.
    if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
    return await client.eval(lua, keys.length, ...keys, ...args);
  }
}
