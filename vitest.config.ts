import { defineConfig } from 'vitest/config';
import { PATIENCE_MS } from './simulator/src/waiting.ts';

/** Replaces a module for the whole file, so it needs modules of its own. */
const MOCKING = ['test/bot/recovery/store.test.ts'];

export default defineConfig({
  test: {
    // A test waits for several things in turn, and each wait has a limit of its own, which says what did not come.
    testTimeout: 5 * PATIENCE_MS,
    hookTimeout: 5 * PATIENCE_MS,
    // Each file has a bot and its picture process beside it, and mostly waits for them: on two cores four do not make
    // each other late.
    maxWorkers: 4,
    // Where a mistake costs money or a person's trust. Bots that tests start as processes of their own do not count.
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
        // Nothing under test keeps state in a module, so files can share what was loaded once.
        test: {
          name: 'quick',
          include: ['test/{unit,bot}/**/*.test.ts', 'simulator/test/**/*.test.ts'],
          exclude: MOCKING,
          isolate: false,
        },
      },
      // What starts many bots or waits for long: `npm run test:long`, which CI runs too.
      { extends: true, test: { name: 'long', include: ['test/slow/**/*.test.ts'], isolate: false } },
      { extends: true, test: { name: 'long-isolated', include: MOCKING } },
    ],
  },
});
