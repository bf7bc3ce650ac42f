import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DENIED } from '../../../../scripts/filters/denied-calls.ts';
import { seccompFilter } from '../../../../scripts/filters/seccomp-filter.ts';
import { filterPath } from '../../../../src/picture/process/sandbox/sandboxes.ts';

const AUDIT_ARCH = { x64: 0xc000003e, arm64: 0xc00000b7 } as const;
const [ALLOW, DENY] = [0x7fff0000, 0x00050001];

/** Runs a filter as the kernel does: the result for a system call with this first argument. */
function run(filter: Buffer, arch: number, call: number, argument = 0): number {
  const data: Readonly<Record<number, number>> = { 0: call, 4: arch, 16: argument };
  let value = 0;
  for (let at = 0; ; at += 1) {
    const [code, yes, no, operand] = [
      filter.readUInt16LE(8 * at),
      filter.readUInt8(8 * at + 2),
      filter.readUInt8(8 * at + 3),
      filter.readUInt32LE(8 * at + 4),
    ];
    if (code === 0x06) return operand;
    if (code === 0x20) value = data[operand] ?? 0;
    else if (code === 0x15) at += value === operand ? yes : no;
    else if (code === 0x35) at += value >= operand ? yes : no;
    else if (code === 0x45) at += (value & operand) !== 0 ? yes : no;
    else throw new Error(`instruction ${code}`);
  }
}

test.each(['x64', 'arm64'] as const)('the filter for %s is made from the list: npm run build:filters', (arch) => {
  const filter = readFileSync(filterPath(arch) ?? '');
  expect(filter.equals(seccompFilter(arch))).toBe(true);
  const call = (name: string) => DENIED.find(([own]) => own === name)?.[arch === 'x64' ? 1 : 2] ?? -1;
  for (const name of ['socket', 'connect', 'kill', 'ptrace', 'fchmod']) {
    expect(run(filter, AUDIT_ARCH[arch], call(name))).toBe(DENY);
  }
  const { read, clone, clone3, prlimit } =
    arch === 'x64'
      ? { read: 0, clone: 56, clone3: 435, prlimit: 302 }
      : { read: 63, clone: 220, clone3: 435, prlimit: 261 };
  expect(run(filter, AUDIT_ARCH[arch], read)).toBe(ALLOW);
  // A thread, a process; and the way for which glibc has another.
  expect(run(filter, AUDIT_ARCH[arch], clone, 0x3d0f00)).toBe(ALLOW);
  expect(run(filter, AUDIT_ARCH[arch], clone, 0x11)).toBe(DENY);
  expect(run(filter, AUDIT_ARCH[arch], clone3)).toBe(0x00050026);
  // Its own limits, and those of another.
  expect(run(filter, AUDIT_ARCH[arch], prlimit, 0)).toBe(ALLOW);
  expect(run(filter, AUDIT_ARCH[arch], prlimit, 4711)).toBe(DENY);
  // Numbers of another processor.
  expect(run(filter, 0x40000003, read)).toBe(0x80000000);
});

test('the x32 ABI is no way around the numbers of x86-64', () => {
  expect(run(seccompFilter('x64'), AUDIT_ARCH.x64, 0x40000000 + 41)).toBe(DENY);
});
