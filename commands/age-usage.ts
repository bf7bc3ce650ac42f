import { ApplicationCommandType, PermissionFlagsBits } from 'discord.js';
import { EVERYWHERE } from '../src/discord/commands/command-options.ts';
import type { SlashCommand } from '../src/discord/commands/command.ts';
import { text, type Locale } from '../src/i18n/text.ts';
import { lowerLimit, relativeTimestamp } from '../src/limits/limits.ts';

/** `/age-usage`: how many pictures a person has used today, and the server if they can manage it. */
export const ageUsage: SlashCommand = {
  kind: 'slash',
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'age-usage',
    description: 'How many pictures you have used today, and how many are left',
    ...EVERYWHERE,
  },

  async execute(interaction, { usage, settings, replies, operator, extras }) {
    const { locale, guildId, user } = interaction;
    const [used, carried] = await Promise.all([usage.ofUser(user.id), usage.carriedOf(user.id)]);
    const lines = [line(locale, 'yours', used, operator.userDailyQuota, carried)];
    if (guildId && interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild)) {
      const own = (await settings.get(guildId)).dailyQuota;
      lines.push(line(locale, 'server', await usage.ofGuild(guildId), lowerLimit(own, operator.guildDailyQuota)));
    }
    lines.push(text(locale, 'usage_reset', { when: relativeTimestamp(usage.endOfToday(), extras.receivedAt) }));
    await replies.privately(interaction, { content: lines.join('\n') });
  },
};

function line(locale: Locale, whose: 'yours' | 'server', used: number, limit: number, carried = 0): string {
  if (limit === 0) return text(locale, `usage_${whose}_unlimited`, { count: used });
  return text(locale, `usage_${whose}`, { used, count: limit, left: Math.max(limit - used - carried, 0) });
}
