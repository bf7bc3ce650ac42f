import { ExplainedError } from '../../i18n/explained-error.ts';

/** What a link leads to at Discord, by the ids in it. The link itself is never opened. */
export type PictureLink =
  | {
      readonly kind: 'message';
      /** None in direct messages. */
      readonly guildId: string | undefined;
      readonly channelId: string;
      readonly messageId: string;
    }
  | { readonly kind: 'file'; readonly channelId: string; readonly attachmentId: string }
  | {
      readonly kind: 'avatar';
      readonly userId: string;
      /** For an avatar that a person has in one server only. */
      readonly guildId: string | undefined;
      readonly hash: string;
    };

const APP_HOST = /^(?:(?:ptb|canary)\.)?discord(?:app)?\.com$/;
const FILE_HOSTS: ReadonlySet<string> = new Set(['cdn.discordapp.com', 'media.discordapp.net']);

const MESSAGE = /^\/channels\/(@me|\d{1,20})\/(\d{1,20})\/(\d{1,20})\/?$/;
const FILE = /^\/attachments\/(\d{1,20})\/(\d{1,20})\/[^/]+$/;
const AVATAR = /^\/(?:avatars\/(\d{1,20})|guilds\/(\d{1,20})\/users\/(\d{1,20})\/avatars)\/(\w{1,64})\.\w{3,5}$/;
const UPLOAD = /^\/ephemeral-attachments\//;

/** Nothing in a host's name can then be read as formatting or as a link. */
const PLAIN_HOST = /^[\w.-]{1,80}$/;

/**
 * Reads the link of a message, of a file in a message, or of a profile picture.
 *
 * @param cdnUrl where Discord's files are: another host if Discord is simulated.
 * @throws {ExplainedError} `link_unreadable`, `link_other_host`, `link_file_unknown` or `link_not_a_picture`.
 * @see https://discord.com/developers/docs/reference#image-formatting-cdn-endpoints
 */
export function readPictureLink(typed: string, cdnUrl: string): PictureLink {
  const url = URL.parse(typed.trim().replaceAll(/^<|>$/g, ''));
  if (!url || !/^https?:$/.test(url.protocol)) throw new ExplainedError('link_unreadable');
  const { hostname, host, pathname } = url;
  if (APP_HOST.test(hostname)) return readMessageLink(pathname);
  if (FILE_HOSTS.has(hostname) || host === URL.parse(cdnUrl)?.host) return readFileLink(pathname);
  if (!PLAIN_HOST.test(hostname)) throw new ExplainedError('link_unreadable');
  throw new ExplainedError('link_other_host', { host: hostname });
}

function readMessageLink(path: string): PictureLink {
  const [, guild = '', channelId = '', messageId = ''] = MESSAGE.exec(path) ?? [];
  if (!messageId) throw new ExplainedError('link_not_a_picture');
  return { kind: 'message', guildId: guild === '@me' ? undefined : guild, channelId, messageId };
}

function readFileLink(path: string): PictureLink {
  const [, channelId, attachmentId] = FILE.exec(path) ?? [];
  if (channelId && attachmentId) return { kind: 'file', channelId, attachmentId };
  const [, own, guildId, inGuild, hash] = AVATAR.exec(path) ?? [];
  const userId = own ?? inGuild;
  if (userId && hash) return { kind: 'avatar', guildId, userId, hash };
  // It doesn't say whose file it is, and no message can be found by it.
  throw new ExplainedError(UPLOAD.test(path) ? 'link_file_unknown' : 'link_not_a_picture');
}
