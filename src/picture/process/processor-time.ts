import { readFileSync } from 'node:fs';

/** USER_HZ, which is 100 on all processors that Node runs on. */
const TICKS_A_SECOND = 100;
/** Where user and system time are among the fields after the process name; proc_pid_stat(5). */
const USER_TIME = 11;
const SYSTEM_TIME = 12;

/**
 * How much processor time a process has used, in milliseconds, including all threads. Undefined if unknown: only Linux
 * has `/proc`.
 */
export function processorTimeMs(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[USER_TIME]) + Number(fields[SYSTEM_TIME]);
    return Number.isFinite(ticks) ? (ticks * 1000) / TICKS_A_SECOND : undefined;
  } catch {
    return undefined;
  }
}
