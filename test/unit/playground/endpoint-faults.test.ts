import { expect, test } from 'vitest';
import type { Step } from 'discord-simulator/endpoint';
import { ENDPOINT_FAULTS, REASONS } from '../../../playground/server/trouble/endpoint-faults.ts';
import { classify } from '../../../src/endpoint/acedata/classify.ts';
import { POLICY } from '../../../src/endpoint/reasons.ts';

const answered = Object.entries<Step>(REASONS).filter(([, step]) => step.answer);

test.each(answered)('the bot reads the answer for %s as that', (reason, { answer }) => {
  const { status = 0, body } = answer ?? {};
  const bodyText = typeof body === 'string' ? body : JSON.stringify(body);
  expect(classify({ status, headers: {}, bodyText })).toMatchObject({ reason });
});

test('each reason of the bot can be chosen, and only a broken connection has no answer', () => {
  expect(ENDPOINT_FAULTS.keys().toArray()).toEqual(expect.arrayContaining(Object.keys(POLICY)));
  expect(Object.keys(POLICY).filter((reason) => !answered.some(([name]) => name === reason))).toEqual([
    'endpoint_lost',
  ]);
});
