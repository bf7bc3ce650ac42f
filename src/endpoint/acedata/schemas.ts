import { z } from 'zod';

const pixels = z.int().nonnegative();

/** `face_rect` has the shape of the sibling endpoint's (/face/change-gender); x and y are the top left corner. */
const faceRectSchema = z.object({ x: pixels, y: pixels, width: pixels.positive(), height: pixels.positive() });

/** Limits are Tencent's: ages 10 to 80, whole; three faces a call (cloud.tencent.com/document/api/1202/41968). */
export const requestSchema = z.object({
  image_url: z.url({ protocol: /^https?$/ }),
  age_infos: z
    .array(z.object({ age: z.int().min(10).max(80), face_rect: faceRectSchema.optional() }))
    .min(1)
    .max(3),
});

/** The one documented field of a success. */
export const successSchema = z.object({ image_url: z.url({ protocol: /^https?$/ }) });

const text = z
  .union([z.string(), z.number().transform(String)])
  .optional()
  .catch(undefined);

/** Everything in an answer except its result. A field of an unknown shape counts as absent. */
export const envelopeSchema = z.object({
  success: z.boolean().optional().catch(undefined),
  error: z.unknown().optional(),
  code: text,
  message: text,
  detail: text,
  trace_id: text,
});

const CODE_ALONE = /^[a-z]+([_-][a-z]+)*$/i;

/** The documented error; some answers have a string in its place, often the code, or null. */
export const errorSchema = z.union([
  z.string().transform((message) => ({ code: CODE_ALONE.test(message.trim()) ? message.trim() : undefined, message })),
  z.object({ code: text, message: text }),
]);
