import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { PATIENCE_MS } from './simulator/src/waiting.ts';
import { longestFirst } from './test/support/longest-first.ts';

// Workers, and the scripts and picture processes that tests start, find compiled code here, as bots do.
process.env['NODE_COMPILE_CACHE'] ??= fileURLToPath(new URL('node_modules/.cache/face-age-bot', import.meta.url));

// As many pictures are worked on at once as there are workers: threads within one would take a tenth more processor time.
process.env['VIPS_CONCURRENCY'] ??= '1';

const ROOT = fileURLToPath(new URL('./', import.meta.url)).replaceAll('\\', '/');

/** Starts the files that take longest first, so that none of them runs alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return longestFirst(await super.sort(files), ROOT, ({ moduleId }) => moduleId);
  }
}

/** Replaces a module for the whole file, so it needs its own modules. */
const MOCKING = ['test/bot/recovery/store.test.ts'];

export default defineConfig({
  test: {
    // A test waits for several things in turn. Each wait has its own limit, which says what didn't happen.
    testTimeout: 5 * PATIENCE_MS,
    hookTimeout: 5 * PATIENCE_MS,
    // Each file mostly waits for its bot. More workers take more processor time: each loads and compiles all modules.
    maxWorkers: 5,
    // Garbage is collected in larger steps, and without threads, which the workers have no processors for: that takes a
    // tenth less processor time.
    execArgv: ['--max-semi-space-size=16', '--single-threaded-gc'],
    sequence: { sequencer: LongestFirst },
    setupFiles: ['test/support/setup.ts'],
    // All tests of a file that says so: such tests only wait.
    maxConcurrency: 16,
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
          include: ['test/{unit,bot,fuzz}/**/*.test.ts', 'simulator/test/**/*.test.ts'],
          exclude: MOCKING,
          isolate: false,
        },
      },
      // Tests that start many bots or wait long: `npm run test:long`, which CI runs too, but for those that it runs every
      // night only, with `EVERY_CASE=1`.
      { extends: true, test: { name: 'long', include: ['test/slow/**/*.test.ts'], isolate: false } },
      { extends: true, test: { name: 'long-isolated', include: MOCKING } },
      // Variants of what the tests above check, and more of it: `npm run test:soak`, which CI runs every night.
      {
        extends: true,
        test: { name: 'soak', include: ['test/soak/**/*.test.ts'], isolate: false, env: { EVERY_CASE: '1' } },
      },
      // Tests of the bot again, with interactions over HTTP in place of the gateway: `npm run test:http`, which CI runs
      // every night. With it only, so that a run of one file doesn't run it twice.
      ...(process.argv.includes('http')
        ? [
            {
              extends: true as const,
              test: {
                name: 'http',
                include: ['test/bot/{answers,people,endpoint,pictures}/**/*.test.ts'],
                isolate: false,
                env: { INTERACTIONS: 'http' },
              },
            },
          ]
        : []),
    ],
  },
});
