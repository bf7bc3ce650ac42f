import { AttachmentFlags, type Attachment } from 'discord.js';
import type { PictureSource } from '../aging/age-request.ts';

/** The picture of an uploaded file. Its link is fresh in each payload and dies within a day. */
export function pictureOf(attachment: Attachment): PictureSource {
  return {
    url: attachment.url,
    ...(attachment.description && { description: attachment.description }),
    spoiler: attachment.flags.has(AttachmentFlags.IsSpoiler) || attachment.name.startsWith('SPOILER_'),
    declared: {
      bytes: attachment.size,
      ...(attachment.contentType && { contentType: attachment.contentType }),
      ...(attachment.width && { width: attachment.width }),
      ...(attachment.height && { height: attachment.height }),
    },
  };
}
