import { createHash } from 'node:crypto';
import type { APIAttachment, APIMessage, APIUser } from 'discord-api-types/v10';

/** How often a field is left out that Discord's documentation calls optional. */
export type Omission = 'never' | 'sometimes' | 'always';

/**
 * The optional fields that the simulator can leave out, and how often it does by default. Sources: the objects' pages
 * in https://docs.discord.com/developers, where `?` follows such names.
 */
const USUAL = {
  'attachment.content_type': 'sometimes',
  /** `width` and `height` are missing. */
  'attachment.size': 'sometimes',
  /** `width` and `height` are null. */
  'attachment.size-null': 'sometimes',
  'attachment.placeholder': 'sometimes',
  'interaction.channel': 'sometimes',
  'interaction.context': 'sometimes',
  'interaction.guild': 'sometimes',
  'interaction.guild_locale': 'sometimes',
  'member.extras': 'sometimes',
  'message.channel_type': 'sometimes',
  'message.components': 'sometimes',
  'message.flags': 'sometimes',
  'message.interaction': 'sometimes',
  'message.referenced_message': 'sometimes',
  'user.extras': 'sometimes',
  /** Decorations, nameplates and tags: null if left out. */
  'user.looks': 'sometimes',
} as const satisfies Record<string, Omission>;

export type Omissible = keyof typeof USUAL;
export type Omissions = Partial<Record<Omissible, Omission>>;

/** Decides for each occurrence of a field whether to leave it out. */
export type Omits = (field: Omissible) => boolean;

/** How often `sometimes` leaves a field out. */
const SHARE = 1 / 3;

/** The n-th decision about a field depends only on the seed, not on decisions about other fields in between. */
export function makeOmits(seed: number, wishes: Omissions = {}): Omits {
  const counts = new Map<Omissible, number>();
  return (field) => {
    const wish = wishes[field] ?? USUAL[field];
    if (wish !== 'sometimes') return wish === 'always';
    const count = (counts.get(field) ?? 0) + 1;
    counts.set(field, count);
    const draw = createHash('sha256').update(`${seed} ${field} ${count}`).digest().readUInt32BE() / 2 ** 32;
    return draw < SHARE;
  };
}

/** `SIMULATOR_SEED`: a number, or `random`. Default: 1. */
export function readSeed(): number {
  const wish = process.env['SIMULATOR_SEED'];
  return wish === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(wish ?? 1);
}

/** A member without optional fields that have no content. */
export function thinMember<T extends object>(omits: Omits, member: T): T {
  if (!omits('member.extras')) return member;
  return Object.fromEntries(Object.entries(member).filter(([, value]) => value !== null)) as T;
}

/** A message without some optional fields: those that have no content, or aren't needed. */
export function thinMessage<T extends Partial<APIMessage>>(omits: Omits, message: T): T {
  const thin = { ...message };
  if (thin.components?.length === 0 && omits('message.components')) delete thin.components;
  if (Number(thin.flags) === 0 && omits('message.flags')) delete thin.flags;
  if (thin.interaction && omits('message.interaction')) delete thin.interaction;
  if (thin.referenced_message && omits('message.referenced_message')) delete thin.referenced_message;
  if (thin.author) thin.author = thinUser(omits, thin.author);
  return thin;
}

export function thinUser(omits: Omits, user: APIUser): APIUser {
  if (!omits('user.extras')) return user;
  const { id, username, discriminator, global_name, avatar, bot } = user;
  return { id, username, discriminator, global_name, avatar, ...(bot !== undefined && { bot }) };
}

/** The fields that an attachment lacks, for as long as it exists. */
export function omittedOf(omits: Omits): (keyof APIAttachment)[] {
  return [
    ...(omits('attachment.content_type') ? (['content_type'] as const) : []),
    ...(omits('attachment.size') ? (['width', 'height'] as const) : []),
    ...(omits('attachment.placeholder') ? (['placeholder', 'placeholder_version'] as const) : []),
  ];
}
