// Runs the tests while busy loops occupy every processor, because a test that needs an idle machine fails on other
// machines: `npm run test:busy`, or `npm run test:busy -- SCRIPT…` for other npm scripts than both suites.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';

const SUITES = ['test', 'test:long'];
// A loop ends when its parent has ended, for whatever reason.
const LOOP = 'while (process.ppid === Number(process.argv[1]));';

const scripts = process.argv.length > 2 ? process.argv.slice(2) : SUITES;
const loops: ChildProcess[] = Array.from({ length: availableParallelism() }, () =>
  spawn(process.execPath, ['-e', LOOP, String(process.pid)], { stdio: 'ignore' }),
);
try {
  for (const script of scripts) {
    const run = spawn('npm', ['run', script], { stdio: 'inherit' });
    const [code] = (await once(run, 'close')) as [number | null];
    if (code !== 0) process.exitCode = 1;
  }
} finally {
  for (const loop of loops) loop.kill('SIGKILL');
}
