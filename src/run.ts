import { flushCompileCache, getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { createApp } from './app.ts';
import { ConfigError, forgetEnvironment, isUnderNpm, readConfig, type Config } from './config.ts';
import { LoginError } from './discord/gateway/login-error.ts';
import { ShardsTakenError } from './discord/gateway/sharding/claims.ts';
import { exitAfter } from './ops/exit-deadline.ts';
import { watchLauncher } from './ops/launcher.ts';
import { createLogger, type Logger } from './ops/log/logger.ts';
import { createRestartBrake } from './ops/restart-brake.ts';
import { safeError } from './ops/log/safe-error.ts';
import { ListenError } from './ops/server.ts';
import { terminalLog } from './ops/log/terminal-log.ts';
import { StorageOpenError } from './storage/storage-open-error.ts';
import { parseStorageUrl } from './storage/storage-url.ts';

/** Exit codes of sysexits.h: success; Discord refuses this bot; an internal error; a wrong configuration. */
const EXIT = { ok: 0, unavailable: 69, fault: 70, config: 78 } as const;

const CONFIGURATION_ERRORS = [ConfigError, StorageOpenError, ListenError, ShardsTakenError] as const;

/** Under npm a terminal's Ctrl-C reaches the bot twice: a repeat within this time is the same one. */
const SAME_SIGNAL_MS = 1000;
/** How long parts may take to close after requests have ended, in ms. A stop takes less than 5 s longer than configured. */
const CLOSING_MS = 4000;
/** How long a stop may take after an uncaught exception, in ms. */
const CRASH_STOP_MS = 3000;

/**
 * Runs the bot until a signal.
 *
 * @param from which code this is: the build, or the source and why.
 * @returns the exit code.
 */
export async function run(from: string): Promise<number> {
  const stop = new AbortController();
  listenForSignals(stop);
  if (isUnderNpm) watchLauncher(() => stop.abort());
  // No part keeps the process alive by itself, so it could end before they are closed.
  const alive = setInterval(() => undefined, 60_000);
  let logger: Logger | undefined;
  let code: number = EXIT.ok;
  try {
    const config = readConfig();
    forgetEnvironment();
    logger = createLogger(config.logLevel, await terminalLog(process.stdout.isTTY));
    logger.debug({ from }, 'Starting');
    const exitInTime = () => exitAfter(config.shutdownMs + CLOSING_MS, EXIT.ok, logger);
    stop.signal.addEventListener('abort', exitInTime, { once: true });
    await serve(config, logger, stop.signal);
  } catch (error) {
    if (!stop.signal.aborted) code = explainExit(error);
  } finally {
    clearInterval(alive);
    exitAfter(CLOSING_MS, code, logger);
  }
  return code;
}

async function serve(config: Config, logger: Logger, signal: AbortSignal): Promise<void> {
  const brake = createRestartBrake(`${config.discord.token} ${config.storage.url}`, privateFolder(config));
  try {
    await using app = await createApp(config, { logger });
    await Promise.race([app.start(signal), app.failed]);
    await brake.release();
    // A process that is killed later would leave no compiled code for the next start.
    flushCompileCache();
    const stopped = Promise.withResolvers<void>();
    signal.addEventListener('abort', () => stopped.resolve(), { once: true });
    if (signal.aborted) stopped.resolve();
    catchUnhandled(logger, () => app.stop());
    try {
      await Promise.race([stopped.promise, app.failed]);
    } finally {
      await app.stop();
    }
  } catch (error) {
    if (error instanceof LoginError && !signal.aborted) {
      process.stderr.write(`${error.message}\n`);
      // `restart: unless-stopped` ignores exit codes, and each start uses one of Discord's limited logins.
      await brake.hold(signal);
    }
    throw error;
  }
}

/** A folder in which nobody else plants files: beside the database, or with compiled code if that is kept. */
function privateFolder({ storage }: Config): string | undefined {
  const address = parseStorageUrl(storage.url);
  if (address.kind === 'sqlite') return dirname(address.path);
  const compiled = getCompileCacheDir();
  return compiled === undefined ? undefined : dirname(compiled);
}

function listenForSignals(stop: AbortController): void {
  let firstAt: number | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    const now = performance.now();
    firstAt ??= now;
    if (stop.signal.aborted && now - firstAt > SAME_SIGNAL_MS) process.exit(signal === 'SIGINT' ? 130 : 143);
    stop.abort();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    // In place of what handled them until now, without a gap in which one would be lost.
    const former = process.listeners(signal);
    process.on(signal, onSignal);
    for (const listener of former) process.off(signal, listener);
  }
}

/** An unhandled rejection is logged; an uncaught exception stops the bot, in order. */
function catchUnhandled(logger: Logger, stop: () => Promise<void>): void {
  process.on('unhandledRejection', (error) => logger.error({ err: error }, 'Unhandled promise rejection'));
  process.once('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'Uncaught exception; stopping');
    setTimeout(exitWithFault, CRASH_STOP_MS);
    void stop().then(exitWithFault, exitWithFault);
  });
}

function exitWithFault(): never {
  process.exit(EXIT.fault);
}

/** Problems that the operator can fix get one sentence without a stack trace. */
function explainExit(error: unknown): number {
  if (error instanceof LoginError) return EXIT.unavailable;
  if (CONFIGURATION_ERRORS.some((kind) => error instanceof kind)) {
    process.stderr.write(`${(error as Error).message}\n`);
    return EXIT.config;
  }
  process.stderr.write(`${JSON.stringify(safeError(error))}\n`);
  return EXIT.fault;
}
