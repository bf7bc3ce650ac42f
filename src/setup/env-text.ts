import { parseEnv } from 'node:util';

/**
 * Sets variables in the text of a `.env` file, and keeps everything else: comments, order, line ends. A variable that is
 * commented out, as in `.env.example`, is set in its place; a new one is added at the end.
 */
export function setVariables(text: string, values: Readonly<Record<string, string>>): string {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  let lines = text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);
  for (const [name, value] of Object.entries(values)) lines = withVariable(lines, name, value);
  const made = `${lines.join(newline)}${newline}`;
  const read = parseEnv(made.replace(/^\uFEFF/, ''));
  const lost = Object.entries(values).find(([name, value]) => read[name] !== value);
  if (lost) throw new Error(`${lost[0]} has characters that a .env file can't hold`);
  return made;
}

function withVariable(lines: readonly string[], name: string, value: string): string[] {
  const setting = `${name}=${quoted(value)}`;
  const isSet = new RegExp(`^\\uFEFF?\\s*(export\\s+)?${name}\\s*=`);
  // The last one counts, so earlier ones go.
  const active = lines.flatMap((line, index) => (isSet.test(line) ? [index] : []));
  const last = active.at(-1) ?? lines.findIndex((line) => new RegExp(`^#\\s?${name}=`).test(line));
  if (last === -1) return [...lines, setting];
  return lines.flatMap((line, index) => (index === last ? [setting] : active.includes(index) ? [] : [line]));
}

/** Quotes what would otherwise end the value or begin a comment. */
function quoted(value: string): string {
  if (/^[\w.:/+=,-]*$/.test(value)) return value;
  const quote = ["'", '"', '`'].find((mark) => !value.includes(mark));
  return quote === undefined ? value : `${quote}${value}${quote}`;
}
