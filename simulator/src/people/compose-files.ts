import { formError } from '../http/api-error.ts';
import type { Composition } from './compose.ts';
import { safeFilename, type StoredFile } from '../world/media.ts';
import type { World } from '../world/world.ts';

/** Stores the files of a request on the CDN. */
export function storeFiles(world: World, { body, files, folder, ephemeral, where }: Composition): StoredFile[] {
  const known = new Set(files.map((file) => file.index));
  if (known.size !== files.length) world.problems.push(`${where}: two files with the same number`);
  return files.map((file) => {
    const meta = (body.attachments ?? []).find((entry) => entry.id === file.index);
    const filename = meta?.filename ?? file.filename;
    if (safeFilename(filename).filename !== filename)
      world.problems.push(`${where}: Discord would rewrite the file name ${JSON.stringify(filename)}`);
    return world.cdn.store(
      {
        bytes: file.bytes,
        filename,
        ...(typeof meta?.description === 'string' && { description: meta.description }),
        ...(meta?.is_spoiler === true && { spoiler: true }),
      },
      { folder, ephemeral },
    );
  });
}

/** Files of the edited message: `all` may be referred to, `listed` stay visible as attachments. */
export function stayingFiles(
  world: World,
  { body, existing, files }: Composition,
): Record<'all' | 'listed', StoredFile[]> {
  const held = [...(existing?.fileIds ?? [])].map((id) => world.cdn.file(id)).filter((file) => file !== undefined);
  if (body.attachments === undefined) return { all: held, listed: held };
  const uploads = new Set(files.map((file) => file.index));
  const listed = (body.attachments ?? []).flatMap((entry, index) => {
    if (uploads.has(entry.id)) return [];
    const file = held.find(({ id }) => id === entry.id);
    if (!file) throw formError(['attachments', index, 'id'], 'ATTACHMENT_NOT_FOUND', 'Attachment data not found');
    if (typeof entry.description === 'string') file.description = entry.description;
    return [file];
  });
  return { all: held, listed };
}

/**
 * Turns `attachment://name` into a link; other URLs stay.
 * @throws {ApiError} 50035
 */
export function resolveLink(world: World, url: string, within: StoredFile[], where: string): string {
  if (!url.startsWith('attachment://')) return url;
  const name = url.slice('attachment://'.length);
  const file = within.find(({ filename }) => filename === name);
  if (file) return world.cdn.link(file.path);
  world.problems.push(`${where}: ${url} refers to no file of the message`);
  throw formError(['embeds'], 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND', `Attachment ${name} not found`);
}
