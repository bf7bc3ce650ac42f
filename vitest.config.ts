import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // End-to-end tests start processes of their own; more workers than cores only makes them wait for each other.
    maxWorkers: 4,
  },
});
