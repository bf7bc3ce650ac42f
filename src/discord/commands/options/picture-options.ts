import {
  ApplicationCommandOptionType,
  type APIApplicationCommandBasicOption,
  type ChatInputCommandInteraction,
} from 'discord.js';
import type { AskedRequest } from '../../../aging/request/age-request.ts';
import { ExplainedError } from '../../../i18n/explained-error.ts';
import { avatarOf, avatarPicture } from '../../reading/avatar.ts';
import { pictureOf } from '../../reading/find-picture.ts';
import type { Reader } from '../../reading/linked-messages.ts';
import { targetIn } from '../../reading/message-target.ts';
import { readPictureLink, type PictureLink } from '../../reading/picture-link.ts';
import { requesterOf } from '../../reading/request-origin.ts';
import { PHOTO_OPTION } from '../command-options.ts';
import type { CommandContext } from '../command.ts';

/** The longest link that is read, in characters. */
const MAX_LINK = 1000;

/** The options by which a command takes a picture. Exactly one is given. */
export const PICTURE_OPTIONS: readonly APIApplicationCommandBasicOption[] = [
  PHOTO_OPTION,
  {
    type: ApplicationCommandOptionType.User,
    name: 'user',
    description: 'A person, for their profile picture',
  },
  {
    type: ApplicationCommandOptionType.String,
    name: 'link',
    description: "The link of a message with a photo, or of a photo's file at Discord",
    max_length: MAX_LINK,
  },
];

/** A picture, whose it is, and who may see what is made of it. */
type Given = Pick<AskedRequest, 'picture' | 'subject' | 'private'>;

/**
 * Reads {@link PICTURE_OPTIONS}, and the option `private`.
 *
 * @throws {ExplainedError} `one_picture`, or why the picture can't be aged.
 */
export async function givenPicture(interaction: ChatInputCommandInteraction, context: CommandContext): Promise<Given> {
  const { options, guildId, client } = interaction;
  const image = options.getAttachment('image');
  const person = options.get('user');
  const link = options.getString('link');
  if ([image, person, link].filter(Boolean).length !== 1) throw new ExplainedError('one_picture');

  const said = options.getBoolean('private');
  const asSaid = said === null ? {} : { private: said };
  if (image) return { picture: pictureOf(image), ...asSaid };
  if (person?.user) {
    const picture = avatarOf({ user: person.user, member: person.member, guildId }, client.rest.cdn);
    if (!picture) throw new ExplainedError('user_without_avatar');
    return { picture, subject: { userId: person.user.id }, ...asSaid };
  }
  const read = readPictureLink(link ?? '', client.rest.options.cdn);
  const { isHere, ...found } =
    read.kind === 'avatar' ? avatarAt(read, interaction) : await messageAt(read, interaction, context);
  return { ...found, ...(isHere ? asSaid : { private: isPrivateFromElsewhere(found, interaction.user.id, said) }) };
}

interface Found extends Pick<Given, 'picture' | 'subject'> {
  /** Whether those who read this channel see the picture anyway. */
  readonly isHere: boolean;
}

function avatarAt(
  avatar: Extract<PictureLink, { kind: 'avatar' }>,
  { client, guildId }: ChatInputCommandInteraction,
): Found {
  const isHere = avatar.guildId === undefined || avatar.guildId === guildId;
  return { picture: avatarPicture(client.rest.cdn, avatar), subject: { userId: avatar.userId }, isHere };
}

async function messageAt(
  link: Exclude<PictureLink, { kind: 'avatar' }>,
  interaction: ChatInputCommandInteraction,
  context: CommandContext,
): Promise<Found> {
  const { applicationId } = interaction;
  const reader = readerOf(interaction, context);
  // Nothing is read for people who can't use the bot.
  await context.access(reader);
  const { message, guildId, isHere } = await context.linkedMessages.read(link, reader);
  const own = { userId: context.ownId() ?? applicationId, applicationId };
  const { pictures, subject } = targetIn(message, own, guildId, link.kind === 'file' ? link.attachmentId : undefined);
  const [{ picture }, ...others] = pictures;
  if (others.length > 0) throw new ExplainedError('link_several_pictures');
  return { picture, subject, isHere };
}

function readerOf(interaction: ChatInputCommandInteraction, { extras }: CommandContext): Reader {
  const { userId, venue, channelIds } = requesterOf(interaction, extras);
  const { guildId, channelId, memberPermissions } = interaction;
  return {
    userId,
    venue,
    channelIds,
    guildId: guildId ?? undefined,
    channelId,
    permissions: memberPermissions?.bitfield ?? 0n,
    roles: extras.memberRoles ?? [],
  };
}

/** Not everybody here may have seen the picture: only its owner can show it here. */
function isPrivateFromElsewhere(
  { picture, subject }: Omit<Found, 'isHere'>,
  userId: string,
  said: boolean | null,
): boolean {
  const isOwn = subject?.userId === userId && (picture.avatarOf ?? userId) === userId;
  return isOwn ? (said ?? true) : true;
}
