import type { Asked, Channel } from 'discord-simulator';

interface Place {
  ask(question: { channel: Channel }): Promise<Asked>;
  newChannel(): Channel;
}

/**
 * Asks until the bot, which was sent a signal, refuses. Requests that arrive before the signal takes effect are
 * answered.
 * @returns the refused request
 */
export async function refusedAsItStops({ ask, newChannel }: Place): Promise<Asked> {
  for (;;) {
    const asked = await ask({ channel: newChannel() });
    if ((await asked.acknowledged()).ephemeral) return asked;
  }
}
