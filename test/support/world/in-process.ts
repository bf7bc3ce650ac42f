import { createApp, type App } from '../../../src/app.ts';
import type { FirstResponseTimes } from '../../../src/bounds.ts';
import { systemClock, type Clock } from '../../../src/clock.ts';
import { readConfig } from '../../../src/config.ts';
import { PICTURE_LIMITS } from '../../../src/endpoint/acedata/picture-limits.ts';
import { createLogger } from '../../../src/ops/log/logger.ts';
import { createPictureWorkshop, type ConfinedWorkshop } from '../../../src/picture/picture-workshop.ts';
import type { Bot } from './bot.ts';
import { createBotLog } from './bot-log.ts';

export interface InProcess extends Omit<Bot, 'process'> {
  readonly app: App;
}

interface Place {
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  /** Default: the machine's. */
  readonly clock?: Clock;
  readonly firstResponse: FirstResponseTimes;
  readonly slowOpeningMs?: number | undefined;
}

let workshop: ConfinedWorkshop | undefined;

/** A picture process takes longer to start than a bot inside this process, so all of them share those. */
function sharedWorkshop(): ConfinedWorkshop {
  workshop ??= createPictureWorkshop({ limits: PICTURE_LIMITS });
  return workshop;
}

/** Starts the app in this process, and waits until it is ready. */
export async function startInProcess(
  { env, folder, clock = systemClock, firstResponse, slowOpeningMs }: Place,
  onLine: (line: string) => void = () => undefined,
): Promise<InProcess> {
  const printed = createBotLog();
  const write = (line: string) => {
    printed.write(line);
    onLine(line);
  };
  const config = readConfig(env);
  const end = new AbortController();
  await using parts = new AsyncDisposableStack();
  const logger = createLogger(config.logLevel, { write });
  // The shared one decodes HEIC.
  const shared = config.heic ? { workshop: sharedWorkshop() } : {};
  const app = parts.use(
    await createApp(config, {
      clock,
      logger,
      firstResponse,
      ...(slowOpeningMs !== undefined && { slowOpeningMs }),
      ...shared,
    }),
  );
  await app.start(end.signal);
  parts.move();

  const exit = Promise.withResolvers<number>();
  const stop = async () => {
    end.abort();
    await app.stop();
    printed.end();
    exit.resolve(0);
    return await exit.promise;
  };
  return {
    app,
    get output() {
      return printed.output;
    },
    log: printed.log,
    untilLogged: printed.untilLogged,
    folder,
    exit: exit.promise,
    stop,
    async [Symbol.asyncDispose]() {
      await stop();
    },
  };
}
