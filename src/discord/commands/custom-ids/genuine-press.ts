import { ComponentType, type MessageComponentInteraction, type ModalSubmitInteraction } from 'discord.js';

type Press = MessageComponentInteraction | ModalSubmitInteraction;

/**
 * Whether a press, as Discord reports it, can have happened: the control is under a message of the bot in the channel
 * where it was pressed, and the values were offered. Discord checks the same; this is for the day when it doesn't. What the
 * event leaves open counts for it: the signature of the id has been checked before.
 *
 * @param ownId the bot's user, if it's known.
 */
export function isGenuine(press: Press, ownId: string | undefined): boolean {
  const { message } = press;
  if (message && !isOwnMessageHere(press, message, ownId)) return false;
  return press.isModalSubmit() || isOffered(press);
}

function isOwnMessageHere(
  { applicationId, channelId }: Press,
  message: NonNullable<Press['message']>,
  ownId: string | undefined,
): boolean {
  const author = message.author as typeof message.author | null | undefined;
  const messageChannelId = message.channelId as string | undefined;
  // Most bots' users have the id of the application.
  const isOwn = !author || author.id === ownId || author.id === applicationId;
  return isOwn && (messageChannelId === undefined || messageChannelId === channelId);
}

function isOffered(press: MessageComponentInteraction): boolean {
  const { component, componentType, message } = press;
  if (message.components.length === 0) return true;
  if (component?.type !== componentType) return false;
  if (!press.isStringSelectMenu()) return componentType === ComponentType.Button;
  if (component.type !== ComponentType.StringSelect) return false;
  const { values } = press;
  const most = ('maxValues' in component ? component.maxValues : component.max_values) ?? 1;
  const offered = new Set(component.options.map(({ value }) => value));
  return values.length <= most && new Set(values).size === values.length && values.every((value) => offered.has(value));
}
