import { z } from 'zod';

const rectSchema = z.strictObject({
  x: z.int().nonnegative(),
  y: z.int().nonnegative(),
  width: z.int().positive(),
  height: z.int().positive(),
});

/** Exactly as in the guide, with the `face_rect` of the sibling endpoint. */
const bodySchema = z.strictObject({
  image_url: z.url({ protocol: /^https?$/ }),
  age_infos: z
    .array(z.strictObject({ age: z.int().min(10).max(80), face_rect: rectSchema.optional() }))
    .min(1)
    .max(3),
});

export type ChangeAgeBody = z.infer<typeof bodySchema>;
export type Rect = z.infer<typeof rectSchema>;

export type ParsedRequest =
  | { readonly body: ChangeAgeBody; readonly problems: readonly [] }
  | { readonly body: undefined; readonly message: string; readonly problems: readonly string[] };

/**
 * Reads a request's body by the strictest interpretation of the guide. A body without `age_infos` is a known way to
 * probe.
 */
export function parseRequest(text: string): ParsedRequest {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { body: undefined, message: 'the body is not JSON', problems: ['the body is not JSON'] };
  }
  if (typeof json === 'object' && json !== null && !('age_infos' in json)) {
    return { body: undefined, message: 'age_infos is required', problems: [] };
  }
  const parsed = bodySchema.safeParse(json);
  if (parsed.success) return { body: parsed.data, problems: [] };
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  return { body: undefined, message: problems.join('; '), problems };
}
