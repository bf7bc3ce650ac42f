import { z } from 'zod';
import type { Storage, Table } from '../storage/storage.ts';

/** What a server's admins have set; what they have not set follows the operator. */
const guildSettingsSchema = z.object({
  cooldownSeconds: z.number().int().min(0).optional(),
  dailyQuota: z.number().int().min(1).optional(),
  minAge: z.number().int().optional(),
  /** Channels in which the bot ages nothing; threads follow their channel. */
  closedChannels: z.array(z.string()).default([]),
  /** Whether answers are private where the person does not say. */
  privateByDefault: z.boolean().default(false),
  /** Whether answers about somebody else's picture are public. */
  othersPublic: z.boolean().default(false),
});

export type GuildSettings = z.infer<typeof guildSettingsSchema>;

export interface GuildSettingsStore {
  get(guildId: string): Promise<GuildSettings>;
  /** Changes are made one after another, each given what the one before it left. Rejects with what `change` throws. */
  change(guildId: string, change: (current: GuildSettings) => Partial<GuildSettings>): Promise<void>;
  reset(guildId: string): Promise<void>;
}

/** Most channels that can be closed; beyond that Discord's own command permissions are the better tool. */
export const MOST_CLOSED_CHANNELS = 50;

/** Settings are kept for years, not for ever: a server that nobody has used for so long begins anew. */
const KEPT_MS = 3 * 365 * 86_400_000;

/** Read from the store each time, so that a change is seen at once by every process. */
export function createGuildSettings(storage: Storage): GuildSettingsStore {
  const table: Table<GuildSettings> = storage.table('guild-settings', guildSettingsSchema);
  const get = async (guildId: string) => (await table.get(guildId)) ?? guildSettingsSchema.parse({});
  // Of one process only, which is enough: a guild belongs to one shard.
  let writing: Promise<unknown> = Promise.resolve();
  const inTurn = (write: () => Promise<void>): Promise<void> => {
    const written = writing.then(write);
    writing = written.catch(() => undefined);
    return written;
  };

  return {
    get,
    change: (guildId, change) =>
      inTurn(async () => {
        const current = await get(guildId);
        await table.set(guildId, { ...current, ...change(current) }, KEPT_MS);
      }),
    reset: (guildId) => inTurn(async () => void (await table.delete(guildId))),
  };
}
