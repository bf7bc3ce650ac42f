import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ExplainedError } from '../../../src/i18n/explained-error.ts';
import {
  changedSettings,
  DEFAULT_SETTINGS,
  createGuildSettings,
  GUILD_SETTINGS,
  settingOf,
  settingSentences,
  withoutSetting,
  type GuildSettings,
} from '../../../src/limits/settings/guild-settings.ts';
import { openMemoryStorage } from '../../../src/storage/memory/memory-storage.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { backendKinds } from '../storage/contract/backends.ts';
import { worldOf } from '../storage/contract/contract-world.ts';

function below(least: number): ExplainedError {
  return new ExplainedError('setting_below_operator', { least });
}

function refuse(): never {
  throw new Error('too much');
}

const NONE = DEFAULT_SETTINGS;

for (const kind of backendKinds) {
  describe.skipIf(!kind.available)(`the settings of guilds in ${kind.name}`, () => {
    const world = worldOf(kind);

    test('settings can be changed one by one and reset, for each guild separately', async () => {
      const settings = createGuildSettings(world.storage);
      expect(await settings.get('1')).toEqual(NONE);
      await settings.change('1', () => ({ minAge: 18 }));
      await settings.change('1', ({ closedChannels }) => ({ closedChannels: [...closedChannels, 'a'] }));
      await settings.change('2', () => ({ privateByDefault: true }));
      expect(await settings.get('1')).toEqual({ ...NONE, minAge: 18, closedChannels: ['a'] });
      await settings.reset('1');
      expect(await settings.get('1')).toEqual(NONE);
      expect(await settings.get('2')).toEqual({ ...NONE, privateByDefault: true });
    });

    test('simultaneous changes are all kept, also after a refused one', async () => {
      const settings = createGuildSettings(world.storage);
      const add = (id: string) =>
        settings.change('1', ({ closedChannels }) => ({ closedChannels: [...closedChannels, id] }));
      const changes = [add('a'), settings.change('1', refuse), add('b'), add('c')];
      const outcomes = await Promise.allSettled(changes);
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
      expect(await settings.get('1')).toEqual({ ...NONE, closedChannels: ['a', 'b', 'c'] });
    });

    test.runIf(kind.lasting)('a second process sees changes at once', async () => {
      const [one, other] = [createGuildSettings(world.storage), createGuildSettings(await world.open())];
      expect(await other.get('1')).toEqual(NONE);
      await one.change('1', () => ({ cooldownSeconds: 30 }));
      expect(await other.get('1')).toEqual({ ...NONE, cooldownSeconds: 30 });
      await other.reset('1');
      expect(await one.get('1')).toEqual(NONE);
    });
  });
}

describe('a stored setting', () => {
  test('a setting stored by an older version gets defaults for what it lacks', async () => {
    const storage = openMemoryStorage({ clock: createFakeClock() });
    const stored = { cooldownSeconds: 30, dailyQuota: 5, minAge: 18, closedChannels: ['a'], privateByDefault: true };
    await storage.table('guild-settings', z.looseObject({})).set('1', { ...stored, ofAnotherVersion: 7 }, 1000);
    expect(await createGuildSettings(storage).get('1')).toEqual({ ...stored, othersPublic: false });
  });
});

