import { expect, it } from 'vitest';
import { peopleIn } from '../../../src/aging/request/about-person.ts';
import { anyRequest } from '../../support/fakes/any-request.ts';

const { picture } = anyRequest();
const avatar = { ...picture, avatarOf: 'bob' };

it.each([
  ['asked for by them', { userId: 'bob' }, true],
  ['from a message or avatar of theirs', { userId: 'alice', subject: { userId: 'bob' } }, true],
  [
    'of their avatar in somebody else’s message',
    { userId: 'alice', subject: { userId: 'alice' }, picture: avatar },
    true,
  ],
  ['of which their avatar is one', { userId: 'alice', pictures: [picture, avatar] }, true],
  ['of somebody else', { userId: 'alice', subject: { userId: 'carol' }, picture, pictures: [picture] }, false],
])('what is kept %s: %o', (_what, kept, expected) => {
  expect(peopleIn(kept).includes('bob')).toBe(expected);
});
