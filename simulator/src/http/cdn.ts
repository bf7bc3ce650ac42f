import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import type { APIEmbedImage } from 'discord-api-types/v10';
import {
  contentTypeOf,
  dimensionsOf,
  placeholderOf,
  safeFilename,
  type StoredFile,
  type Upload,
} from '../world/media.ts';
import { omittedOf, type Omits } from '../world/omissions.ts';

const signedPath = /^(\/proxy)?(\/(?:ephemeral-)?attachments\/\d+\/(\d+)\/[^/?]+)$/;

const gone = {
  status: 404,
  headers: { 'content-type': 'text/plain;charset=UTF-8' },
  body: 'This content is no longer available.',
};

/** The file host: signed links for attachments, plain ones for avatars. */
export interface Cdn {
  /** Stores a file under its own path. `folder` is the channel, or the application for ephemeral files. */
  store(upload: Upload, options: { folder: string; ephemeral: boolean }): StoredFile;
  file(id: string): StoredFile | undefined;
  /** The file that a link of this host points to, signed or not. */
  fileAt(url: string): StoredFile | undefined;
  /** A full link whose signature is valid for `lifetimeSeconds` from now on. */
  link(path: string): string;
  /** A copy of a payload with fresh signatures in all links of this host. */
  refresh<T>(payload: T): T;
  /** A picture of another website as embeds and media items show it: `url` there, `proxy_url` here. */
  unfurl(upload: Upload, url?: string): APIEmbedImage;
  /** The same link after its lifetime: validly signed, but expired. */
  expiredLink(url: string): string;
  /** Drops ephemeral files that no message refers to, as Discord does after an undocumented time. */
  purgeEphemeral(): void;
  /** Drops all files. */
  clear(): void;
  setAvatar(path: string, png: Buffer): void;
  answer(url: URL): { status: number; headers: Record<string, string>; body: Buffer | string };
}

export function makeCdn(options: {
  origin: () => string;
  now: () => number;
  nextId: () => string;
  lifetimeSeconds: number;
  isHeld: (fileId: string) => boolean;
  omits: Omits;
}): Cdn {
  const { origin, now, nextId, lifetimeSeconds, isHeld, omits } = options;
  const secret = createSecretKey(randomBytes(32));
  const files = new Map<string, StoredFile>();
  const plain = new Map<string, { bytes: Buffer; contentType: string }>();

  const signature = (path: string, ex: string, is: string): string =>
    createHmac('sha256', secret).update(`${path} ${ex} ${is}`).digest('hex');

  const signed = (path: string, second: number): string => {
    const is = second.toString(16);
    const ex = (second + lifetimeSeconds).toString(16);
    return `${origin()}${path}?ex=${ex}&is=${is}&hm=${signature(path.replace(/^\/proxy/, ''), ex, is)}&`;
  };
  // A test that waits looks at the same messages again and again.
  const links = { second: 0, byPath: new Map<string, string>() };
  const sign = (path: string, from: number): string => {
    const second = Math.floor(from / 1000);
    if (second !== links.second) Object.assign(links, { second, byPath: new Map() });
    const link = links.byPath.get(path) ?? signed(path, second);
    links.byPath.set(path, link);
    return link;
  };
  const ours = (text: string): string | undefined => {
    if (!text.startsWith(origin())) return undefined;
    const path = URL.parse(text)?.pathname ?? '';
    return signedPath.test(path) ? path : undefined;
  };
  const refresh = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const path = ours(value);
      return path === undefined ? value : sign(path, now());
    }
    if (Array.isArray(value)) return value.map(refresh);
    if (value === null || typeof value !== 'object') return value;
    const copy: Record<string, unknown> = {};
    for (const [key, inner] of Object.entries(value)) copy[key] = refresh(inner);
    return copy;
  };

  return {
    store: (upload, { folder, ephemeral }) => {
      const id = nextId();
      const name = safeFilename(upload.filename);
      const size = dimensionsOf(upload.bytes);
      const contentType = upload.contentType ?? contentTypeOf(upload.filename);
      // Discord repeats what the test declares about a file.
      const claimed = { content_type: upload.contentType, width: upload.width, height: upload.height };
      const omitted = omittedOf(omits).filter((name) => claimed[name as keyof typeof claimed] === undefined);
      const sizeless = omits('attachment.size-null');
      const file: StoredFile = {
        id,
        ...name,
        path: `/${ephemeral ? 'ephemeral-' : ''}attachments/${folder}/${id}/${name.filename}`,
        bytes: upload.bytes,
        ...(contentType !== undefined && { contentType }),
        ...(upload.description !== undefined && { description: upload.description }),
        spoiler: upload.spoiler ?? name.filename.startsWith('SPOILER_'),
        ephemeral,
        size: upload.declaredSize ?? upload.bytes.length,
        width: upload.width === undefined ? ((sizeless ? undefined : size?.width) ?? null) : upload.width,
        height: upload.height === undefined ? ((sizeless ? undefined : size?.height) ?? null) : upload.height,
        placeholder: placeholderOf(upload.bytes),
        omitted,
      };
      files.set(id, file);
      return file;
    },
    file: (id) => files.get(id),
    fileAt: (url) => {
      const path = ours(url);
      return path === undefined ? undefined : files.get(signedPath.exec(path)?.[3] ?? '');
    },
    link: (path) => sign(path, now()),
    refresh: <T>(payload: T) => refresh(payload) as T,
    unfurl: (upload, url = `https://example.com/${upload.filename}`) => {
      const path = `/proxy/external/${randomBytes(16).toString('base64url')}/${safeFilename(upload.filename).filename}`;
      const contentType = upload.contentType ?? contentTypeOf(upload.filename) ?? 'application/octet-stream';
      plain.set(path, { bytes: upload.bytes, contentType });
      const { width, height } = { ...dimensionsOf(upload.bytes) };
      const size = width === undefined || height === undefined ? {} : { width, height };
      return { url, proxy_url: origin() + path, content_type: contentType, ...size };
    },
    expiredLink: (url) => {
      const path = ours(url);
      if (path === undefined) throw new Error('This is no link to an attachment of the simulator.');
      return sign(path, now() - (lifetimeSeconds + 60) * 1000);
    },
    purgeEphemeral: () => {
      for (const file of files.values()) if (file.ephemeral && !isHeld(file.id)) files.delete(file.id);
    },
    clear: () => files.clear(),
    setAvatar: (path, png) => void plain.set(path, { bytes: png, contentType: 'image/png' }),
    answer: (url) => {
      const open = plain.get(url.pathname);
      if (open) return { status: 200, headers: { 'content-type': open.contentType }, body: open.bytes };
      const match = signedPath.exec(url.pathname);
      const file = files.get(match?.[3] ?? '');
      const [ex, is, hm] = ['ex', 'is', 'hm'].map((name) => url.searchParams.get(name) ?? '');
      if (!match || ex === undefined || is === undefined || hm !== signature(match[2] ?? '', ex, is)) return gone;
      if (!file || file.path !== match[2] || Number.parseInt(ex, 16) * 1000 <= now()) return gone;
      const contentType = file.contentType ?? 'application/octet-stream';
      return { status: 200, headers: { 'content-type': contentType }, body: file.bytes };
    },
  };
}
