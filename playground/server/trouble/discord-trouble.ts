import type { Discord, Fault } from 'discord-simulator';
import type { DiscordTrouble } from '../../protocol.ts';

/** Milliseconds by which Discord is slow: with two such waits, an acknowledgement still arrives in time. */
const SLOW_MS = 1200;

const FAULTS: Readonly<Record<Exclude<DiscordTrouble, 'none' | 'offline'>, { every: number; fault: Fault }>> = {
  slow: { every: 1, fault: { delayMs: SLOW_MS } },
  'rate-limited': { every: 2, fault: { rateLimit: { retryAfter: 1, scope: 'user' } } },
  errors: { every: 2, fault: { status: 503 } },
  'lost-answers': { every: 3, fault: { drop: 'after' } },
};

/** Makes the simulated Discord fail for the bot. People's clients keep working, even while the bot is disconnected. */
export function createDiscordTrouble(discord: Discord) {
  let current: DiscordTrouble = 'none';
  return {
    get current() {
      return current;
    },
    async become(next: DiscordTrouble): Promise<void> {
      if (next === current) return;
      const previous = current;
      current = next;
      discord.faults.clear();
      if (previous === 'offline') await discord.goOnline();
      if (next === 'offline') return await discord.goOffline();
      if (next === 'none') return;
      const { every, fault } = FAULTS[next];
      let count = 0;
      discord.faults.schedule(({ kind }) => {
        if (kind === 'cdn') return undefined;
        count += 1;
        return count % every === 0 ? fault : undefined;
      });
    },
  };
}
