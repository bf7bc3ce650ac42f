import type { Config } from '../config.ts';
import type { DiscordApi } from './discord-api.ts';

/** What a check found. A warning is worth knowing; with a problem the bot doesn't serve, or serves badly. */
export interface Finding {
  readonly state: 'ok' | 'warning' | 'problem';
  /** One sentence, without secrets. */
  readonly says: string;
  /** What to do about it. */
  readonly advice?: string;
}

/** What checks may use. */
export interface CheckContext {
  readonly config: Config;
  readonly discord: DiscordApi;
  readonly signal: AbortSignal;
}

/** One line of `npm run doctor`. What `run` throws is a problem that nobody thought of. */
export interface Check<Context = CheckContext> {
  readonly name: string;
  run(context: Context): Promise<readonly Finding[]> | readonly Finding[];
}

/** A check of the machine, which needs no valid configuration. */
export type MachineCheck = Check<Pick<CheckContext, 'signal'>>;

export const ok = (says: string): Finding => ({ state: 'ok', says });
export const warning = (says: string, advice: string): Finding => ({ state: 'warning', says, advice });
export const problem = (says: string, advice: string): Finding => ({ state: 'problem', says, advice });

/** A finding from a sentence such as "The disk is full: free some space", as the bot itself says it. */
export function fromSentence(make: typeof problem, sentence: string): Finding {
  const colon = sentence.indexOf(': ');
  if (colon === -1) return make(sentence, 'See docs/troubleshooting.md.');
  const advice = sentence.slice(colon + 2);
  return make(`${sentence.slice(0, colon)}.`, `${advice.charAt(0).toUpperCase()}${advice.slice(1)}.`);
}
