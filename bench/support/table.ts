/** What is to be reached: so many times the tutorial bot's figure, or a figure of its own. */
export type Goal =
  | { readonly times: number; /** Or so much more than the tutorial bot's. */ readonly orMore?: number }
  | { readonly atMost: number }
  | { readonly atLeast: number };

export interface Row {
  readonly figure: string;
  readonly unit: string;
  readonly ours: number;
  readonly tutorial?: number;
  readonly goal?: Goal;
}

/** A table in Markdown. */
export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(({ figure, unit, ours, tutorial, goal }) => [
    figure,
    `${round(ours)} ${unit}`,
    tutorial === undefined ? '' : `${round(tutorial)} ${unit}`,
    tutorial === undefined ? '' : (ours / tutorial).toFixed(2),
    goal ? `${sayGoal(goal, unit)}: ${isReached({ ours, tutorial, goal }) ? 'yes' : 'no'}` : '',
  ]);
  const all = [['figure', 'this bot', 'tutorial bot', 'ratio', 'to reach'], ...lines];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0))) ?? [];
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = all;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

function isReached({ ours, tutorial, goal }: { ours: number; tutorial: number | undefined; goal: Goal }): boolean {
  if ('atMost' in goal) return ours <= goal.atMost;
  if ('atLeast' in goal) return ours >= goal.atLeast;
  if (tutorial === undefined) return false;
  return ours <= Math.max(tutorial * goal.times, goal.orMore === undefined ? 0 : tutorial + goal.orMore);
}

function sayGoal(goal: Goal, unit: string): string {
  if ('atMost' in goal) return `≤ ${goal.atMost} ${unit}`;
  if ('atLeast' in goal) return `≥ ${goal.atLeast} ${unit}`;
  return `≤ ${goal.times}${goal.orMore === undefined ? '' : `, or ${goal.orMore} ${unit} more`}`;
}

function round(value: number): string {
  return value.toFixed(Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0);
}
