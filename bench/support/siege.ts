import type { Discord } from 'discord-simulator';

export interface SiegeOrder {
  /** Files that take long, each of which one account sends again and again. */
  readonly files: readonly Buffer[];
  /** How often each account sends its file. */
  readonly each: number;
  /** Accounts whose photo takes a minute to download. */
  readonly slow: number;
}

const SLOW = 'slow.jpg';
const SLOW_MS = 60_000;

/** How long Discord takes to send a file of a siege, if it is a slow one. */
export function slowness(path: string): { readonly delayMs: number } | undefined {
  return path.includes(SLOW) ? { delayMs: SLOW_MS } : undefined;
}

/** Sends all that a few accounts can at once, each request in a server of its own, and doesn't wait for its end. */
export async function besiege(discord: Discord, { files, each, slow }: SiegeOrder): Promise<void> {
  const send = async (person: ReturnType<Discord['addUser']>, bytes: Buffer, filename: string) => {
    const channel = discord.addGuild().addChannel();
    await person.slash({ channel, command: 'age', options: { image: { bytes, filename }, age: 60 } });
  };
  const accounts = files.flatMap((bytes) => {
    const person = discord.addUser({ name: 'Mallory' });
    return Array.from({ length: each }, () => send(person, bytes, 'large.png'));
  });
  const [any = Buffer.alloc(0)] = files;
  const slowOnes = Array.from({ length: slow }, () => send(discord.addUser({ name: 'Trudy' }), any, SLOW));
  await Promise.all([...accounts, ...slowOnes]);
}
