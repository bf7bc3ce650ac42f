import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { PATIENCE_MS } from './simulator/src/waiting.ts';

// Workers, and the scripts and picture processes that tests start, find compiled code here, as bots do.
process.env['NODE_COMPILE_CACHE'] ??= fileURLToPath(new URL('node_modules/.cache/face-age-bot', import.meta.url));

const isWaiting = ({ moduleId }: TestSpecification) => /\/test\/slow\/(recovery|fleet)\//.test(moduleId);

/** Starts the tests of recovery and of fleets first: they wait longest for delays of the bot, and would otherwise be alone at the end. */
class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(isWaiting), ...sorted.filter((file) => !isWaiting(file))];
  }
}

/** Replaces a module for the whole file, so it needs its own modules. */
const MOCKING = ['test/bot/recovery/store.test.ts'];

function overHttp(name: string, include: string[]) {
  return { extends: true as const, test: { name, include, isolate: false, env: { INTERACTIONS: 'http' } } };
}

export default defineConfig({
  test: {
    // A test waits for several things in turn. Each wait has its own limit, which says what didn't happen.
    testTimeout: 5 * PATIENCE_MS,
    hookTimeout: 5 * PATIENCE_MS,
    // Each file has a bot and a picture process, and mostly waits for them.
    maxWorkers: 6,
    sequence: { sequencer: WaitingFirst },
    // Where a mistake costs money or a person's trust. Bots that run as separate processes don't count.
    coverage: {
      provider: 'v8',
      include: ['src/aging/**/*.ts', 'src/limits/**/*.ts'],
      // Held by test/slow/queue, on a real Redis.
      exclude: ['src/aging/queue/redis/**'],
      reporter: ['text', 'html'],
      thresholds: { lines: 97 },
    },
    projects: [
      {
        extends: true,
        // Nothing under test keeps state in a module, so files can share loaded modules.
        test: {
          name: 'quick',
          include: ['test/{unit,bot}/**/*.test.ts', 'simulator/test/**/*.test.ts'],
          exclude: MOCKING,
          isolate: false,
        },
      },
      // Tests that start many bots or wait long: `npm run test:long`, which CI runs too.
      { extends: true, test: { name: 'long', include: ['test/slow/**/*.test.ts'], isolate: false } },
      { extends: true, test: { name: 'long-isolated', include: MOCKING } },
      // Tests of the bot again, with interactions over HTTP in place of the gateway: some of them in CI.
      overHttp('long-http', [
        'test/bot/answers/{answering,menus,refusals}.test.ts',
        'test/bot/people/settings.test.ts',
      ]),
      // All of them with `npm run test:http` only, so that a run of one file doesn't run it twice.
      ...(process.env['INTERACTIONS'] === 'http'
        ? [overHttp('http', ['test/bot/{answers,people,endpoint,pictures}/**/*.test.ts'])]
        : []),
    ],
  },
});
