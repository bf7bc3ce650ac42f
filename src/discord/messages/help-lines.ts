import {
  ApplicationCommandType,
  PermissionFlagsBits,
  PermissionsBitField,
  type ChatInputCommandInteraction,
  type MessageComponentInteraction,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import { discordLocaleOf, sentenceLocaleOf } from '../../i18n/locale.ts';
import { explain, text, type Locale, type TextKey } from '../../i18n/text.ts';
import { payloads, type Command, type OperatorLimits } from '../commands/command.ts';
import { mayNotAttach } from '../reading/request-origin.ts';

type Asked = ChatInputCommandInteraction | MessageComponentInteraction;

/** How Discord's clients call the permissions that people may lack. */
const PERMISSION_NAMES: ReadonlyMap<bigint, TextKey> = new Map([
  [PermissionFlagsBits.ManageGuild, 'permission_manage_server'],
  [PermissionFlagsBits.UseExternalApps, 'permission_external_apps'],
]);

/** A line for each deployed command, in the person's language. It says which permission the person lacks for it. */
export function commandLines(
  { locale, memberPermissions }: Pick<Asked, 'locale' | 'memberPermissions'>,
  commands: readonly Command[],
  operator: OperatorLimits,
): string[] {
  return payloads(commands, operator).map((command) => {
    const name = localized(command.name, command.name_localizations, discordLocaleOf(locale));
    if (command.type === ApplicationCommandType.Message) return text(locale, 'help_message', { name });
    if (command.type === ApplicationCommandType.User) return text(locale, 'help_user', { name });
    const description = localized(descriptionOf(command), localizationsOf(command), sentenceLocaleOf(locale));
    const needed = BigInt(command.default_member_permissions ?? 0);
    const isMissing = needed !== 0n && memberPermissions !== null && !memberPermissions.has(needed);
    return isMissing
      ? text(locale, 'help_command_needs', { name, description, permission: permissionName(locale, needed) })
      : text(locale, 'help_command', { name, description });
  });
}

/** What the person or the bot isn't allowed to do here, a sentence each. */
export function missingPermissions(interaction: Asked, isInstalledHere: boolean): string[] {
  const { locale, memberPermissions } = interaction;
  const external = PermissionFlagsBits.UseExternalApps;
  // https://docs.discord.com/developers/topics/permissions
  const isHidden = !isInstalledHere && memberPermissions !== null && !memberPermissions.has(external);
  return [
    ...(isHidden ? [text(locale, 'help_no_external_apps', { permission: permissionName(locale, external) })] : []),
    ...(isInstalledHere && mayNotAttach(interaction) ? [explain(locale, { reason: 'cannot_attach', params: {} })] : []),
  ];
}

/** The name of a permission as the person's Discord shows it. */
function permissionName(locale: Locale, permission: bigint): string {
  const key = PERMISSION_NAMES.get(permission);
  return key ? text(locale, key) : new PermissionsBitField(permission).toArray().join(', ');
}

type Localizations = RESTPostAPIApplicationCommandsJSONBody['name_localizations'];

function localized(plain: string, localizations: Localizations, locale: string): string {
  const found = Object.entries(localizations ?? {}).find(([tag]) => tag === locale);
  return found?.[1] ?? plain;
}

function descriptionOf(command: RESTPostAPIApplicationCommandsJSONBody): string {
  return 'description' in command ? (command.description ?? '') : '';
}

function localizationsOf(command: RESTPostAPIApplicationCommandsJSONBody): Localizations {
  return 'description_localizations' in command ? command.description_localizations : undefined;
}
