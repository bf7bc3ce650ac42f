import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  type ChatInputCommandInteraction,
} from 'discord.js';
import type { SlashCommand } from '../src/discord/commands/command.ts';
import { ExplainedError } from '../src/i18n/explained-error.ts';
import { text } from '../src/i18n/text.ts';
import {
  changedSettings,
  GUILD_SETTINGS,
  settingOf,
  settingSentences,
  withoutSetting,
} from '../src/limits/settings/guild-settings.ts';
import type { GivenOptions, SettingOption } from '../src/limits/settings/setting-kinds.ts';

const SUBCOMMAND = ApplicationCommandOptionType.Subcommand;
const SHOW = 'show';
const RESET = 'reset';
const SETTING = 'setting';

/** Channels where people can use commands. Discord's published description of this option has no media channels. */
const CHANNEL_TYPES = [
  ChannelType.GuildText,
  ChannelType.GuildVoice,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildStageVoice,
  ChannelType.GuildForum,
] as const;

/** `/age-settings`: what a server's admins decide for their server. Its subcommands come from the table of settings. */
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
      { type: SUBCOMMAND, name: SHOW, description: "Show this server's settings" },
      ...Object.values(GUILD_SETTINGS).map(
        ({ subcommand, description, options }): APIApplicationCommandSubcommandOption => ({
          type: SUBCOMMAND,
          name: subcommand,
          description,
          options: options.map(optionOf),
        }),
      ),
      {
        type: SUBCOMMAND,
        name: RESET,
        description: 'Go back to the defaults',
        options: [
          {
            type: ApplicationCommandOptionType.String,
            name: SETTING,
            description: 'Which setting. Default: all of them',
            choices: Object.values(GUILD_SETTINGS).map(({ subcommand }) => ({ name: subcommand, value: subcommand })),
          },
        ],
      },
    ],
  },

  async execute(interaction, { settings, replies, operator }) {
    const { guildId, locale } = interaction;
    if (!guildId) throw new ExplainedError('only_in_servers');
    const subcommand = interaction.options.getSubcommand();
    const one = interaction.options.getString(SETTING);
    if (subcommand === RESET && one === null) await settings.reset(guildId);
    else if (subcommand !== SHOW) {
      const name = settingOf(one ?? subcommand);
      if (!name) throw new ExplainedError('unknown_command');
      const given = givenIn(interaction);
      await settings.change(guildId, (current) =>
        subcommand === RESET ? withoutSetting(name, current) : changedSettings(name, given, current, operator),
      );
    }
    const sentences = settingSentences(locale, await settings.get(guildId), operator);
    const head = text(locale, subcommand === SHOW ? 'settings_head' : 'settings_changed');
    const list = sentences.map((sentence) => `- ${sentence}`);
    await replies.privately(interaction, { content: [head, ...list, text(locale, 'settings_more')].join('\n') });
  },
};

function optionOf(option: SettingOption): APIApplicationCommandBasicOption {
  const common = { name: option.name, description: option.description, required: true };
  switch (option.type) {
    case 'integer':
      return { ...common, type: ApplicationCommandOptionType.Integer, min_value: option.min, max_value: option.max };
    case 'boolean':
      return { ...common, type: ApplicationCommandOptionType.Boolean };
    case 'channel':
      return { ...common, type: ApplicationCommandOptionType.Channel, channel_types: [...CHANNEL_TYPES] };
  }
}

/** The options of the subcommand, as sent. */
function givenIn({ options }: ChatInputCommandInteraction): GivenOptions {
  const [subcommand] = options.data;
  return new Map(
    (subcommand?.options ?? []).flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const])),
  );
}
