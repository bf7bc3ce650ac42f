import { createApp, type App } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import { createLogger } from '../../../src/ops/logger.ts';
import type { ShiftingClock } from './shifting-clock.ts';
import type { World } from './world.ts';

export interface InProcess extends AsyncDisposable {
  readonly app: App;
  readonly log: readonly Readonly<Record<string, unknown>>[];
}

/** Starts the app in this process, by a clock of the test's own. */
export async function startInProcess(
  { env, discord }: Pick<World, 'env' | 'discord'>,
  clock: ShiftingClock,
  more: Readonly<Record<string, string>> = {},
  onLine: (line: string) => void = () => undefined,
): Promise<InProcess> {
  const log: Record<string, unknown>[] = [];
  const write = (line: string) => {
    log.push(JSON.parse(line) as Record<string, unknown>);
    onLine(line);
  };
  const logger = createLogger('info', { write });
  const end = new AbortController();
  await using parts = new AsyncDisposableStack();
  const app = parts.use(await createApp(readConfig({ SHUTDOWN_SECONDS: '5', ...env, ...more }), { clock, logger }));
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
