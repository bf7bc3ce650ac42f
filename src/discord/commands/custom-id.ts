import { z } from 'zod';

/** Changed when buttons of older versions can't be understood any more. They then say so. */
const VERSION = '1';

/** What a button or modal does, and the ids that it needs. */
export interface ControlId {
  readonly action: string;
  readonly ids: readonly string[];
}

const controlIdSchema = z
  .string()
  .max(100)
  .regex(/^1(\.[\w-]+)+$/)
  .transform((id): ControlId => {
    const [, action = '', ...ids] = id.split('.');
    return { action, ids };
  });

/** A `custom_id` that contains all that a control needs, so it works after a restart and in any process. */
export function controlId(action: string, ...ids: readonly string[]): string {
  return [VERSION, action, ...ids].join('.');
}

/** Reads a `custom_id`; `undefined` for one that isn't ours or is from another version. */
export function readControlId(customId: string): ControlId | undefined {
  return controlIdSchema.safeParse(customId).data;
}
