import { isDeepStrictEqual } from 'node:util';
import { Routes, type REST, type RESTPostAPIApplicationCommandsJSONBody } from 'discord.js';

export interface DeploymentOptions {
  /** A REST client with the bot token. */
  readonly rest: REST;
  readonly applicationId: string;
  /** Deploys to this guild only, where changes show at once. */
  readonly guildId?: string | undefined;
}

/**
 * Makes Discord's list of commands equal to `commands`: one bulk overwrite when they differ, nothing when they don't.
 *
 * @returns whether anything was written.
 */
export async function deployCommands(
  commands: readonly RESTPostAPIApplicationCommandsJSONBody[],
  { rest, applicationId, guildId }: DeploymentOptions,
): Promise<boolean> {
  const route = guildId
    ? Routes.applicationGuildCommands(applicationId, guildId)
    : Routes.applicationCommands(applicationId);
  const wanted = guildId ? commands.map(withoutGlobalFields) : commands;
  const deployed = await rest.get(route, { query: new URLSearchParams({ with_localizations: 'true' }) });
  if (Array.isArray(deployed) && isDeepStrictEqual(essence(deployed), essence(wanted))) return false;
  await rest.put(route, { body: wanted });
  return true;
}

/** Where a command may be used is a matter of global commands only. */
function withoutGlobalFields(command: RESTPostAPIApplicationCommandsJSONBody): RESTPostAPIApplicationCommandsJSONBody {
  const { contexts: _contexts, integration_types: _types, ...rest } = command;
  return rest;
}

/** Fields by which a command differs; all else that Discord answers (ids, versions) is its own. */
const FIELDS = [
  'type',
  'name',
  'description',
  'name_localizations',
  'description_localizations',
  'default_member_permissions',
  'contexts',
  'integration_types',
  'nsfw',
  'options',
] as const;

function essence(commands: readonly unknown[]): unknown {
  return commands
    .map((command) =>
      Object.fromEntries(FIELDS.map((field) => [field, simplified(Reflect.get(Object(command), field))])),
    )
    .toSorted((one, other) => nameOf(one).localeCompare(nameOf(other)));
}

function nameOf(command: Record<string, unknown>): string {
  return `${String(command['type'])}:${String(command['name'])}`;
}

/** Discord leaves out, or spells out, what has its default value. */
function simplified(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(simplified);
    return items.every((item) => typeof item === 'number') ? items.toSorted() : items;
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(([name, field]) => [name, simplified(field)] as const);
    return Object.fromEntries(fields.filter(([, field]) => field !== undefined));
  }
  return value === null || value === false || value === '' ? undefined : value;
}
