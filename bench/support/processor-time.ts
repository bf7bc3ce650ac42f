import { readFileSync } from 'node:fs';
import { useOf } from '../../src/picture/process/process-use.ts';

/** The ids of a process's children, by Linux's own list. */
export function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
}

/** Processor time (user and system) of this process's children that live, in milliseconds. */
export function childrenMs(): number {
  return childrenOf(process.pid).reduce((sum, pid) => sum + (useOf(pid)?.processorMs ?? 0), 0);
}
