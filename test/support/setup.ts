import { aroundEach } from 'vitest';
import { runningTest } from './world/running-test.ts';

// Vitest runs this file before each test file.

aroundEach(async (runTest, context) => {
  await runningTest.run(context, runTest);
});
