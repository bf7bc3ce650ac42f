import { InteractionResponseType } from 'discord-api-types/v10';
import { expect } from 'vitest';
import type { Answer, Asked, Channel, SeenMessage } from 'discord-simulator';
import { en } from '../../src/i18n/en.ts';
import type { Reason } from '../../src/i18n/explained-error.ts';
import type { World } from './world.ts';

/** What an acknowledged failure says after its sentence. */
const REFERENCE = /(\n-# Reference: [\dA-Z]{5}-[\dA-Z]{5})?/;

/** The sentence of a reason, as a pattern in which parameters match anything. */
export function sentence(reason: Reason): RegExp {
  const literal = en.reasons[reason].replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${literal.replaceAll(/\{\w+(?:, number)?\}/g, '.+')}${REFERENCE.source}$`);
}

/** Whether a message is the final answer, rather than "thinking", progress, or a place in the line. */
export function isFinal({ thinking, content, pictures, buttons }: SeenMessage): boolean {
  if (thinking || content === en.texts.working || /^\d of \d pictures are ready/.test(content)) return false;
  return pictures.length > 0 || !buttons.some(({ label }) => label === en.texts.button_cancel);
}

/** Resolves with the final answer. */
export async function ended(asked: Asked): Promise<Answer> {
  return await asked.final({ until: isFinal });
}

/** The person gets one picture of this age, in one message. */
export async function expectPicture(asked: Asked, age = 60): Promise<Answer> {
  const answer = await ended(asked);
  expect(answer).toMatchObject({ pictures: [{}], embeds: [{ title: `About ${age} years old` }], followUps: [] });
  return answer;
}

/** The person gets one private sentence, and nothing stays visible to others. */
export async function expectSentence(asked: Asked, expected: Reason | RegExp): Promise<Answer> {
  const answer = await ended(asked);
  expect(answer.content).toMatch(typeof expected === 'string' ? sentence(expected) : expected);
  expect(answer).toMatchObject({ ephemeral: true, pictures: [], embeds: [] });
  expect(answer.buttons.filter(({ label }) => label !== en.texts.button_try_again)).toEqual([]);
  // After a public deferral, the sentence is itself a follow-up.
  expect(answer.followUps.length).toBeLessThanOrEqual(1);
  return answer;
}

/** The request was refused instead of acknowledged: the first response is private. */
export function expectRefusedAtOnce(asked: Asked): void {
  expect(asked.history.map(({ kind, type, ephemeral }) => ({ kind, type, ephemeral }))).toEqual([
    { kind: 'callback', type: InteractionResponseType.ChannelMessageWithSource, ephemeral: true },
  ]);
}

/** A public deferral was deleted, and the sentence was sent privately. */
export function expectTakenBack(asked: Asked): void {
  expect(asked.history.map(({ kind, ephemeral }) => ({ kind, ephemeral }))).toEqual([
    { kind: 'callback', ephemeral: false },
    { kind: 'delete-original', ephemeral: false },
    { kind: 'follow-up', ephemeral: true },
  ]);
}

/** Counts the calls of the endpoint from now on. */
export function countCalls({ endpoint }: Pick<World, 'endpoint'>): () => { calls: number; charged: number } {
  const before = { calls: endpoint.calls.length, charged: endpoint.charged };
  return () => ({ calls: endpoint.calls.length - before.calls, charged: endpoint.charged - before.charged });
}

export const nothingPaid = { calls: 0, charged: 0 };

/** The log lines about a request. */
export function logOf({ bot }: World, asked: Asked): readonly Readonly<Record<string, unknown>>[] {
  return bot.log.filter(({ request }) => request === asked.id);
}

/** The channel contains no public message. */
export function expectNothingLeft(channel: Channel): void {
  expect(channel.messages.map(({ text }) => text)).toEqual([]);
}
