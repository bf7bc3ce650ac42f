import { AsyncLocalStorage } from 'node:async_hooks';
import type { TestContext } from 'vitest';

/**
 * The test that the calling code belongs to. Vitest's own `onTestFailed` takes the test that started last, which may be
 * another one if tests run concurrently.
 */
export const runningTest = new AsyncLocalStorage<TestContext>();
