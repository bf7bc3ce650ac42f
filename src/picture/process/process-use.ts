import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

export interface ProcessUse {
  /** Processor time so far, in milliseconds, including all threads. */
  readonly processorMs: number;
  /** Memory now, in bytes (resident set size). */
  readonly memoryBytes: number;
}

/** USER_HZ, which is 100 on all processors that Node runs on. */
const TICKS_A_SECOND = 100;
/** Where user time, system time and resident pages are among the fields after the process name; proc_pid_stat(5). */
const USER_TIME = 11;
const SYSTEM_TIME = 12;
const RESIDENT = 21;
/** Bytes of a page: some arm64 kernels have larger ones, so that less than is used is counted there. */
const PAGE = 4096;
/** Longer than a line of `/proc/PID/stat`: 50 numbers, and a name of 64 characters at most. */
const LINE_BYTES = 2048;

/** What a process uses. Undefined if unknown: only Linux has `/proc`. */
export function useOf(pid: number): ProcessUse | undefined {
  using reader = openUse(pid);
  return reader.read();
}

/** Reads again and again what one process uses. Opening and closing the file each time would take five times as long. */
export interface UseReader extends Disposable {
  /** Undefined if unknown. */
  read(): ProcessUse | undefined;
}

export function openUse(pid: number): UseReader {
  const line = Buffer.alloc(LINE_BYTES);
  let file: number | undefined;
  let isClosed = false;
  return {
    read() {
      if (isClosed) return undefined;
      try {
        file ??= openSync(`/proc/${pid}/stat`, 'r');
        return useIn(line.toString('latin1', 0, readSync(file, line, 0, LINE_BYTES, 0)));
      } catch {
        // It has ended, or this system has no such file.
        return undefined;
      }
    },
    [Symbol.dispose]() {
      isClosed = true;
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
}

function useIn(stat: string): ProcessUse | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[USER_TIME]) + Number(fields[SYSTEM_TIME]);
  const memoryBytes = Number(fields[RESIDENT]) * PAGE;
  if (!Number.isFinite(ticks) || !Number.isFinite(memoryBytes)) return undefined;
  return { processorMs: (ticks * 1000) / TICKS_A_SECOND, memoryBytes };
}

/**
 * The process that a wrapper such as bwrap has started: the only child of its only child, and so on. It is the wrapper
 * itself where Linux doesn't list children (`CONFIG_PROC_CHILDREN`).
 */
export function innermost(pid: number): number {
  for (let inner = pid; ;) {
    const children = childrenOf(inner);
    const [only] = children;
    if (only === undefined || children.length > 1) return inner;
    inner = only;
  }
}

function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}
