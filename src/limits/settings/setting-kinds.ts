import { z } from 'zod';
import { ExplainedError } from '../../i18n/explained-error.ts';
import { text, type Locale, type TextKey } from '../../i18n/text.ts';

/** What the operator has set, which servers can only narrow. */
export interface OperatorSettings {
  readonly guildCooldownMs: number;
  /** Pictures per day; 0 = no limit. */
  readonly guildDailyQuota: number;
  readonly minAge: number;
}

/** An option of a setting's subcommand, by which an admin gives the value. */
export type SettingOption = { readonly name: string; readonly description: string } & (
  | { readonly type: 'integer'; readonly min: number; readonly max: number }
  | { readonly type: 'boolean' }
  | { readonly type: 'channel' }
);

/** What an admin gave, by the names of the options. A channel is its id. */
export type GivenOptions = ReadonlyMap<string, string | number | boolean>;

/** One setting of a server: how it's stored, how admins set it, and what they read about it. */
export interface Setting<Value, Schema extends z.ZodType<Value> = z.ZodType<Value>> {
  /** Reads a stored value; what was never set gets its default. */
  readonly schema: Schema;
  /** The subcommand of `/age-settings`, and its description. */
  readonly subcommand: string;
  readonly description: string;
  readonly options: readonly SettingOption[];
  /**
   * The new value.
   *
   * @throws {ExplainedError} why it can't be set.
   */
  change(given: GivenOptions, current: Value, operator: OperatorSettings): Value;
  /** What admins read: the value that applies, which can be the operator's. */
  sentence(locale: Locale, value: Value, operator: OperatorSettings): string;
  /** Whether another value applies than the one that was set, because the operator has changed theirs since. */
  isLimited?(value: Value, operator: OperatorSettings): boolean;
}

type Described = Pick<Setting<unknown>, 'subcommand' | 'description'>;

interface WholeNumber extends Described {
  readonly option: string;
  readonly min: number;
  readonly max: number;
  /** The value that applies: the server's own where the operator allows it. */
  applied(own: number | undefined, operator: OperatorSettings): number;
  /** Why a value isn't allowed in whose place `bound` would apply. */
  refusal?(bound: number): ExplainedError;
  /** Says the value that applies. */
  sentence(locale: Locale, value: number): string;
}

/** A number that replaces the operator's once it's set, within the bounds that the operator sets. */
export function wholeNumber({
  option,
  min,
  max,
  applied,
  refusal,
  sentence,
  ...rest
}: WholeNumber): Setting<number | undefined, z.ZodOptional<z.ZodInt>> {
  return {
    ...rest,
    schema: z.int().optional(),
    options: [{ type: 'integer', name: option, description: `From ${min} to ${max}`, min, max }],
    change(given, _current, operator) {
      const value = Number(given.get(option));
      const bound = applied(value, operator);
      if (refusal && bound !== value) throw refusal(bound);
      return value;
    },
    sentence: (locale, own, operator) => sentence(locale, applied(own, operator)),
    isLimited: (own, operator) => own !== undefined && applied(own, operator) !== own,
  };
}

/** On or off; off by default. `sentence` has a place for the `{state}`. */
export function toggle({
  sentence,
  ...rest
}: Described & { readonly sentence: TextKey }): Setting<boolean, z.ZodDefault<z.ZodBoolean>> {
  return {
    ...rest,
    schema: z.boolean().default(false),
    options: [ON_OPTION],
    change: (given) => given.get(ON_OPTION.name) === true,
    sentence: (locale, on) => text(locale, sentence, { state: text(locale, on ? 'on' : 'off') }),
  };
}

interface ClosedChannels extends Described {
  readonly most: number;
  sentence: Setting<string[]>['sentence'];
}

/** A list of the channels that are turned off. */
export function closedChannels({
  most,
  ...rest
}: ClosedChannels): Setting<string[], z.ZodDefault<z.ZodArray<z.ZodString>>> {
  return {
    ...rest,
    schema: z.array(z.string()).default([]),
    options: [{ type: 'channel', name: 'channel', description: 'Which channel' }, ON_OPTION],
    change(given, current) {
      const channelId = String(given.get('channel'));
      const others = current.filter((id) => id !== channelId);
      if (given.get(ON_OPTION.name) === true) return others;
      if (others.length >= most) throw new ExplainedError('too_many_closed_channels', { most });
      return [...others, channelId];
    },
  };
}

const ON_OPTION = { type: 'boolean', name: 'on', description: 'On or off' } as const;
