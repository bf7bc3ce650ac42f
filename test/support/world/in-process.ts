import type { Discord } from 'discord-simulator';
import { createApp, type App } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import { createLogger } from '../../../src/ops/logger.ts';
import type { ShiftingClock } from './shifting-clock.ts';

export interface InProcess extends AsyncDisposable {
  readonly app: App;
  readonly log: readonly Readonly<Record<string, unknown>>[];
}

interface Place {
  readonly env: Readonly<Record<string, string>>;
  readonly discord: Discord;
  readonly clock: ShiftingClock;
}

/** Starts the app in this process, with a clock that a test can shift. */
export async function startInProcess(
  { env, discord, clock }: Place,
  onLine: (line: string) => void,
): Promise<InProcess> {
  const log: Record<string, unknown>[] = [];
  const write = (line: string) => {
    log.push(JSON.parse(line) as Record<string, unknown>);
    onLine(line);
  };
  const logger = createLogger('info', { write });
  const end = new AbortController();
  await using parts = new AsyncDisposableStack();
  const app = parts.use(await createApp(readConfig(env), { clock, logger }));
  await app.start(end.signal);
  await discord.untilCommand('age');
  parts.move();
  return {
    app,
    log,
    async [Symbol.asyncDispose]() {
      end.abort();
      await app.stop();
    },
  };
}
