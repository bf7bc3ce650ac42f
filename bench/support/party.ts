import { startMeasuredBot, type BotName, type MeasuredBot } from './measured-bot.ts';
import type { Course, CrowdReport } from './crowd.ts';
import type { PictureName } from './pictures.ts';
import { startWorld, type Setup, type World } from './world.ts';

/** One bot in a world of its own, and what was measured of it so far. */
export interface Party extends AsyncDisposable {
  readonly world: World;
  readonly bot: MeasuredBot;
  readonly courses: readonly Course[];
  /** Processor time of one request in ms, child processes included. */
  cpuMs(): number;
  /**
   * Has people ask, and waits for their pictures.
   *
   * @throws {Error} when a request was not answered, unless that is counted.
   */
  ask(requests: number, atOnce: number): Promise<CrowdReport>;
}

export interface PartyOptions {
  readonly name: BotName;
  readonly photo: PictureName;
  /** Like the photo unless told. */
  readonly result?: PictureName;
  readonly env?: Readonly<Record<string, string>>;
  readonly setup?: Partial<Setup>;
  /** Requests that are not answered are no error, but counted. */
  readonly mayFail?: boolean;
  /** Requests before anything is measured, as of a bot that has been running for a while. */
  readonly warmUp: number;
}

export async function startParty({
  name,
  photo,
  result = photo,
  env,
  setup,
  mayFail = false,
  warmUp,
}: PartyOptions): Promise<Party> {
  await using parts = new AsyncDisposableStack();
  const world = parts.use(await startWorld({ pictures: [...new Set([photo, result])], result, ...setup }));
  const bot = parts.use(await startMeasuredBot(name, world, { ...(env && { env }) }));
  const courses: Course[] = [];
  let spentMs = 0;

  const ask = async (requests: number, atOnce: number) => {
    const before = bot.cpuMs();
    const report = await world.ask({ requests, atOnce, photo });
    if (report.unanswered > 0 && !mayFail) {
      throw new Error(`${report.unanswered} of ${requests} requests were not answered by the ${name} bot`);
    }
    spentMs += bot.cpuMs() - before;
    courses.push(...report.courses);
    await world.forget();
    return report;
  };

  if (warmUp > 0) await ask(warmUp, 4);
  courses.length = 0;
  spentMs = 0;
  const running = parts.move();
  return {
    world,
    bot,
    courses,
    cpuMs: () => spentMs / courses.length,
    ask,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
