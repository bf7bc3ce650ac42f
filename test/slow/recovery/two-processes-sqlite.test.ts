import { describe } from 'vitest';
import { testTwoProcesses } from './two-processes.ts';

describe('two processes on one SQLite file', () => {
  testTwoProcesses(() => ({}));
});
