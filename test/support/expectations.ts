import { InteractionResponseType } from 'discord-api-types/v10';
import { expect } from 'vitest';
import type { Answer, Asked, Channel } from 'discord-simulator';
import { en } from '../../src/i18n/en.ts';
import type { Reason } from '../../src/i18n/explained-error.ts';
import type { World } from './world.ts';

/** The sentence of a reason, as a pattern: what is filled in may be anything. */
export function sentence(reason: Reason): RegExp {
  const literal = en.reasons[reason].replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${literal.replaceAll(/\{\w+\}/g, '.+')}$`);
}

/** Whether this is the last that the person gets: no notice of work under way, and no place in a line. */
function isOver({ thinking, content, pictures, buttons }: Answer): boolean {
  if (thinking || content === en.texts.working || /^\d of \d pictures are ready/.test(content)) return false;
  return pictures.length > 0 || buttons.length === 0;
}

/** Resolves with the last that the person gets. */
export async function ended(asked: Asked): Promise<Answer> {
  return await asked.final({ until: isOver });
}

/** The person gets the picture, and it shows the age. */
export async function expectPicture(asked: Asked, age = 60): Promise<Answer> {
  const answer = await ended(asked);
  expect(answer.text).toContain(`About ${age} years old`);
  expect(answer.pictures).toHaveLength(1);
  return answer;
}

/** The person alone gets one sentence, and nothing is left for others to see. */
export async function expectSentence(asked: Asked, expected: Reason | RegExp): Promise<Answer> {
  const answer = await ended(asked);
  expect(answer.content).toMatch(typeof expected === 'string' ? sentence(expected) : expected);
  expect(answer).toMatchObject({ ephemeral: true, pictures: [], embeds: [], buttons: [] });
  return answer;
}

/** Refused in place of an acknowledgement: private from the start. */
export function expectRefusedAtOnce(asked: Asked): void {
  expect(asked.history.map(({ kind, type, ephemeral }) => ({ kind, type, ephemeral }))).toEqual([
    { kind: 'callback', type: InteractionResponseType.ChannelMessageWithSource, ephemeral: true },
  ]);
}

/** Deferred for all to see, then taken away, and the sentence said privately. */
export function expectTakenBack(asked: Asked): void {
  expect(asked.history.map(({ kind, ephemeral }) => ({ kind, ephemeral }))).toEqual([
    { kind: 'callback', ephemeral: false },
    { kind: 'delete-original', ephemeral: false },
    { kind: 'follow-up', ephemeral: true },
  ]);
}

/** What has been asked of the endpoint since. */
export function countCalls({ endpoint }: Pick<World, 'endpoint'>): () => { calls: number; charged: number } {
  const before = { calls: endpoint.calls.length, charged: endpoint.charged };
  return () => ({ calls: endpoint.calls.length - before.calls, charged: endpoint.charged - before.charged });
}

export const nothingPaid = { calls: 0, charged: 0 };

/** Lines of the log about one request. */
export function logOf({ bot }: World, asked: Asked): readonly Readonly<Record<string, unknown>>[] {
  return bot.log.filter(({ request }) => request === asked.id);
}

/** Nobody but those it is for sees anything in this channel. */
export function expectNothingLeft(channel: Channel): void {
  expect(channel.messages.map(({ text }) => text)).toEqual([]);
}
