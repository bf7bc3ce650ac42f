import { expect } from 'vitest';
import type { Answer, Asked, SeenMessage } from 'discord-simulator';
import { en } from '../../src/i18n/en.ts';
import type { Reason } from '../../src/i18n/explained-error.ts';
import { sentence } from './expectations.ts';

/** What the person has in the end: neither "thinking" nor a word about progress. */
export async function ending(asked: Asked): Promise<Answer> {
  return await asked.final({ until: isEnding });
}

/** Whether an answer is a picture or a sentence: nothing that goes on, or that can be cancelled. */
export function isEnding({ thinking, text, pictures, buttons }: SeenMessage): boolean {
  if (thinking || text === en.texts.working) return false;
  return pictures.length > 0 || !buttons.some(({ label }) => label === en.texts.button_cancel);
}

/** One picture, shown once: no other message, public or private, was ever made of it. */
export async function expectOnePicture(asked: Asked, age = 60): Promise<Answer> {
  const answer = await ending(asked);
  expect(answer).toMatchObject({ pictures: [{}], embeds: [{ title: `About ${age} years old` }] });
  expect(answer.followUps).toEqual([]);
  return answer;
}

/** One sentence, for the person alone. */
export async function expectOneSentence(asked: Asked, reason: Reason): Promise<Answer> {
  const answer = await ending(asked);
  expect(answer.content).toMatch(sentence(reason));
  expect(answer).toMatchObject({ ephemeral: true, pictures: [] });
  expect(answer.followUps.length).toBeLessThanOrEqual(1);
  return answer;
}
