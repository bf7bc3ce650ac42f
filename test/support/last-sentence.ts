/** The last line of a bot's output that isn't of its log: on a busy machine, the log may add that closing took long. */
export function lastSentence(output: string): string {
  const sentences = output.split('\n').filter((line) => line !== '' && !line.startsWith('{'));
  return sentences.at(-1) ?? '';
}
