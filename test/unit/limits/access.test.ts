import { beforeEach, describe, expect, test } from 'vitest';
import { createAccess, type AccessOptions, type Visit } from '../../../src/limits/access.ts';
import { createBlocks } from '../../../src/limits/blocks.ts';
import { createOptOuts } from '../../../src/limits/opt-outs.ts';
import { openMemoryStorage } from '../../../src/storage/memory/memory-storage.ts';
import { manualClock, type ManualClock } from '../storage/contract/manual-clock.ts';

const HERE = { context: 'guild', guildId: 'family' } as const;
const DM = { context: 'dm' } as const;
const ELSEWHERE = { context: 'user-install', guildId: 'foreign' } as const;

let clock: ManualClock;
let blocks: ReturnType<typeof createBlocks>;
let optOuts: ReturnType<typeof createOptOuts>;

beforeEach(() => {
  clock = manualClock(Date.UTC(2026, 0, 1));
  const storage = openMemoryStorage({ clock });
  blocks = createBlocks(storage);
  optOuts = createOptOuts(storage);
});

/** The reason of the refusal, if there is one. */
async function refusal(visit: Partial<Visit>, options: Partial<AccessOptions> = {}): Promise<unknown> {
  const all = { allowedGuilds: undefined, directMessages: true, userInstall: true };
  const access = createAccess({ ...all, blocks, optOuts, ...options });
  return await access({ userId: 'alice', venue: HERE, ...visit }).then(
    () => undefined,
    (error: unknown) => Reflect.get(Object(error), 'reason') as unknown,
  );
}

test('everybody has access by default', async () => {
  for (const venue of [HERE, DM, ELSEWHERE]) expect(await refusal({ venue })).toBeUndefined();
  expect(await refusal({ subject: { userId: 'bob' } })).toBeUndefined();
});

describe("the operator's settings", () => {
  test('the operator can allow only some servers, whoever installed the bot', async () => {
    const allowedGuilds = new Set(['family']);
    expect(await refusal({}, { allowedGuilds })).toBeUndefined();
    expect(await refusal({ venue: { ...HERE, guildId: 'other' } }, { allowedGuilds })).toBe('not_in_this_server');
    expect(await refusal({ venue: { context: 'guild' } }, { allowedGuilds })).toBe('not_in_this_server');
    expect(await refusal({ venue: ELSEWHERE }, { allowedGuilds })).toBe('not_in_this_server');
    for (const venue of [DM, { context: 'user-install' } as const]) {
      expect(await refusal({ venue }, { allowedGuilds })).toBeUndefined();
    }
  });

  test('the operator can turn off direct messages, or use by people who installed it for themselves', async () => {
    expect(await refusal({ venue: DM }, { directMessages: false })).toBe('no_direct_messages');
    expect(await refusal({ venue: ELSEWHERE }, { directMessages: false })).toBeUndefined();
    expect(await refusal({ venue: ELSEWHERE }, { userInstall: false })).toBe('no_user_install');
    expect(await refusal({ venue: DM }, { userInstall: false })).toBeUndefined();
  });
});

describe('a block', () => {
  test('a blocked person has no access anywhere, until they are unblocked', async () => {
    await blocks.block('user', 'alice');
    for (const venue of [HERE, DM, ELSEWHERE]) expect(await refusal({ venue })).toBe('blocked');
    expect(await refusal({ userId: 'bob' })).toBeUndefined();
    clock.forward(50 * 365 * 86_400_000);
    expect(await refusal({})).toBe('blocked');
    expect([await blocks.unblock('user', 'alice'), await blocks.unblock('user', 'alice')]).toEqual([true, false]);
    expect(await refusal({})).toBeUndefined();
  });

  test('a blocked server has no access, whoever installed the bot', async () => {
    await blocks.block('server', 'foreign');
    expect(await refusal({ venue: ELSEWHERE })).toBe('blocked');
    expect(await refusal({ venue: HERE })).toBeUndefined();
    expect(await refusal({ userId: 'foreign' })).toBeUndefined();
  });
});

test("an opt-out protects a person's pictures from others, but not from the person", async () => {
  await optOuts.set('bob', true);
  const subject = { userId: 'bob' };
  expect(await refusal({ subject })).toBe('subject_opted_out');
  expect(await refusal({ userId: 'bob', subject })).toBeUndefined();
  expect(await refusal({ userId: 'bob', subject: { userId: 'alice' } })).toBeUndefined();
  clock.forward(50 * 365 * 86_400_000);
  expect(await refusal({ subject })).toBe('subject_opted_out');
  expect(await refusal({ picture: { avatarOf: 'bob' } })).toBe('subject_opted_out');
  expect(await refusal({ subject: { userId: 'alice' }, picture: { avatarOf: 'bob' } })).toBe('subject_opted_out');
  expect(await refusal({ userId: 'bob', picture: { avatarOf: 'bob' } })).toBeUndefined();
  expect(await refusal({ picture: { avatarOf: 'carol' } })).toBeUndefined();
  await optOuts.set('bob', false);
  expect(await refusal({ subject })).toBeUndefined();
});
