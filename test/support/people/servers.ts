import { expect } from 'vitest';
import { type Asked, type Channel, type OptionValue, type Person, shardOf, type Where } from 'discord-simulator';
import { expectRefusedAtOnce } from '../expectations.ts';
import type { World } from '../world.ts';

/** A person with all permissions in this channel's server. */
export function adminOf({ discord }: Pick<World, 'discord'>, { state }: Channel): Person {
  const admin = discord.addUser({ name: 'Admin' });
  admin.state.permissions.set(state.guild?.id ?? '', (1n << 64n) - 1n);
  return admin;
}

/**
 * Uses a subcommand of `/age-settings`.
 * @returns the private answer to the admin
 */
export async function set(
  world: Pick<World, 'discord'>,
  channel: Channel,
  setting: string,
  options: Record<string, OptionValue> = {},
): Promise<string> {
  return await readPrivately(adminOf(world, channel), { channel }, `age-settings ${setting}`, options);
}

/** The answer to a person's `/age-usage`. */
export async function usageOf(person: Person, where: Where): Promise<string> {
  return await readPrivately(person, where, 'age-usage');
}

async function readPrivately(
  person: Person,
  where: Where,
  command: string,
  options: Record<string, OptionValue> = {},
): Promise<string> {
  const asked = await person.slash({ ...where, command, options });
  const { content, ephemeral } = await asked.final();
  expect(ephemeral).toBe(true);
  expectRefusedAtOnce(asked);
  return content;
}

/** The time in a text, in seconds since the epoch. */
export function timeIn(text: string): number {
  const seconds = /<t:(\d+):R>/.exec(text)?.[1];
  if (seconds === undefined) throw new Error(`no time in "${text}"`);
  return Number(seconds);
}

/** When the UTC day of a request ends, in seconds since the epoch. */
export function endOfDayOf({ state }: Asked): number {
  return (Math.floor(state.createdAt / 86_400_000) + 1) * 86_400;
}

/** A channel whose events one shard of `total` gets. */
export function channelOn(world: Pick<World, 'newChannel'>, shard: number, total = 2): Channel {
  const channel = world.newChannel();
  return shardOf(channel.state.guild?.id, total) === shard ? channel : channelOn(world, shard, total);
}
