import type { REST } from 'discord.js';
import { expect, test } from 'vitest';
import { createAgeRestriction } from '../../../src/discord/reading/age-restriction.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const HOUR = 60 * 60_000;
const inGuild = { context: 'guild', guildId: 'family' } as const;

/** A check against a Discord that returns these answers by path, and fails for other paths. */
function setUp(answers: Readonly<Record<string, unknown>> = {}) {
  const clock = createFakeClock();
  const asked: string[] = [];
  const get = async (path: string): Promise<unknown> => {
    asked.push(path);
    const answer = { '/guilds/family': { nsfw_level: 0 }, '/channels/photos': { type: 0, nsfw: false }, ...answers }[
      path
    ];
    if (answer === undefined) throw new Error('Missing Access');
    return await Promise.resolve(answer);
  };
  const look = createAgeRestriction({ rest: { get } as unknown as REST, clock });
  const outcome = (venue: Parameters<typeof look>[0]['venue'], channelIds = ['photos']) =>
    look({ venue, channelIds }).catch(() => 'not known');
  return { clock, asked, outcome };
}

test.each([
  [0, false],
  [1, true],
  [2, false],
  [3, true],
])('a server of level %i is age-restricted as a whole: %s', async (nsfw_level, expected) => {
  const { outcome } = setUp({ '/guilds/family': { nsfw_level } });
  expect(await outcome({ ...inGuild, ageRestricted: false })).toBe(expected);
});

test.each([
  ['a channel for everyone', { type: 0, nsfw: false }, false],
  ['an age-restricted channel', { type: 0, nsfw: true }, true],
  ['a channel without the field', { type: 0 }, 'not known'],
  ['a channel with null', { type: 2, nsfw: null }, 'not known'],
  ['a thread in a channel for everyone', { type: 11, parent_id: 'all' }, false],
  ['a thread in an age-restricted channel', { type: 12, nsfw: false, parent_id: 'adults' }, true],
  ['a thread in a channel that the bot may not see', { type: 11, parent_id: 'hidden' }, 'not known'],
  ['a thread without a channel', { type: 10, parent_id: null }, 'not known'],
  ['a channel that the bot may not see', undefined, 'not known'],
])("%s is looked up, because the event doesn't say", async (_what, photos, expected) => {
  const { outcome } = setUp({
    '/channels/photos': photos,
    '/channels/all': { type: 0, nsfw: false },
    '/channels/adults': { type: 0, nsfw: true },
  });
  expect(await outcome(inGuild)).toBe(expected);
});

test('an answer is good for no longer when the clock is set back', async () => {
  const { clock, asked, outcome } = setUp();
  await outcome(inGuild);
  clock.setBack(24 * HOUR);
  await outcome(inGuild);
  expect(asked).toHaveLength(2);
  await clock.advance(HOUR);
  await outcome(inGuild);
  expect(asked).toHaveLength(4);
});

test("a place without information is unknown, and so is one in a server that doesn't answer", async () => {
  expect(await setUp().outcome(inGuild, [])).toBe('not known');
  expect(await setUp({ '/guilds/family': undefined }).outcome({ ...inGuild, ageRestricted: false })).toBe('not known');
  expect(await setUp({ '/guilds/family': {} }).outcome({ ...inGuild, ageRestricted: false })).toBe('not known');
});

test('nothing is looked up for direct messages, nor for a channel that is age-restricted', async () => {
  const { outcome, asked } = setUp();
  expect(await outcome({ context: 'dm' })).toBe(false);
  expect(await outcome({ context: 'user-install' })).toBe(false);
  expect(await outcome({ ...inGuild, ageRestricted: true })).toBe(true);
  expect(asked).toEqual([]);
});

test('a server is looked up once for simultaneous requests, and again after an hour', async () => {
  const { outcome, asked, clock } = setUp();
  const venue = { ...inGuild, ageRestricted: false };
  expect(await Promise.all([outcome(venue), outcome(venue), outcome(venue)])).toEqual([false, false, false]);
  await clock.advance(HOUR - 1);
  await outcome(venue);
  expect(asked).toEqual(['/guilds/family']);
  await clock.advance(1);
  await outcome(venue);
  expect(asked).toEqual(['/guilds/family', '/guilds/family']);
});

test('a failed lookup of a server is repeated after a minute', async () => {
  const { outcome, asked, clock } = setUp({ '/guilds/family': undefined });
  const venue = { ...inGuild, ageRestricted: false };
  await outcome(venue);
  await clock.advance(59_000);
  expect(await outcome(venue)).toBe('not known');
  expect(asked).toHaveLength(1);
  await clock.advance(1000);
  await outcome(venue);
  expect(asked).toHaveLength(2);
});
