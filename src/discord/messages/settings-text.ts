import { text, type Locale } from '../../i18n/text.ts';
import type { GuildSettings } from '../../limits/guild-settings.ts';
import { lowerLimit } from '../../limits/limits.ts';
import type { OperatorLimits } from '../commands/command.ts';

/** A server's settings as its admins read them. */
export function settingsText(locale: Locale, settings: GuildSettings, operator: OperatorLimits): string {
  const onOff = (on: boolean) => text(locale, on ? 'on' : 'off');
  const quota = lowerLimit(settings.dailyQuota, operator.guildDailyQuota);
  return [
    text(locale, 'setting_cooldown', { seconds: settings.cooldownSeconds ?? operator.guildCooldownMs / 1000 }),
    quota > 0 ? text(locale, 'setting_quota', { pictures: quota }) : text(locale, 'setting_no_quota'),
    text(locale, 'setting_min_age', { years: Math.max(settings.minAge ?? 0, operator.minAge) }),
    settings.closedChannels.length > 0
      ? text(locale, 'setting_closed', { channels: settings.closedChannels.map((id) => `<#${id}>`).join(' ') })
      : text(locale, 'setting_none_closed'),
    text(locale, 'setting_private', { state: onOff(settings.privateByDefault) }),
    text(locale, 'setting_others_public', { state: onOff(settings.othersPublic) }),
  ]
    .map((line) => `- ${line}`)
    .join('\n');
}
