import { startApp } from './app.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { LoginError } from './discord/client.ts';
import { ListenError } from './ops/server.ts';
import { StorageOpenError } from './storage/storage-open-error.ts';

/** Exit codes of sysexits.h: the configuration is wrong; Discord does not want this bot; a fault of ours. */
const EXIT = { ok: 0, config: 78, unavailable: 69, fault: 70 } as const;

/** Runs the bot until a signal. @returns the exit code. */
export async function run(): Promise<number> {
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
  try {
    await serve(readConfig(), stop.signal);
    return EXIT.ok;
  } catch (error) {
    if (stop.signal.aborted) return EXIT.ok;
    return explainExit(error);
  }
}

async function serve(config: Config, signal: AbortSignal): Promise<void> {
  const app = await startApp(config, signal);
  const stopped = Promise.withResolvers<void>();
  signal.addEventListener('abort', () => stopped.resolve(), { once: true });
  if (signal.aborted) stopped.resolve();
  try {
    await Promise.race([stopped.promise, app.failed]);
  } finally {
    await app.stop();
  }
}

/** What the operator can mend is said in a sentence, without a stack trace. */
function explainExit(error: unknown): number {
  if (error instanceof ConfigError || error instanceof StorageOpenError || error instanceof ListenError) {
    process.stderr.write(`${error.message}\n`);
    return EXIT.config;
  }
  if (error instanceof LoginError) {
    process.stderr.write(`${error.message}\n`);
    return EXIT.unavailable;
  }
  throw error;
}
