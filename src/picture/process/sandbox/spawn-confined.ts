import { spawn } from 'node:child_process';
import type { ChildProcess, StdioOptions } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { FILTER_FD } from './sandboxes.ts';
import type { Confined, Sandbox } from './sandboxes.ts';

/** Whether each process leads a group of its own, which holds the processes that its sandbox starts. */
const IN_GROUPS = process.platform === 'linux';

/**
 * Starts Node in a sandbox. End it with {@link killConfined}.
 *
 * @throws what the system says where it refuses that at once
 * @param stdio the descriptors before {@link FILTER_FD}
 */
export function spawnConfined(
  sandbox: Sandbox,
  confined: Confined,
  stdio: readonly ('ignore' | 'pipe')[],
  env: NodeJS.ProcessEnv,
): ChildProcess {
  const { file, args, filter } = sandbox.command(confined);
  const descriptors: StdioOptions = Array.from({ length: FILTER_FD }, (_, index) => stdio[index] ?? 'ignore');
  const opened = filter === undefined ? undefined : openSync(filter, 'r');
  try {
    const stdio = opened === undefined ? descriptors : [...descriptors, opened];
    const child = spawn(file, args, { env, detached: IN_GROUPS, stdio });
    // Who ends the outer process of a sandbox from outside leaves the inner one.
    return child.once('exit', () => killGroup(child));
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

/** Ends a process of {@link spawnConfined} at once, with what is between it and Node. */
export function killConfined(child: ChildProcess): void {
  if (child.kill('SIGKILL')) killGroup(child);
}

/** bubblewrap's inner process doesn't notice the end of the outer one while it's being set up. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined || !IN_GROUPS) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // All have ended.
  }
}
