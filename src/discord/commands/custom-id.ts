import { z } from 'zod';

/** Changes when buttons of an older version can no longer be understood; they then say so. */
const VERSION = '1';

/** What a button or modal does, and the ids that it does it with. */
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

/** All that a control needs to know stands in its id, so it works after any restart, in any process. */
export function controlId(action: string, ...ids: readonly string[]): string {
  return [VERSION, action, ...ids].join('.');
}

/** Reads a `custom_id`; `undefined` for one that is not ours or of another version. */
export function readControlId(customId: string): ControlId | undefined {
  return controlIdSchema.safeParse(customId).data;
}
