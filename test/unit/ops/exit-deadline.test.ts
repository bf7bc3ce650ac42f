import { execFile } from 'node:child_process';
import { expect, test } from 'vitest';

const MODULE = new URL('../../../src/ops/exit-deadline.ts', import.meta.url).href;

function run(code: string): Promise<{ code: unknown; stdout: string }> {
  const script = `import { exitAfter } from '${MODULE}'; const logger = { warn: (data) => console.log(data) }; ${code}`;
  return new Promise((resolve) => {
    execFile(process.execPath, ['--input-type=module', '-e', script], (error, stdout) =>
      resolve({ code: error?.code ?? 0, stdout }),
    );
  });
}

test('a process that something keeps open is ended with its code, and the log says what kept it', async () => {
  const { code, stdout } = await run('exitAfter(100, 69, logger); setInterval(() => undefined, 1000);');
  expect(code).toBe(69);
  expect(stdout).toContain('Timeout');
});

test('a process without work ends by itself', async () => {
  expect(await run('exitAfter(3_600_000, 69, logger);')).toEqual({ code: 0, stdout: '' });
});
