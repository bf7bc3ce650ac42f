import { createHash } from 'node:crypto';
import type { APIAttachment, APIMessage, APIUser } from 'discord-api-types/v10';

/** Whether a field that Discord's documentation calls optional is left out. */
export type Omission = 'never' | 'sometimes' | 'always';

/**
 * The optional fields that can be left out of what the simulator sends, and whether they are, unless a test says
 * otherwise. Sources: the objects' pages in https://docs.discord.com/developers, where `?` follows such names.
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
  /** Decorations, nameplates and tags: null where they are left out. */
  'user.looks': 'sometimes',
} as const satisfies Record<string, Omission>;

export type Omissible = keyof typeof USUAL;
export type Omissions = Partial<Record<Omissible, Omission>>;

/** Says of each time that a field could be left out whether it is. */
export type Omits = (field: Omissible) => boolean;

/** How often `sometimes` is. */
const SHARE = 1 / 3;

/** The n-th decision about a field follows from the seed alone, whatever is decided about other fields in between. */
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

/** `SIMULATOR_SEED`: a number, or `random`; 1 unless told. */
export function readSeed(): number {
  const wish = process.env['SIMULATOR_SEED'];
  return wish === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(wish ?? 1);
}

/** A member without the optional fields that say nothing. */
export function thinMember<T extends object>(omits: Omits, member: T): T {
  if (!omits('member.extras')) return member;
  return Object.fromEntries(Object.entries(member).filter(([, value]) => value !== null)) as T;
}

/** A message of which some optional fields are left out: those that say nothing, or are not needed. */
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

/** The fields of an attachment that are left out of it, for as long as it exists. */
export function omittedOf(omits: Omits): (keyof APIAttachment)[] {
  return [
    ...(omits('attachment.content_type') ? (['content_type'] as const) : []),
    ...(omits('attachment.size') ? (['width', 'height'] as const) : []),
    ...(omits('attachment.placeholder') ? (['placeholder', 'placeholder_version'] as const) : []),
  ];
}
