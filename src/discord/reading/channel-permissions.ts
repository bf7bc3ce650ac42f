import { OverwriteType, PermissionFlagsBits } from 'discord.js';
import { z } from 'zod';

const bits = z.string().transform(BigInt);

/** What counts for permissions in a server. */
export const guildRolesSchema = z.object({
  id: z.string(),
  owner_id: z.string(),
  roles: z.array(z.object({ id: z.string(), permissions: bits })),
});

/** What counts for permissions in a channel. */
export const overwritesSchema = z
  .array(z.object({ id: z.string(), type: z.number(), allow: bits, deny: bits }))
  .nullish()
  .transform((overwrites) => overwrites ?? []);

export type GuildRoles = z.infer<typeof guildRolesSchema>;
export type Overwrites = z.infer<typeof overwritesSchema>;

export interface Member {
  readonly userId: string;
  /** Without the role that everyone has. */
  readonly roles: readonly string[];
}

const EVERYTHING = -1n;

/**
 * The permissions of a member in a channel. For a thread, those of its channel count.
 *
 * @see https://discord.com/developers/docs/topics/permissions#permission-overwrites
 */
export function permissionsIn(guild: GuildRoles, overwrites: Overwrites, { userId, roles }: Member): bigint {
  if (guild.owner_id === userId) return EVERYTHING;
  const held = new Set([guild.id, ...roles]);
  const base = guild.roles.filter(({ id }) => held.has(id)).reduce((all, role) => all | role.permissions, 0n);
  if ((base & PermissionFlagsBits.Administrator) !== 0n) return EVERYTHING;
  const ofRoles = overwrites.filter(({ type }) => type === (OverwriteType.Role as number));
  const steps = [
    ofRoles.filter(({ id }) => id === guild.id),
    ofRoles.filter(({ id }) => id !== guild.id && held.has(id)),
    overwrites.filter(({ id, type }) => type === (OverwriteType.Member as number) && id === userId),
  ];
  // Of several roles, one that allows outweighs those that deny.
  return steps.reduce((permissions, step) => {
    const denied = step.reduce((all, { deny }) => all | deny, 0n);
    const allowed = step.reduce((all, { allow }) => all | allow, 0n);
    return (permissions & ~denied) | allowed;
  }, base);
}

const READING = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.ReadMessageHistory;

/** Whether somebody with these permissions sees the messages of a channel that were written before. */
export function mayRead(permissions: bigint): boolean {
  return (permissions & READING) === READING;
}

/** Whether somebody with these permissions sees private threads that they haven't joined. */
export function mayReadPrivateThreads(permissions: bigint): boolean {
  return (permissions & PermissionFlagsBits.ManageThreads) !== 0n;
}
