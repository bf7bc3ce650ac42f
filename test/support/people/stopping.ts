import type { Asked, Channel } from 'discord-simulator';

interface Place {
  ask(question: { channel: Channel }): Promise<Asked>;
  newChannel(): Channel;
}

/**
 * Asks until the bot, which was sent a signal, takes nothing more on: the signal and the questions race each other to
 * it, and those that win are answered.
 * @returns what was refused.
 */
export async function refusedAsItStops({ ask, newChannel }: Place): Promise<Asked> {
  for (;;) {
    const asked = await ask({ channel: newChannel() });
    if ((await asked.acknowledged()).ephemeral) return asked;
  }
}
