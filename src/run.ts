import { flushCompileCache } from 'node:module';
import { startApp } from './app.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { LoginError } from './discord/gateway/client.ts';
import { exitAfter } from './ops/exit-deadline.ts';
import { createLogger, type Logger } from './ops/logger.ts';
import { createRestartBrake } from './ops/restart-brake.ts';
import { safeError } from './ops/safe-error.ts';
import { ListenError } from './ops/server.ts';
import { StorageOpenError } from './storage/storage-open-error.ts';

/** Exit codes of sysexits.h: all is well; Discord does not want this bot; a fault of ours; the configuration is wrong. */
const EXIT = { ok: 0, unavailable: 69, fault: 70, config: 78 } as const;

/** A terminal's Ctrl-C reaches the bot twice under npm: a repeat within this time is the same wish. */
const SAME_SIGNAL_MS = 1000;
/** How long parts may take to close once requests have been put down, in ms. A stop takes less than 5 s more than asked. */
const CLOSING_MS = 4000;
/** How long a process with a broken invariant may take to put its work down. */
const LAST_BREATH_MS = 3000;

/** Runs the bot until a signal. @returns the exit code. */
export async function run(): Promise<number> {
  const stop = new AbortController();
  listenForSignals(stop);
  // Parts hold on to nothing that keeps a process alive by itself, so closing them could outlive it.
  const alive = setInterval(() => undefined, 60_000);
  let logger: Logger | undefined;
  let code: number = EXIT.ok;
  try {
    const config = readConfig();
    logger = createLogger(config.logLevel);
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
  const brake = createRestartBrake(`${config.discord.token} ${config.storage.url}`);
  try {
    const app = await startApp(config, signal, { logger });
    await brake.release();
    // A process that is killed would leave nothing compiled for the next start.
    flushCompileCache();
    const stopped = Promise.withResolvers<void>();
    signal.addEventListener('abort', () => stopped.resolve(), { once: true });
    if (signal.aborted) stopped.resolve();
    catchStrays(logger, () => app.stop());
    try {
      await Promise.race([stopped.promise, app.failed]);
    } finally {
      await app.stop();
    }
  } catch (error) {
    if (error instanceof LoginError && !signal.aborted) {
      process.stderr.write(`${error.message}\n`);
      // `restart: unless-stopped` ignores exit codes, and each start costs one of Discord's limited log-ins.
      await brake.hold(signal);
    }
    throw error;
  }
}

function listenForSignals(stop: AbortController): void {
  let firstAt: number | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    const now = performance.now();
    firstAt ??= now;
    if (stop.signal.aborted && now - firstAt > SAME_SIGNAL_MS) process.exit(signal === 'SIGINT' ? 130 : 143);
    stop.abort();
  };
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
}

/** A rejection that nobody awaits is a line in the log; an exception out of nowhere ends the process, in order. */
function catchStrays(logger: Logger, stop: () => Promise<void>): void {
  process.on('unhandledRejection', (error) => logger.error({ err: error }, 'A promise was rejected and nobody waited'));
  process.once('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'An exception came out of nowhere; stopping');
    setTimeout(leaveAtFault, LAST_BREATH_MS);
    void stop().then(leaveAtFault, leaveAtFault);
  });
}

function leaveAtFault(): never {
  process.exit(EXIT.fault);
}

/** What the operator can mend is said in a sentence, without a stack trace. */
function explainExit(error: unknown): number {
  if (error instanceof LoginError) return EXIT.unavailable;
  if (error instanceof ConfigError || error instanceof StorageOpenError || error instanceof ListenError) {
    process.stderr.write(`${error.message}\n`);
    return EXIT.config;
  }
  process.stderr.write(`${JSON.stringify(safeError(error))}\n`);
  return EXIT.fault;
}
