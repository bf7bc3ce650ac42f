import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { createLocks } from '../../async/locks.ts';
import { MAX_AGE, MIN_AGE } from '../../bounds.ts';
import { ExplainedError } from '../../i18n/explained-error.ts';
import { text, type Locale } from '../../i18n/text.ts';
import type { Storage, Table } from '../../storage/storage.ts';
import { cooldownOf, lowerLimit } from '../limits.ts';
import {
  closedChannels,
  toggle,
  wholeNumber,
  type GivenOptions,
  type OperatorSettings,
  type Setting,
} from './setting-kinds.ts';

/**
 * The settings that a server's admins can change, in the order in which they see them. Unset ones follow the operator.
 * A row defines everything about a setting: `/age-settings`, what it shows, and what is stored are made from it. Its
 * name is the field of {@link GuildSettings} that the code reads.
 */
const rows = {
  cooldownSeconds: wholeNumber({
    subcommand: 'cooldown',
    description: 'Minimum time between two pictures in this server',
    option: 'seconds',
    min: 0,
    max: 3600,
    applied: (own, { guildCooldownMs }) => cooldownOf(own, guildCooldownMs) / 1000,
    sentence: (locale, count) => text(locale, 'setting_cooldown', { count }),
  }),

  dailyQuota: wholeNumber({
    subcommand: 'quota',
    description: 'Pictures per day for this server',
    option: 'pictures',
    min: 1,
    max: 100_000,
    applied: (own, { guildDailyQuota }) => lowerLimit(own, guildDailyQuota),
    refusal: (most) => new ExplainedError('setting_above_operator', { most }),
    sentence: (locale, pictures) =>
      pictures > 0 ? text(locale, 'setting_quota', { pictures }) : text(locale, 'setting_no_quota'),
  }),

  minAge: wholeNumber({
    subcommand: 'minimum-age',
    description: 'Youngest age that people can ask for',
    option: 'years',
    min: MIN_AGE,
    max: MAX_AGE,
    applied: (own, { minAge }) => Math.max(own ?? 0, minAge),
    refusal: (least) => new ExplainedError('setting_below_operator', { least }),
    sentence: (locale, years) => text(locale, 'setting_min_age', { years }),
  }),

  /** Threads follow their channel. Above this number, Discord's own command permissions are the better tool. */
  closedChannels: closedChannels({
    subcommand: 'channel',
    description: 'Turn me on or off in a channel and its threads',
    most: 50,
    sentence: (locale, channels) =>
      channels.length > 0
        ? text(locale, 'setting_closed', { channels: channels.map((id) => `<#${id}>`).join(' ') })
        : text(locale, 'setting_none_closed'),
  }),

  /** Whether answers are private if the person doesn't say. */
  privateByDefault: toggle({
    subcommand: 'private',
    description: 'Make answers private unless the person chooses otherwise',
    sentence: 'setting_private',
  }),

  /** Whether answers about somebody else's picture are public. */
  othersPublic: toggle({
    subcommand: 'others-public',
    description: "Let answers about somebody else's picture be public",
    sentence: 'setting_others_public',
  }),
};

const guildSettingsSchema = z.object(schemasOf(rows));

export type GuildSettings = z.infer<typeof guildSettingsSchema>;
type SettingName = keyof GuildSettings;

/** Each row takes and gives values of its own type, which its schema checks. */
export const GUILD_SETTINGS: Readonly<Record<SettingName, Setting<unknown>>> = rows;
const NAMES = Object.keys(rows) as SettingName[];

/** The setting that a subcommand of `/age-settings` changes. */
export function settingOf(subcommand: string): SettingName | undefined {
  return NAMES.find((name) => rows[name].subcommand === subcommand);
}

/**
 * The settings after an admin has changed one.
 *
 * @throws {ExplainedError} why it can't be set.
 */
export function changedSettings(
  name: SettingName,
  given: GivenOptions,
  current: GuildSettings,
  operator: OperatorSettings,
): GuildSettings {
  const value = GUILD_SETTINGS[name].change(given, current[name], operator);
  return guildSettingsSchema.parse({ ...current, [name]: value });
}

/** The settings after an admin has put one back to its default. */
export function withoutSetting(name: SettingName, current: GuildSettings): GuildSettings {
  return guildSettingsSchema.parse({ ...current, [name]: undefined });
}

/** The settings of a server whose admins have changed none. */
export const DEFAULT_SETTINGS: GuildSettings = guildSettingsSchema.parse({});

/** A server's settings as its admins read them, one sentence each: what applies, and who has set it. */
export function settingSentences(locale: Locale, settings: GuildSettings, operator: OperatorSettings): string[] {
  return NAMES.map((name) => {
    const { sentence, isLimited } = GUILD_SETTINGS[name];
    const value = settings[name];
    const setting = sentence(locale, value, operator);
    if (isDeepStrictEqual(value, DEFAULT_SETTINGS[name])) return text(locale, 'setting_default', { setting });
    return text(locale, isLimited?.(value, operator) ? 'setting_limited' : 'setting_own', { setting });
  });
}

export interface GuildSettingsStore {
  get(guildId: string): Promise<GuildSettings>;
  /** Applies one change after another, each to the result of the one before. Rejects with what `change` throws. */
  change(guildId: string, change: (current: GuildSettings) => Partial<GuildSettings>): Promise<void>;
  reset(guildId: string): Promise<void>;
}

/** A server that nobody has used for this long starts again with the defaults. */
const KEPT_MS = 3 * 365 * 86_400_000;

/** Read from the store each time, so every process sees a change immediately. */
export function createGuildSettings(storage: Storage): GuildSettingsStore {
  const table: Table<GuildSettings> = storage.table('guild-settings', guildSettingsSchema);
  const get = async (guildId: string) => (await table.get(guildId)) ?? guildSettingsSchema.parse({});
  // Within one process, which is enough: a server belongs to one shard.
  const locks = createLocks();
  return {
    get,
    change: (guildId, change) =>
      locks.run(guildId, async () => {
        const current = await get(guildId);
        await table.set(guildId, { ...current, ...change(current) }, KEPT_MS);
      }),
    reset: (guildId) => locks.run(guildId, async () => void (await table.delete(guildId))),
  };
}

function schemasOf<Rows extends Record<string, { readonly schema: z.ZodType }>>(table: Rows) {
  return Object.fromEntries(Object.entries(table).map(([name, { schema }]) => [name, schema])) as {
    [Name in keyof Rows]: Rows[Name]['schema'];
  };
}
