import { DENIED } from './denied-calls.ts';

export type FilteredArch = 'x64' | 'arm64';

/** `AUDIT_ARCH_…` of linux/audit.h. */
const AUDIT_ARCH = { x64: 0xc000003e, arm64: 0xc00000b7 };
/** Calls of the x32 ABI have this bit, and would get around the numbers. */
const X32 = 0x40000000;
const CALLS = { x64: { clone: 56, clone3: 435, prlimit64: 302 }, arm64: { clone: 220, clone3: 435, prlimit64: 261 } };
const CLONE_THREAD = 0x00010000;
const EPERM = 1;
const ENOSYS = 38;

/** What a filter returns; linux/seccomp.h. */
const ALLOW = 0x7fff0000;
const KILL_PROCESS = 0x80000000;
const fail = (errno: number) => 0x00050000 + errno;
/** Offsets in `struct seccomp_data`: the lower half of the first argument, on a little-endian processor. */
const NUMBER = 0;
const ARCH = 4;
const FIRST_ARGUMENT = 16;

/** An instruction of classic BPF: linux/filter.h. The jumps skip instructions. */
type Instruction = readonly [code: number, jumpIfTrue: number, jumpIfFalse: number, operand: number];
const load = (offset: number): Instruction => [0x20, 0, 0, offset];
const ifEqual = (value: number, yes: number, no: number): Instruction => [0x15, yes, no, value];
const ifAtLeast = (value: number, yes: number, no: number): Instruction => [0x35, yes, no, value];
const ifAnyBit = (bits: number, yes: number, no: number): Instruction => [0x45, yes, no, bits];
const result = (value: number): Instruction => [0x06, 0, 0, value];

/**
 * A seccomp filter, as bwrap and setpriv load it: denies {@link DENIED}, new processes (but not threads), and the limits
 * of other processes. glibc starts threads by `clone` where there is no `clone3`, whose flags a filter can't see.
 */
export function seccompFilter(arch: FilteredArch): Buffer {
  const { clone, clone3, prlimit64 } = CALLS[arch];
  const denied = DENIED.flatMap(([, x64, arm64]) => (arch === 'x64' ? x64 : (arm64 ?? [])));
  const program: Instruction[] = [
    load(ARCH),
    ifEqual(AUDIT_ARCH[arch], 1, 0),
    result(KILL_PROCESS),
    load(NUMBER),
    ...(arch === 'x64' ? [ifAtLeast(X32, 0, 1), result(fail(EPERM))] : []),
    ...denied.flatMap((number) => [ifEqual(number, 0, 1), result(fail(EPERM))]),
    ifEqual(clone3, 0, 1),
    result(fail(ENOSYS)),
    ifEqual(clone, 0, 4),
    load(FIRST_ARGUMENT),
    ifAnyBit(CLONE_THREAD, 1, 0),
    result(fail(EPERM)),
    result(ALLOW),
    ifEqual(prlimit64, 0, 3),
    load(FIRST_ARGUMENT),
    ifEqual(0, 1, 0),
    result(fail(EPERM)),
    result(ALLOW),
  ];
  const bytes = Buffer.alloc(8 * program.length);
  program.forEach(([code, yes, no, operand], index) => {
    bytes.writeUInt16LE(code, 8 * index);
    bytes.writeUInt8(yes, 8 * index + 2);
    bytes.writeUInt8(no, 8 * index + 3);
    bytes.writeUInt32LE(operand >>> 0, 8 * index + 4);
  });
  return bytes;
}
