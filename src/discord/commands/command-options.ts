import {
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  InteractionContextType,
  type APIApplicationCommandAttachmentOption,
  type APIApplicationCommandBooleanOption,
} from 'discord.js';

/** In servers, in direct messages with the bot, and anywhere for people who installed it for themselves. */
export const EVERYWHERE = {
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
};

/** The photo of a command. */
export const PHOTO_OPTION: APIApplicationCommandAttachmentOption = {
  type: ApplicationCommandOptionType.Attachment,
  name: 'image',
  description: 'A photo with a face',
  // `image` covers the types that Discord knows as pictures; phones and scanners add the others.
  file_types: ['image', '.heic', '.heif', '.tif', '.tiff'],
};

export const PRIVATE_OPTION: APIApplicationCommandBooleanOption = {
  type: ApplicationCommandOptionType.Boolean,
  name: 'private',
  description: 'Show the result only to you',
};
