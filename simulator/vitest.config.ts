import { defineConfig } from 'vitest/config';
import { PATIENCE_MS } from './src/waiting.ts';

/** For `npm run -w simulator test`; `npm test` of the whole repository runs the same files. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 5 * PATIENCE_MS,
    hookTimeout: 5 * PATIENCE_MS,
    isolate: false,
  },
});