describe('each setting', () => {
  const operator = { guildCooldownMs: 1000, guildDailyQuota: 10, minAge: 12 };
  const set = (subcommand: string, given: Record<string, string | number | boolean>, current: GuildSettings = NONE) => {
    const name = settingOf(subcommand);
    if (!name) throw new Error(`There is no setting ${subcommand}`);
    return changedSettings(name, new Map(Object.entries(given)), current, operator);
  };

  test('the defaults limit nothing and hide no answer but those about others', () => {
    expect(DEFAULT_SETTINGS).toMatchObject({ closedChannels: [], privateByDefault: false, othersPublic: false });
  });

  test('each setting has its own subcommand', () => {
    const names = Object.values(GUILD_SETTINGS).map(({ subcommand }) => subcommand);
    expect(new Set(names).size).toBe(names.length);
    expect(settingOf('show')).toBeUndefined();
  });

  test('each setting changes one field and keeps the others', () => {
    const all = [
      set('cooldown', { seconds: 1 }),
      set('quota', { pictures: 10 }),
      set('minimum-age', { years: 40 }),
      set('channel', { channel: '7', on: false }),
      set('private', { on: true }),
      set('others-public', { on: true }),
    ];
    expect(all).toEqual([
      { ...NONE, cooldownSeconds: 1 },
      { ...NONE, dailyQuota: 10 },
      { ...NONE, minAge: 40 },
      { ...NONE, closedChannels: ['7'] },
      { ...NONE, privateByDefault: true },
      { ...NONE, othersPublic: true },
    ]);
    expect(set('private', { on: false }, { ...NONE, privateByDefault: true, minAge: 40 })).toEqual({
      ...NONE,
      minAge: 40,
    });
  });

  test("a value beyond the operator's is refused, with the bound", () => {
    expect(() => set('minimum-age', { years: 11 })).toThrow(below(12));
    expect(() => set('quota', { pictures: 11 })).toThrow(new ExplainedError('setting_above_operator', { most: 10 }));
  });

  test('each setting can be put back to its default alone', () => {
    const all = { ...NONE, cooldownSeconds: 20, minAge: 40, closedChannels: ['7'], othersPublic: true };
    const without = (name: 'minAge' | 'closedChannels') => withoutSetting(name, all);
    expect(without('minAge')).toEqual({ ...all, minAge: undefined });
    expect(without('closedChannels')).toEqual({ ...all, closedChannels: [] });
  });

  test('a channel is closed once and can be opened again, and their number is limited', () => {
    const full = { ...NONE, closedChannels: Array.from({ length: 50 }, (_, index) => String(index)) };
    expect(set('channel', { channel: '7', on: false }, full).closedChannels).toHaveLength(50);
    expect(set('channel', { channel: '7', on: true }, full).closedChannels).not.toContain('7');
    expect(() => set('channel', { channel: 'x', on: false }, full)).toThrow(
      new ExplainedError('too_many_closed_channels', { most: 50 }),
    );
  });

  test("the page shows the values that apply, including the operator's", () => {
    expect(settingSentences('en-US', NONE, operator)).toEqual([
      'Minimum time between pictures: 1 second (default)',
      'Pictures per day: 10 (default)',
      'Youngest age that people can ask for: 12 (default)',
      'Turned on in all channels (default)',
      'Answers are private by default: off (default)',
      "Answers about somebody else's picture can be public: off (default)",
    ]);
    const own = { cooldownSeconds: 20, dailyQuota: 3, minAge: 10, closedChannels: ['7', '8'], privateByDefault: true };
    expect(settingSentences('en-US', { ...own, othersPublic: true }, { ...operator, guildDailyQuota: 0 })).toEqual([
      'Minimum time between pictures: 20 seconds (set here)',
      'Pictures per day: 3 (set here)',
      "Youngest age that people can ask for: 12 (set here, limited by the bot's operator)",
      'Turned off in: <#7> <#8> (set here)',
      'Answers are private by default: on (set here)',
      "Answers about somebody else's picture can be public: on (set here)",
    ]);
    expect(settingSentences('en-US', NONE, { ...operator, guildDailyQuota: 0 })[1]).toBe(
      'Pictures per day: no limit (default)',
    );
  });
});

test('settings are kept for three years after the last change', async () => {
  const clock = createFakeClock();
  const settings = createGuildSettings(openMemoryStorage({ clock }));
  const year = 365 * 86_400_000;
  await settings.change('1', () => ({ closedChannels: ['7'] }));
  await clock.advance(2 * year);
  await settings.change('1', () => ({ privateByDefault: true }));
  await clock.advance(3 * year - 1000);
  expect(await settings.get('1')).toMatchObject({ closedChannels: ['7'], privateByDefault: true });
  await clock.advance(1000);
  expect(await settings.get('1')).toMatchObject({ closedChannels: [], privateByDefault: false });
});
