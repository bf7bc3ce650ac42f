import type { Discord } from '../discord.ts';

/** How often to check for new lines, in ms. */
const EVERY_MS = 100;

/** Writes each new line of the conversation, and each new problem, until it is disposed. */
export function follow(discord: Discord, write: (line: string) => void): Disposable {
  let shown = 0;
  const look = () => {
    const lines = discord.transcript().split('\n');
    for (const line of lines.slice(shown)) if (line !== '') write(line);
    if (lines.some((line) => line !== '')) shown = Math.max(shown, lines.length);
    for (const problem of discord.takeProblems()) write(`Discord would refuse this: ${problem}`);
  };
  const timer = setInterval(look, EVERY_MS);
  return {
    [Symbol.dispose]() {
      clearInterval(timer);
      look();
    },
  };
}
