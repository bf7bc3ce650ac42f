import { MessageFlags } from 'discord-api-types/v10';
import { z } from 'zod';
import { classicComponents, v2Components } from './component-schemas.ts';

const snowflake = z.string().regex(/^\d{1,20}$/);
const link = z.string().max(2048).nullish();

const embed = z.strictObject({
  title: z.string().max(256).nullish(),
  type: z.string().optional(),
  description: z.string().max(4096).nullish(),
  url: link,
  timestamp: z.string().nullish(),
  color: z.int().min(0).max(0xffffff).nullish(),
  footer: z.strictObject({ text: z.string().max(2048), icon_url: link, proxy_icon_url: link }).nullish(),
  image: media().nullish(),
  thumbnail: media().nullish(),
  author: z.strictObject({ name: z.string().max(256), url: link, icon_url: link, proxy_icon_url: link }).nullish(),
  fields: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(256),
        value: z.string().min(1).max(1024),
        inline: z.boolean().optional(),
      }),
    )
    .max(25)
    .nullish(),
});

/** Clients may send back an image as they got it; only the url counts. */
function media() {
  return z
    .strictObject({
      url: z.string().max(2048),
      proxy_url: link,
      width: z.number().nullish(),
      height: z.number().nullish(),
      content_type: z.string().nullish(),
    })
    .transform(({ url }) => ({ url }));
}

const attachment = z.strictObject({
  id: z.union([z.string(), z.int()]).transform(String),
  filename: z.string().max(1024).optional(),
  description: z.string().max(1024).nullish(),
  title: z.string().max(1024).nullish(),
  is_spoiler: z.boolean().optional(),
  waveform: z.string().nullish(),
  duration_secs: z.number().nullish(),
});

const embeds = z
  .array(embed)
  .max(10)
  .refine((list) => list.map(embedLength).reduce((sum, length) => sum + length, 0) <= 6000, {
    message: 'Embed size exceeds maximum size of 6000',
  })
  .nullish();

type Embed = z.infer<typeof embed>;

function embedLength(given: Embed): number {
  const fields = (given.fields ?? []).flatMap((field) => [field.name, field.value]);
  const texts = [given.title, given.description, given.footer?.text, given.author?.name, ...fields];
  return texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);
}

const base = {
  content: z.string().max(2000).nullish(),
  embeds,
  allowed_mentions: z
    .strictObject({
      parse: z.array(z.enum(['roles', 'users', 'everyone'])).optional(),
      roles: z.array(snowflake).max(100).optional(),
      users: z.array(snowflake).max(100).optional(),
      replied_user: z.boolean().optional(),
    })
    .nullish(),
  attachments: z.array(attachment).max(10).nullish(),
  components: z.array(z.unknown()).nullish(),
  flags: z.int().min(0).nullish(),
  // discord.js sends these with edits and webhooks' messages too, where Discord passes them over.
  tts: z.boolean().nullish(),
  nonce: z.union([z.string().max(25), z.int()]).optional(),
  enforce_nonce: z.boolean().optional(),
};

const create = { ...base, poll: z.unknown().optional() };

/** Body of a webhook's or interaction's message. */
export const webhookMessage = z.strictObject({
  ...create,
  username: z.string().min(1).max(80).optional(),
  avatar_url: z.string().nullish(),
  thread_name: z.string().optional(),
  applied_tags: z.array(snowflake).optional(),
});

export const interactionMessage = z.strictObject(create);
export const messageEdit = z.strictObject({ ...base, poll: z.unknown().optional() });

export const channelMessage = z.strictObject({
  ...create,
  message_reference: z
    .strictObject({
      type: z.int().optional(),
      message_id: snowflake,
      channel_id: snowflake.optional(),
      guild_id: snowflake.optional(),
      fail_if_not_exists: z.boolean().optional(),
    })
    .nullish(),
  sticker_ids: z.array(snowflake).max(3).nullish(),
});

export type MessageBody = z.infer<typeof messageEdit>;

/** `components` as the flag IS_COMPONENTS_V2 allows them. */
export const componentsFor = (flags: number) =>
  z.strictObject({ components: (flags & MessageFlags.IsComponentsV2) === 0 ? classicComponents : v2Components });
