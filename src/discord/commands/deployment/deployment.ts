import { isDeepStrictEqual } from 'node:util';
import { Routes, type REST, type RESTPostAPIApplicationCommandsJSONBody } from 'discord.js';

export interface DeploymentOptions {
  /** A REST client with the bot token. */
  readonly rest: REST;
  readonly applicationId: string;
  /** This server's own list, where changes show immediately; without it, the global list. */
  readonly guildId?: string | undefined;
}

/**
 * Makes Discord's list of commands equal to `commands`: one bulk overwrite when they differ, nothing when they don't,
 * since Discord allows 200 new commands a day.
 *
 * @returns whether anything was written.
 * @throws what Discord answered if it didn't accept the list.
 */
export async function deployCommands(
  commands: readonly RESTPostAPIApplicationCommandsJSONBody[],
  { rest, applicationId, guildId }: DeploymentOptions,
): Promise<boolean> {
  const route = guildId
    ? Routes.applicationGuildCommands(applicationId, guildId)
    : Routes.applicationCommands(applicationId);
  const fields = guildId ? GUILD_FIELDS : GLOBAL_FIELDS;
  const wanted = commands.map((command) => only(fields, command));
  const deployed = await rest.get(route, { query: new URLSearchParams({ with_localizations: 'true' }) });
  if (isDeployed(deployed, commands, guildId !== undefined)) return false;
  await rest.put(route, { body: wanted });
  return true;
}

/** Whether Discord's list of commands is this one. */
export function isDeployed(
  deployed: unknown,
  commands: readonly RESTPostAPIApplicationCommandsJSONBody[],
  isOfGuild: boolean,
): boolean {
  const fields = isOfGuild ? GUILD_FIELDS : GLOBAL_FIELDS;
  return Array.isArray(deployed) && isDeepStrictEqual(essence(deployed, fields), essence(commands, fields));
}

/** Fields that are compared; the others in Discord's answer (ids, versions) are its own. */
const GUILD_FIELDS = [
  'type',
  'name',
  'description',
  'name_localizations',
  'description_localizations',
  'default_member_permissions',
  'nsfw',
  'options',
] as const;

/** Only global commands say where they can be used. */
const GLOBAL_FIELDS = [...GUILD_FIELDS, 'contexts', 'integration_types'] as const;

/** The same of an option. */
const OPTION_FIELDS = [
  'type',
  'name',
  'description',
  'name_localizations',
  'description_localizations',
  'required',
  'choices',
  'channel_types',
  'min_value',
  'max_value',
  'min_length',
  'max_length',
  'autocomplete',
  'file_types',
  'options',
] as const;

function only(fields: readonly string[], value: unknown): Record<string, unknown> {
  const given = Object(value) as Record<string, unknown>;
  return Object.fromEntries(fields.flatMap((field) => (given[field] === undefined ? [] : [[field, given[field]]])));
}

function essence(commands: readonly unknown[], fields: readonly string[]): unknown {
  return commands
    .map((command) => withOptions(only(fields, command)))
    .toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
}

function withOptions({ options, ...rest }: Record<string, unknown>): Record<string, unknown> {
  const inner = Array.isArray(options) ? options.map((option) => withOptions(only(OPTION_FIELDS, option))) : [];
  return { ...(simplified(rest) as Record<string, unknown> | undefined), ...(inner.length > 0 && { options: inner }) };
}

function nameOf(command: Record<string, unknown>): string {
  return `${String(command['type'])}:${String(command['name'])}`;
}

/** Absent, empty, null and false count as equal, and so do lists in another order. */
function simplified(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(simplified);
    if (items.length === 0) return undefined;
    return items.every((item) => typeof item !== 'object') ? items.toSorted() : items;
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(([name, field]) => [name, simplified(field)] as const);
    const said = fields.filter(([, field]) => field !== undefined);
    return said.length > 0 ? Object.fromEntries(said) : undefined;
  }
  return value === null || value === false || value === '' ? undefined : value;
}
