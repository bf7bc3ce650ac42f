import { describe } from 'vitest';
import { testTwoProcesses } from '../../support/recovery/two-processes.ts';

describe('two processes on one SQLite file', () => {
  testTwoProcesses(() => ({}));
});
