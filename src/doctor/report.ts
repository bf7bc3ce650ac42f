import type { Line } from './examine.ts';

const MARKS = { ok: '✓', warning: '!', problem: '✗' } as const;
const COLOURS = { ok: 32, warning: 33, problem: 31 } as const;
const NAME_WIDTH = 13;

/** A line for people, and what to do below it. */
export function describeLine({ check, state, says, advice }: Line, isColoured: boolean): string {
  const mark = isColoured ? `\u001B[${COLOURS[state]}m${MARKS[state]}\u001B[0m` : MARKS[state];
  const first = `${mark} ${check.padEnd(NAME_WIDTH)} ${says}`;
  return advice === undefined ? first : `${first}\n  ${' '.repeat(NAME_WIDTH)} → ${advice}`;
}

/** The last line. */
export function summary(lines: readonly Line[]): string {
  const count = (state: Line['state']) => lines.filter((line) => line.state === state).length;
  const [problems, warnings] = [count('problem'), count('warning')];
  if (problems === 0 && warnings === 0) return 'All is well.';
  return `${problems} problem${problems === 1 ? '' : 's'}, ${warnings} warning${warnings === 1 ? '' : 's'}.`;
}

/** Warnings are no failure. */
export function isWell(lines: readonly Line[]): boolean {
  return lines.every(({ state }) => state !== 'problem');
}
