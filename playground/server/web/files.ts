import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Discord } from 'discord-simulator';
import type { Content } from './content.ts';

/** Which the browser may show in the page. Others are downloads, since HTML or SVG could contain scripts. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp']);

const PHOTOS = join(import.meta.dirname, '../../../test/photos');
const PHOTO_TYPES: Readonly<Record<string, string>> = { '.jpg': 'image/jpeg', '.png': 'image/png' };

/** A photo of `test/photos`, to try the bot with. */
export async function photo(path: string): Promise<Content | undefined> {
  const name = /^\/photos\/([a-z0-9-]+\.[a-z]+)$/.exec(path)?.[1] ?? '';
  const type = PHOTO_TYPES[extname(name)];
  const body = type && (await readFile(join(PHOTOS, name)).catch(() => undefined));
  return type && body ? { type, body, caching: 'no-cache' } : undefined;
}

export const isPicture = (contentType: string | undefined): boolean => PICTURES.has(contentType ?? '');

/** Files of the simulated Discord, by links that don't expire: a signature that changes would reload pictures. */
export function localFiles({ cdn, origin }: Pick<Discord, 'cdn' | 'origin'>) {
  const localLink = (url: string): string => {
    if (!url.startsWith(origin)) return url;
    const file = cdn.fileAt(url);
    if (file) return `/files/${file.id}/${encodeURIComponent(file.filename)}`;
    const { pathname } = new URL(url);
    return pathname.startsWith('/avatars/') ? pathname : url;
  };

  return {
    localLink,
    /** A copy of a payload in which all links to files lead here. */
    localize<T>(value: T): T {
      const convert = (inner: unknown): unknown => {
        if (typeof inner === 'string') return localLink(inner);
        if (Array.isArray(inner)) return inner.map(convert);
        if (inner === null || typeof inner !== 'object') return inner;
        return Object.fromEntries(Object.entries(inner).map(([key, each]) => [key, convert(each)]));
      };
      return convert(value) as T;
    },
    /** The file at one of these links. */
    find(path: string): Content | undefined {
      const caching = 'private, max-age=86400, immutable';
      const id = /^\/files\/(\d+)\//.exec(path)?.[1];
      const file = id === undefined ? undefined : cdn.file(id);
      if (file) {
        const type = isPicture(file.contentType) ? (file.contentType ?? '') : 'application/octet-stream';
        return { type, body: file.bytes, caching };
      }
      if (!path.startsWith('/avatars/')) return undefined;
      const { status, headers, body } = cdn.answer(new URL(path, origin));
      return status === 200 ? { type: headers['content-type'] ?? '', body, caching } : undefined;
    },
  };
}

export type LocalFiles = ReturnType<typeof localFiles>;
