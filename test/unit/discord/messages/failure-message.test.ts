import { expect, test } from 'vitest';
import { QuestionError } from '../../../../src/aging/records/questions.ts';
import { mayPass } from '../../../../src/aging/request/may-pass.ts';
import { referenceOf } from '../../../../src/aging/request/reference.ts';
import { failureMessage, plainFailure } from '../../../../src/discord/messages/failure-message.ts';
import { POLICY } from '../../../../src/endpoint/reasons.ts';
import { en } from '../../../../src/i18n/en.ts';
import { ExplainedError, type Reason } from '../../../../src/i18n/explained-error.ts';

const request = { id: '1', locale: 'en-US' };

test('a failure says its reference, below its sentence', () => {
  const { body, files } = failureMessage(request, new ExplainedError('no_face'));
  expect(body).toMatchObject({ content: `${en.reasons.no_face}\n-# Reference: ${referenceOf('1')}`, components: [] });
  expect(files).toEqual([]);
});

test('a failure that may pass has a button to try again, also if it comes late', () => {
  for (const compose of [failureMessage, plainFailure]) {
    expect(compose(request, new ExplainedError('endpoint_timeout')).body.components).toMatchObject([
      { components: [{ label: 'Try again', custom_id: '2.try-again.1' }] },
    ]);
  }
});

test.each([
  ['a question', new QuestionError('no_face_seen', { width: 100, height: 100 })],
  ['a cancelled request', new ExplainedError('cancelled')],
])('%s is no failure, and has no reference', (_what, error) => {
  expect(plainFailure(request, error).body.content).toBe(en.reasons[error.reason]);
});

test('every failure of the endpoint may pass, unless it is about the photo', () => {
  const reasons = Object.entries(POLICY) as [Reason, (typeof POLICY)[keyof typeof POLICY]][];
  const wrong = reasons.filter(([reason, { fault }]) => mayPass(reason) !== (fault !== 'person'));
  // The endpoint couldn't fetch this one, which says nothing about the photo.
  expect(wrong.map(([reason]) => reason)).toEqual(['picture_unreachable']);
});

test('every sentence that asks to try the same again comes with the button to do so', () => {
  const isRepeat = /Try again( in a| later| in| \.|\.)/;
  const elsewhere = new Set<Reason>(['too_busy']);
  const wrong = (Object.keys(en.reasons) as Reason[]).filter(
    (reason) => isRepeat.test(en.reasons[reason]) && !mayPass(reason) && !elsewhere.has(reason),
  );
  expect(wrong).toEqual([]);
});
