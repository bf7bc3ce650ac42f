import { randomBytes } from 'node:crypto';
import { PATIENCE_MS } from 'discord-simulator';
import { startWorld, type World } from '../world.ts';
import type { Bot } from '../world/bot.ts';
import { held } from './endpoint-steps.ts';

/** A world for bots on a Redis that make one call at a time. Photos may take long to open. */
export async function startOneAtATime(storageUrl: string): Promise<World> {
  const env = {
    STORAGE_URL: storageUrl,
    STORAGE_KEY: randomBytes(32).toString('base64'),
    ENDPOINT_CONCURRENCY: '1',
    FACE_DETECTION: 'off',
  };
  return await startWorld({ env, withoutBot: true, slowOpeningMs: PATIENCE_MS });
}

/** Makes two requests: the call of the first one lasts until `release`, and the other one waits for it. */
export async function askTwice(world: World, bot: Bot) {
  const { step, release } = held();
  world.endpoint.script([step]);
  const paid = await world.askInNewServer();
  await world.until(() => world.endpoint.calls.length === 1);
  const waiting = await world.askInNewServer();
  await world.until(() => bot.log.some(({ msg, request }) => msg === 'Request accepted' && request === waiting.id));
  return { paid, waiting, release };
}
