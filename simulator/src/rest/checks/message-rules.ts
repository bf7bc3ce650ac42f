import { z } from 'zod';
import { LIMITS, RULES } from './beyond-the-description.ts';

/** An image of an embed: only its URL matters. */
const media = z.object({ url: z.string(RULES.embedImage.message) }).nullish();
const fieldText = z.string().min(1, RULES.embedField.message);

const embed = z.looseObject({
  title: z.string().nullish(),
  description: z.string().nullish(),
  footer: z.looseObject({ text: z.string() }).nullish(),
  author: z.looseObject({ name: z.string() }).nullish(),
  image: media,
  thumbnail: media,
  fields: z.array(z.looseObject({ name: fieldText, value: fieldText })).nullish(),
});

type Embed = z.infer<typeof embed>;

function lengthOf(given: Embed): number {
  const fields = (given.fields ?? []).flatMap((field) => [field.name, field.value]);
  const texts = [given.title, given.description, given.footer?.text, given.author?.name, ...fields];
  return texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);
}

const embeds = z
  .array(embed)
  .refine((list) => list.map(lengthOf).reduce((sum, length) => sum + length, 0) <= LIMITS.embeds.max, {
    message: `Embed size exceeds maximum size of ${LIMITS.embeds.max}`,
  })
  .nullish();

/** What the simulator reads from a message's body, and rules beyond the published description. */
export const messageRules = z.object({
  content: z.string().max(LIMITS.content.max).nullish(),
  embeds,
  attachments: z
    .array(
      z.object({
        id: z.union([z.string(), z.int()]).transform(String),
        filename: z.string().nullish(),
        description: z.string().nullish(),
        is_spoiler: z.boolean().nullish(),
      }),
    )
    .nullish(),
  components: z.array(z.unknown()).nullish(),
  flags: z.int().min(0).nullish(),
});

export type MessageBody = z.infer<typeof messageRules>;

export const webhookRules = messageRules.extend({ username: z.string().nullish() });

export const channelRules = messageRules.extend({
  nonce: z.union([z.string(), z.int()]).nullish(),
  enforce_nonce: z.boolean().nullish(),
  message_reference: z
    .object({ type: z.int().nullish(), message_id: z.string(), fail_if_not_exists: z.boolean().nullish() })
    .nullish(),
});
