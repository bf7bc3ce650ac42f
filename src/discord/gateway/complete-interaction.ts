import { ApplicationIntegrationType, ChannelType, InteractionContextType } from 'discord.js';
import { z } from 'zod';

const interactionSchema = z.object({
  guild_id: z.string().nullish(),
  channel_id: z.string().nullish(),
  channel: z.looseObject({ type: z.number().optional().catch(undefined) }).nullish(),
  authorizing_integration_owners: z.looseObject({}).nullish(),
  locale: z.string().nullish(),
  guild_locale: z.string().nullish(),
  context: z.number().nullish(),
});

const DEFAULT_LOCALE = 'en-US';

/**
 * Fills in what an INTERACTION_CREATE event can leave out and discord.js 14.28.1 takes for granted: otherwise discord.js
 * throws or knows no channel. Fills in only what follows from the rest of the event.
 *
 * @see https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object
 * @param event is changed in place, before discord.js reads it.
 */
export function completeInteraction(event: unknown): void {
  const interaction = interactionSchema.safeParse(event).data;
  if (!interaction || typeof event !== 'object' || event === null) return;
  const { guild_id: guildId, channel_id: channelId, channel, locale, guild_locale: guildLocale } = interaction;
  const owners = interaction.authorizing_integration_owners ?? {
    [ApplicationIntegrationType.GuildInstall]: guildId ?? '0',
  };
  const isUnknownPlace = typeof channel?.['id'] !== 'string';
  Object.assign(event, {
    ...(isUnknownPlace && channelId && { channel: { ...channel, id: channelId } }),
    ...(!Array.isArray(Reflect.get(event, 'entitlements')) && { entitlements: [] }),
    app_permissions: Reflect.get(event, 'app_permissions') ?? '0',
    authorizing_integration_owners: owners,
    locale: locale ?? guildLocale ?? DEFAULT_LOCALE,
    context: interaction.context ?? contextOf({ guildId, channelType: channel?.type, owners }),
  });
}

interface Circumstances {
  readonly guildId: string | null | undefined;
  readonly channelType: number | undefined;
  readonly owners: Readonly<Record<string, unknown>>;
}

/** Outside servers, an installation other than the person's own means the bot's direct messages. */
function contextOf({ guildId, channelType, owners }: Circumstances): InteractionContextType | null {
  if (guildId) return InteractionContextType.Guild;
  if (channelType === ChannelType.GroupDM) return InteractionContextType.PrivateChannel;
  const isWithBot = owners[ApplicationIntegrationType.GuildInstall] !== undefined;
  return isWithBot ? InteractionContextType.BotDM : null;
}
