import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  ComponentType,
  InteractionContextType,
  type APIInteractionResponseCallbackData,
  type ChatInputCommandInteraction,
  type MessageComponentInteraction,
} from 'discord.js';
import { EVERYWHERE } from '../src/discord/commands/command-options.ts';
import type { Command, CommandContext, Links, OperatorLimits, SlashCommand } from '../src/discord/commands/command.ts';
import { languageMenu } from '../src/discord/messages/language-menu.ts';
import { commandLines, missingPermissions } from '../src/discord/messages/help-lines.ts';
import { linkButton } from '../src/discord/messages/link-button.ts';
import { page } from '../src/discord/messages/page.ts';
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

  async execute(interaction, context) {
    await context.replies.privately(interaction, helpPage(interaction, context));
  },
};

type Asked = ChatInputCommandInteraction | MessageComponentInteraction;

/** What the bot can do in this place, and a menu to choose the language. */
export function helpPage(
  interaction: Asked,
  { links, operator, commands }: Pick<CommandContext, 'links' | 'operator' | 'commands'>,
): APIInteractionResponseCallbackData {
  const buttons = linkButtons(interaction, links, operator);
  return {
    ...page(helpText(interaction, operator, commands)),
    components: [
      { type: ComponentType.ActionRow, components: [languageMenu(interaction.locale)] },
      ...(buttons.length > 0 ? [{ type: ComponentType.ActionRow as const, components: buttons }] : []),
    ],
  };
}

function helpText(interaction: Asked, operator: OperatorLimits, commands: readonly Command[]) {
  const { locale, context, authorizingIntegrationOwners } = interaction;
  const isDirect = context === InteractionContextType.BotDM;
  const isServers = Boolean(authorizingIntegrationOwners[ApplicationIntegrationType.GuildInstall]);
  const here: TextKey = isDirect ? 'help_dm' : 'help_dm_link';
  const others: TextKey = isServers && !isDirect ? 'help_others_server' : 'help_others_private';
  return [
    text(locale, 'help_intro'),
    ...commandLines(interaction, commands, operator).map((line) => `- ${line}`),
    `- ${text(locale, 'help_options')}`,
    `- ${text(locale, 'help_buttons')}`,
    '',
    ...(operator.directMessages ? [text(locale, here)] : []),
    text(locale, others),
    ...(isServers ? [] : [text(locale, 'help_installed')]),
    ...missingPermissions(interaction, isServers),
    text(locale, 'help_data'),
  ].join('\n');
}

function linkButtons({ locale, applicationId, context }: Asked, links: Links, { directMessages }: OperatorLimits) {
  const link = (label: TextKey, url: string) => linkButton(text(locale, label), url);
  const isDirect = context === InteractionContextType.BotDM;
  return [
    // The bot's profile is the quickest way to its direct messages: it has a field to write to the bot.
    ...(isDirect || !directMessages ? [] : [link('help_button_dm', `https://discord.com/users/${applicationId}`)]),
    ...(links.privacy ? [link('help_button_privacy', links.privacy)] : []),
    ...(links.support ? [link('help_button_support', links.support)] : []),
  ];
}
