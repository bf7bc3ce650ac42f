import { MessageType, type APIUser } from 'discord-api-types/v10';
import type { SeenFile, SeenMessage } from 'discord-simulator';
import type { ShownFile, ShownMessage, ShownPerson } from '../protocol.ts';
import { isPicture, type LocalFiles } from './web/files.ts';

export function showPerson(user: APIUser): ShownPerson {
  return {
    id: user.id,
    name: user.global_name ?? user.username,
    avatar: user.avatar === null ? undefined : `/avatars/${user.id}/${user.avatar}.png`,
    isBot: user.bot ?? false,
  };
}

/** A message as the page shows it to `me`. */
export function showMessage(
  seen: SeenMessage,
  me: string,
  { files, guildId = '@me' }: { files: LocalFiles; guildId: string | undefined },
): ShownMessage {
  const { data } = seen;
  const { interaction_metadata: asked, interaction, referenced_message: reply, message_snapshots: forwards } = data;
  return {
    id: seen.id,
    author: showPerson(data.author),
    isMine: data.author.id === me,
    link: `https://discord.com/channels/${guildId}/${seen.channelId}/${seen.id}`,
    at: data.timestamp,
    edited: seen.edited,
    ephemeral: seen.ephemeral,
    thinking: seen.thinking,
    content: seen.content,
    usedBy: asked && {
      name: showPerson(asked.user).name,
      command: interaction && commandName(data.type, interaction.name),
    },
    replyTo: reply ? { author: showPerson(reply.author).name, content: firstLine(reply.content) } : undefined,
    forwarded: forwards?.map(({ message }) => message.content).join('\n'),
    attachments: seen.attachments.map((file) => showFile(file, files)),
    alts: Object.fromEntries(
      seen.pictures.flatMap(({ url, description }) =>
        description ? [[files.localLink(url), description] as const] : [],
      ),
    ),
    embeds: files.localize(seen.embeds),
    components: files.localize(seen.components),
  };
}

function showFile(file: SeenFile, { localLink }: LocalFiles): ShownFile {
  return {
    id: file.id,
    name: file.filename,
    url: localLink(file.url),
    isPicture: isPicture(file.contentType),
    alt: file.description,
    spoiler: file.spoiler,
    bytes: file.bytes.length,
  };
}

/** As people call it: a command of a menu has no slash. */
const commandName = (type: MessageType, name: string): string =>
  type === MessageType.ContextMenuCommand ? name : `/${name}`;

const firstLine = (text: string): string => (text.split('\n')[0] ?? '').slice(0, 100) || 'a message without text';
