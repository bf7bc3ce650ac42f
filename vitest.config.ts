import { defineConfig } from 'vitest/config';
import { PATIENCE_MS } from './test/simulator/waiting.ts';

/** Replaces a module for the whole file, so it needs modules of its own. */
const MOCKING = ['test/recovery/store.test.ts'];

/**
 * What starts many bots or waits for long: `npm run test:long`, which CI runs too. `npm test` is for everybody, often.
 */
const LONG = [
  'test/end-to-end/{admin,at-rest,breaker,breaker-closing,busy-machine,buttons,configuration,deployment-places,direct-messages,endpoint-connection,link-previews}.test.ts',
  'test/end-to-end/{endpoint-retries,fairness,faces,formats,hosting,key-check,operator-webhook,result-faults,shared-redis,stopping}.test.ts',
  'test/end-to-end/{sharp-missing,timeline,usage,waiting}.test.ts',
  'test/recovery/{discord-faults,gateway,health-page,late,outage,refusals,stopping,two-processes-redis,two-processes-sqlite}.test.ts',
  'test/picture/{faces,picture-jobs}.test.ts',
  'test/storage/redis-failure.test.ts',
];

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
      reporter: ['text', 'html'],
      thresholds: { lines: 65 },
    },
    projects: [
      {
        extends: true,
        // Nothing under test keeps state in a module, so files can share what was loaded once.
        test: { name: 'quick', include: ['test/**/*.test.ts'], exclude: [...MOCKING, ...LONG], isolate: false },
      },
      { extends: true, test: { name: 'long', include: LONG, isolate: false } },
      { extends: true, test: { name: 'long-isolated', include: MOCKING } },
    ],
  },
});
