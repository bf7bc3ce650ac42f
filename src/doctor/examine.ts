import { ConfigError, readConfig, type Config } from '../config.ts';
import { safeError } from '../ops/log/safe-error.ts';
import { checks, machineChecks } from './checks.ts';
import { createDiscordApi, DiscordUnreachable } from './discord-api.ts';
import { ok, problem, type Check, type Finding, type MachineCheck } from './finding.ts';

/** A finding with the name of its check. */
export interface Line extends Finding {
  readonly check: string;
}

export interface ExamineOptions {
  /** Default: from the environment. */
  readonly config?: () => Config;
  readonly machine?: readonly MachineCheck[];
  readonly checks?: readonly Check[];
  readonly signal: AbortSignal;
}

/** Runs every check, and yields what each found, in order. Without a valid configuration, only those of the machine. */
export async function* examine({ config: read = readConfig, signal, ...given }: ExamineOptions): AsyncGenerator<Line> {
  let config: Config | undefined;
  let problems: readonly string[] = [];
  try {
    config = read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    ({ problems } = error);
  }
  const advice = 'Run "npm run setup", or see docs/configuration.md.';
  const found = config ? [ok('The configuration is valid.')] : problems.map((says) => problem(`${says}.`, advice));
  yield* found.map((finding) => ({ check: 'configuration', ...finding }));
  for (const check of given.machine ?? machineChecks) yield* await run(check, { signal });
  if (!config) return;
  const context = { config, discord: createDiscordApi(config.discord, signal), signal };
  for (const check of given.checks ?? checks) yield* await run(check, context);
}

async function run<Context extends { readonly signal: AbortSignal }>(
  { name, run: look }: Check<Context>,
  context: Context,
): Promise<Line[]> {
  const found = await findings(() => look(context), context.signal);
  return found.map((finding) => ({ check: name, ...finding }));
}

async function findings(look: () => ReturnType<Check['run']>, signal: AbortSignal): Promise<readonly Finding[]> {
  try {
    return await look();
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof DiscordUnreachable) {
      return [problem(`${error.message}.`, 'Check the network, the proxy and https://discordstatus.com.')];
    }
    return [problem(`This check failed (${safeError(error).message}).`, 'Please report it as a bug.')];
  }
}
