import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  ComponentType,
  InteractionContextType,
  type ChatInputCommandInteraction,
} from 'discord.js';
import { MAX_AGE } from '../src/bounds.ts';
import { EVERYWHERE } from '../src/discord/commands/command-options.ts';
import type { Links, OperatorLimits, SlashCommand } from '../src/discord/commands/command.ts';
import { linkButton } from '../src/discord/messages/link-button.ts';
import { text, type TextKey } from '../src/i18n/text.ts';

/** `/age-help`: what the bot can do in this place. */
export const ageHelp: SlashCommand = {
  kind: 'slash',
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'age-help',
    description: 'What I can do here, and what happens to your photos',
    ...EVERYWHERE,
  },

  async execute(interaction, { replies, links, operator }) {
    const buttons = linkButtons(interaction, links, operator);
    await replies.privately(interaction, {
      content: helpText(interaction, operator),
      components: buttons.length > 0 ? [{ type: ComponentType.ActionRow, components: buttons }] : [],
    });
  },
};

function helpText(
  { locale, context, authorizingIntegrationOwners }: ChatInputCommandInteraction,
  operator: OperatorLimits,
) {
  const isDirect = context === InteractionContextType.BotDM;
  const isServers = Boolean(authorizingIntegrationOwners[ApplicationIntegrationType.GuildInstall]);
  const ways: readonly TextKey[] = ['help_command', 'help_message', 'help_user', 'help_buttons'];
  const list = ways.map((key) => `- ${text(locale, key, { min: operator.minAge, max: MAX_AGE })}`);
  const here: TextKey = isDirect ? 'help_dm' : 'help_dm_link';
  const others: TextKey = isServers && !isDirect ? 'help_others_server' : 'help_others_private';
  return [
    text(locale, 'help_intro'),
    ...list,
    '',
    ...(operator.directMessages ? [text(locale, here)] : []),
    text(locale, others),
    ...(isServers ? [] : [text(locale, 'help_installed')]),
    text(locale, 'help_data'),
    text(locale, 'help_privacy'),
  ].join('\n');
}

function linkButtons(
  { locale, applicationId, context }: ChatInputCommandInteraction,
  links: Links,
  { directMessages }: OperatorLimits,
) {
  const link = (label: TextKey, url: string) => linkButton(text(locale, label), url);
  const isDirect = context === InteractionContextType.BotDM;
  return [
    // The bot's profile is the quickest way to its direct messages: it has a field to write to the bot.
    ...(isDirect || !directMessages ? [] : [link('help_button_dm', `https://discord.com/users/${applicationId}`)]),
    ...(links.privacy ? [link('help_button_privacy', links.privacy)] : []),
    ...(links.support ? [link('help_button_support', links.support)] : []),
  ];
}
