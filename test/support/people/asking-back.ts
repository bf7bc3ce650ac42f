import { expect } from 'vitest';
import type { Answer, Asked } from 'discord-simulator';
import type { Reason } from '../../../src/i18n/explained-error.ts';
import { sentence } from '../expectations.ts';

const hasButtons = ({ thinking, buttons }: Answer) => !thinking && buttons.length > 0;

/** The person gets a private question about their photo, with these buttons. */
export async function expectQuestion(asked: Asked, reason: Reason, choices: readonly string[]): Promise<Answer> {
  const answer = await asked.final({ until: hasButtons });
  expect(answer.content).toMatch(sentence(reason));
  expect(answer.buttons.map(({ label }) => label)).toEqual(choices);
  expect(answer).toMatchObject({ ephemeral: true, embeds: [] });
  return answer;
}
