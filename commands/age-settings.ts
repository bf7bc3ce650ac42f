import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
  type APIApplicationCommandSubcommandOption,
  type ChatInputCommandInteraction,
} from 'discord.js';
import type { OperatorLimits, SlashCommand } from '../src/discord/commands/command.ts';
import { text } from '../src/i18n/text.ts';
import { MOST_CLOSED_CHANNELS, type GuildSettings } from '../src/limits/guild-settings.ts';
import { settingsText } from '../src/discord/messages/settings-text.ts';
import { ExplainedError } from '../src/i18n/explained-error.ts';

const SUBCOMMAND = ApplicationCommandOptionType.Subcommand;

const toggle = (name: string, description: string): APIApplicationCommandSubcommandOption => ({
  type: SUBCOMMAND,
  name,
  description,
  options: [{ type: ApplicationCommandOptionType.Boolean, name: 'on', description: 'On or off', required: true }],
});

const number = (
  name: string,
  description: string,
  option: string,
  min: number,
  max: number,
): APIApplicationCommandSubcommandOption => ({
  type: SUBCOMMAND,
  name,
  description,
  options: [
    {
      type: ApplicationCommandOptionType.Integer,
      name: option,
      description: `From ${min} to ${max}`,
      required: true,
      min_value: min,
      max_value: max,
    },
  ],
});

/** `/age-settings`: what a server's admins decide for their server. */
export const ageSettings: SlashCommand = {
  kind: 'slash',
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'age-settings',
    description: 'How this bot behaves in this server',
    default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: [InteractionContextType.Guild],
    options: [
      { type: SUBCOMMAND, name: 'show', description: 'Show the settings of this server' },
      number('cooldown', 'Pause between two pictures in this server', 'seconds', 0, 3600),
      number('quota', 'Pictures a day for this server', 'pictures', 1, 100_000),
      number('minimum-age', 'Youngest age that may be asked for', 'years', 10, 80),
      {
        type: SUBCOMMAND,
        name: 'channel',
        description: 'Switch me on or off in a channel and its threads',
        options: [
          {
            type: ApplicationCommandOptionType.Channel,
            name: 'channel',
            description: 'Which channel',
            required: true,
            channel_types: [
              ChannelType.GuildText,
              ChannelType.GuildVoice,
              ChannelType.GuildAnnouncement,
              ChannelType.GuildStageVoice,
              ChannelType.GuildForum,
              ChannelType.GuildMedia,
            ],
          },
          { type: ApplicationCommandOptionType.Boolean, name: 'on', description: 'On or off', required: true },
        ],
      },
      toggle('private', 'Answers are private unless the person says otherwise'),
      toggle('others-public', "Answers about somebody else's picture may be public"),
      { type: SUBCOMMAND, name: 'reset', description: 'Back to the defaults' },
    ],
  },

  async execute(interaction, { settings, replies, operator }) {
    const { guildId, locale } = interaction;
    if (!guildId) throw new ExplainedError('only_in_servers');
    const subcommand = interaction.options.getSubcommand();
    if (subcommand === 'reset') await settings.reset(guildId);
    else if (subcommand !== 'show') {
      await settings.change(guildId, (current) => changeOf(interaction, current, operator));
    }
    const now = settingsText(locale, await settings.get(guildId), operator);
    const head = text(locale, subcommand === 'show' ? 'settings_head' : 'settings_changed');
    await replies.privately(interaction, { content: `${head}\n${now}\n${text(locale, 'settings_more')}` });
  },
};

function changeOf(
  { options }: ChatInputCommandInteraction,
  current: GuildSettings,
  operator: OperatorLimits,
): Partial<GuildSettings> {
  switch (options.getSubcommand()) {
    case 'cooldown':
      return { cooldownSeconds: options.getInteger('seconds', true) };
    case 'quota':
      return { dailyQuota: withinOperator(options.getInteger('pictures', true), operator.guildDailyQuota) };
    case 'minimum-age':
      return { minAge: options.getInteger('years', true) };
    case 'channel':
      return {
        closedChannels: closed(current, String(options.get('channel', true).value), options.getBoolean('on', true)),
      };
    case 'private':
      return { privateByDefault: options.getBoolean('on', true) };
    case 'others-public':
      return { othersPublic: options.getBoolean('on', true) };
    default:
      throw new ExplainedError('unknown_command');
  }
}

/** A server may have less than the operator gives, never more. */
function withinOperator(wanted: number, most: number): number {
  if (most > 0 && wanted > most) throw new ExplainedError('setting_above_operator', { most });
  return wanted;
}

function closed({ closedChannels }: GuildSettings, channelId: string, on: boolean): string[] {
  const others = closedChannels.filter((id) => id !== channelId);
  if (on) return others;
  if (others.length >= MOST_CLOSED_CHANNELS) {
    throw new ExplainedError('too_many_closed_channels', { most: MOST_CLOSED_CHANNELS });
  }
  return [...others, channelId];
}
