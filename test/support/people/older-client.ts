import type { Discord } from 'discord-simulator';

/** From now on, people's clients have an older `/age`, which allows other ages. */
export function allowAnyAge({ commands }: Pick<Discord, 'commands'>): void {
  const age = commands.find(({ name }) => name === 'age');
  const option = age?.options?.find(({ name }) => name === 'age');
  Object.assign(option ?? {}, { min_value: -10, max_value: 10_000_000 });
}
