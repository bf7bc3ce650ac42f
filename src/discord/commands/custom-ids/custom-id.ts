import { z } from 'zod';

/** Changed when buttons of older versions can't be understood any more. They then say so. */
const VERSION = '2';

/** What a button or modal does, and the ids that it needs. */
export interface ControlId {
  readonly action: string;
  readonly ids: readonly string[];
}

/** Discord's limit for a `custom_id`, in characters. */
const LONGEST = 100;

const writtenSchema = z
  .string()
  .max(LONGEST)
  .regex(/^\d+(\.[\w-]+)+$/)
  .transform((id) => id.split('.'));

/**
 * A `custom_id` that contains all that a control needs, so it works after a restart and in any process. It is signed
 * when it's sent (`control-signatures.ts`).
 */
export function controlId(action: string, ...ids: readonly string[]): string {
  return [VERSION, action, ...ids].join('.');
}

/** Whether a text is one that {@link controlId} returned. */
export function isControlId(text: string): boolean {
  return writtenSchema.safeParse(text).data?.[0] === VERSION;
}

/** Adds a signature to what {@link controlId} returned. */
export function withSignature(unsigned: string, signature: string): string {
  return `${unsigned}.${signature}`;
}

/** The parts of a signed `custom_id`; `undefined` for one that isn't ours or is from another version. */
export function splitSignature(
  customId: string,
): { readonly unsigned: string; readonly signature: string } | undefined {
  const parts = writtenSchema.safeParse(customId).data;
  if (!parts || parts[0] !== VERSION || parts.length < 3) return undefined;
  return { unsigned: parts.slice(0, -1).join('.'), signature: parts.at(-1) ?? '' };
}

/** Reads what {@link controlId} returned; `undefined` for anything else. */
export function readControlId(unsigned: string): ControlId | undefined {
  const [version, action, ...ids] = writtenSchema.safeParse(unsigned).data ?? [];
  return version === VERSION && action !== undefined ? { action, ids } : undefined;
}

/**
 * Reads a `custom_id` in a message that the bot has sent, of the version before signatures too. Its signature isn't
 * checked, so it is good for reading only.
 */
export function readSentControlId(customId: string): ControlId | undefined {
  const [version, action, ...rest] = writtenSchema.safeParse(customId).data ?? [];
  if (action === undefined) return undefined;
  if (version === '1') return { action, ids: rest };
  return version === VERSION ? { action, ids: rest.slice(0, -1) } : undefined;
}
