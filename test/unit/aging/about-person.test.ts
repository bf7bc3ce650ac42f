import { expect, test } from 'vitest';
import { peopleIn } from '../../../src/aging/request/about-person.ts';
import { anyRequest } from '../../support/fakes/any-request.ts';

const { picture } = anyRequest();
const avatar = { ...picture, avatarOf: 'bob' };

test.each([
  ['of their own request', { userId: 'bob' }, true],
  ['about their message or avatar', { userId: 'alice', subject: { userId: 'bob' } }, true],
  [
    'about their avatar in somebody else’s message',
    { userId: 'alice', subject: { userId: 'alice' }, picture: avatar },
    true,
  ],
  ['with their avatar among several pictures', { userId: 'alice', pictures: [picture, avatar] }, true],
  ['about somebody else', { userId: 'alice', subject: { userId: 'carol' }, picture, pictures: [picture] }, false],
])('a record %s is about the person: %o', (_what, kept, expected) => {
  expect(peopleIn(kept).includes('bob')).toBe(expected);
});
