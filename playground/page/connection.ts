import type { Action, Changes, Suggestion, Typing } from '../protocol.ts';

/** Receives a person's view and its changes, until it is closed. The browser reconnects automatically. */
export function connect(
  person: string | undefined,
  { onChanges, onState }: { onChanges: (changes: Changes) => void; onState: (connected: boolean) => void },
): { close: () => void } {
  const source = new EventSource(`/events${queryOf(person)}`);
  source.addEventListener('message', ({ data }) => onChanges(JSON.parse(String(data)) as Changes));
  source.addEventListener('open', () => onState(true));
  source.addEventListener('error', () => onState(false));
  return { close: () => source.close() };
}

/** @returns why it can't be done, or undefined if it was done */
export async function send(
  person: string | undefined,
  action: Action,
  files: readonly File[] = [],
): Promise<string | undefined> {
  const body = new FormData();
  body.set('action', JSON.stringify(action));
  for (const [index, file] of files.entries()) body.set(`file-${index}`, file, file.name);
  try {
    const response = await fetch(`/act${queryOf(person)}`, { method: 'POST', body });
    return response.ok ? undefined : sentence(await response.text());
  } catch {
    return 'The playground has stopped. Start it again: npm run playground';
  }
}

/** What the bot suggests while a person types; nothing if it can't be asked. */
export async function ask(person: string | undefined, typing: Typing): Promise<readonly Suggestion[]> {
  const query = new URLSearchParams({ ...typing, ...(person !== undefined && { person }) });
  try {
    const response = await fetch(`/suggestions?${query}`);
    return response.ok ? ((await response.json()) as readonly Suggestion[]) : [];
  } catch {
    return [];
  }
}

const queryOf = (person: string | undefined): string =>
  person === undefined ? '' : `?person=${encodeURIComponent(person)}`;

const sentence = (text: string): string => {
  const line = text.split('\n')[0] || 'That did not work.';
  return `${line.charAt(0).toUpperCase()}${line.slice(1)}${/[.!?]$/.test(line) ? '' : '.'}`;
};
