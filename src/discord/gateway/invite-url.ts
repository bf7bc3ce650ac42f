import { ApplicationIntegrationType, PermissionFlagsBits, PermissionsBitField } from 'discord.js';

/** The link with which an admin adds the bot to a server, or a person to their account. */
export function inviteUrl(applicationId: string): string {
  return link({ client_id: applicationId, scope: 'bot applications.commands', permissions: PERMISSIONS });
}

/** The link with which an admin adds the bot to a server. */
export function serverInviteUrl(applicationId: string): string {
  const integration_type = String(ApplicationIntegrationType.GuildInstall);
  return link({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: PERMISSIONS,
    integration_type,
  });
}

/** The link with which a person adds the bot to their account, to use it anywhere. */
export function accountInviteUrl(applicationId: string): string {
  const integration_type = String(ApplicationIntegrationType.UserInstall);
  return link({ client_id: applicationId, scope: 'applications.commands', integration_type });
}

const PERMISSIONS = new PermissionsBitField([
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.SendMessages,
  // Late answers in a thread are ordinary messages there.
  PermissionFlagsBits.SendMessagesInThreads,
  PermissionFlagsBits.AttachFiles,
  PermissionFlagsBits.EmbedLinks,
]).bitfield.toString();

function link(query: Readonly<Record<string, string>>): string {
  return `https://discord.com/oauth2/authorize?${new URLSearchParams(query).toString()}`;
}
