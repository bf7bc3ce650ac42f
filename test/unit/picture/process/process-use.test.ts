import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openUse, useOf } from '../../../../src/picture/process/process-use.ts';

const isLinux = process.platform === 'linux';

function burn(milliseconds: number): void {
  const before = process.cpuUsage();
  const used = () => process.cpuUsage(before).user + process.cpuUsage(before).system;
  while (used() < milliseconds * 1000);
}

/** How often this process has the use of another one open. */
function openFilesOf(pid: number): number {
  return readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`) === `/proc/${pid}/stat`;
    } catch {
      return false;
    }
  }).length;
}

test.runIf(isLinux)('what a process uses is read anew each time', () => {
  using reader = openUse(process.pid);
  const before = reader.read();
  burn(100);
  const after = reader.read();
  expect((after?.processorMs ?? 0) - (before?.processorMs ?? 0)).toBeGreaterThanOrEqual(80);
  expect(after?.memoryBytes).toBeGreaterThan(10_000_000);
  expect(useOf(process.pid)?.processorMs).toBeGreaterThanOrEqual(after?.processorMs ?? Infinity);
});

test.runIf(isLinux)(
  'a process that has ended uses nothing that is known, and its file is closed in the end',
  async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const pid = child.pid ?? 0;
    const reader = openUse(pid);
    expect(reader.read()).toBeDefined();
    expect(openFilesOf(pid)).toBe(1);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(reader.read()).toBeUndefined();
    reader[Symbol.dispose]();
    expect(openFilesOf(pid)).toBe(0);
    expect(reader.read()).toBeUndefined();
  },
);
