import { isDeepStrictEqual } from 'node:util';
import { ApplicationCommandType, ApplicationIntegrationType } from 'discord-api-types/v10';
import { z } from 'zod';
import { apiError, formError } from '../../http/api-error.ts';
import type { DeployedCommand } from '../../world/state.ts';
import type { World } from '../../world/world.ts';
import { LIMITS } from '../checks/beyond-the-description.ts';
import { commandLength, commandRules, type CommandBody } from '../checks/command-rules.ts';
import { parse } from '../parse.ts';
import type { RestAnswer, RestRequest, Route, Routes } from '../route.ts';

/** Most commands of a type in one scope. */
const MOST: Partial<Record<ApplicationCommandType, number>> = {
  [ApplicationCommandType.ChatInput]: LIMITS.slashCommands.max,
  [ApplicationCommandType.User]: LIMITS.menuEntries.max,
  [ApplicationCommandType.Message]: LIMITS.menuEntries.max,
};

export const commandRoutes: Routes = (world) => [
  ...scopeRoutes(world, '/applications/:/commands', (application) => {
    if (application !== world.applicationId) throw apiError('unknownApplication');
    return undefined;
  }),
  ...scopeRoutes(world, '/applications/:/guilds/:/commands', (application, guild) => {
    if (application !== world.applicationId) throw apiError('unknownApplication');
    if (!world.guilds.get(guild)?.botInstalled) throw apiError('missingAccess');
    return guild;
  }),
];

/** The routes of one scope: global, or a guild. `scope` checks the caller and returns the guild's id. */
function scopeRoutes(world: World, list: string, scope: (...ids: string[]) => string | undefined): Route[] {
  const inScope = (guildId: string | undefined): DeployedCommand[] =>
    [...world.commands.values()].filter((command) => command.guild_id === guildId);
  const found = (ids: string[]): DeployedCommand => {
    const guildId = scope(...ids);
    const command = inScope(guildId).find(({ id }) => id === ids.at(-1));
    if (!command) throw apiError('unknownCommand');
    return command;
  };
  const one = `${list}/:`;
  const common = { kind: 'commands', authorized: true } as const;
  return [
    {
      ...common,
      method: 'GET',
      pattern: list,
      handle: ({ query }, ...ids) => {
        const full = query.get('with_localizations') === 'true';
        return {
          status: 200,
          body: inScope(scope(...ids)).map((command) => (full ? command : withoutLocalizations(command))),
        };
      },
    },
    {
      ...common,
      method: 'PUT',
      pattern: list,
      handle: (request, ...ids) => overwrite(world, request, scope(...ids), inScope(scope(...ids))),
    },
    {
      ...common,
      method: 'POST',
      pattern: list,
      handle: (request, ...ids) => {
        const guildId = scope(...ids);
        const body = read(world, request.body, request.where);
        const before = inScope(guildId).find(({ name, type }) => name === body.name && type === body.type);
        return { status: before ? 200 : 201, body: save(world, body, guildId, before) };
      },
    },
    { ...common, method: 'GET', pattern: one, handle: (_, ...ids) => ({ status: 200, body: found(ids) }) },
    {
      ...common,
      method: 'PATCH',
      pattern: one,
      handle: (request, ...ids) => {
        const before = found(ids);
        const { guild_id: guildId, ...kept } = before;
        const body = read(world, { ...kept, ...(request.body as object) }, request.where);
        return { status: 200, body: save(world, body, guildId, before) };
      },
    },
    {
      ...common,
      method: 'DELETE',
      pattern: one,
      handle: (_, ...ids) => {
        world.commands.delete(found(ids).id);
        return { status: 204 };
      },
    },
  ];
}

function overwrite(
  world: World,
  request: RestRequest,
  guildId: string | undefined,
  before: DeployedCommand[],
): RestAnswer {
  const list = z.array(z.unknown()).parse(request.body);
  const bodies = list.map((body, index) => read(world, body, request.where, [String(index)]));
  const keys = bodies.map((body) => `${body.type} ${body.name}`);
  if (new Set(keys).size < keys.length) {
    world.problems.push(`${request.where}: two commands of one type have the same name`);
    throw formError([], 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique');
  }
  for (const [type, limit] of Object.entries(MOST))
    if (bodies.filter((body) => body.type === Number(type)).length > limit)
      throw formError([], 'BASE_TYPE_BAD_LENGTH', `More than ${limit} commands of type ${type}`);
  for (const command of before) world.commands.delete(command.id);
  const saved = bodies.map((body) => {
    const same = before.find(({ name, type }) => name === body.name && type === body.type);
    return save(world, body, guildId, same);
  });
  return { status: 200, body: saved };
}

function read(world: World, body: unknown, where: string, at: string[] = []): CommandBody {
  const command = parse(commandRules(body), body, { problems: world.problems, where, at });
  const most = LIMITS.command.max;
  if (commandLength(command) <= most) return command;
  world.problems.push(`${where}: the command has more than ${most} characters`);
  throw formError(at, 'APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (${most})`);
}

function save(world: World, body: CommandBody, guildId: string | undefined, before?: DeployedCommand): DeployedCommand {
  const { dm_permission: _, ...given } = body;
  const command = {
    name_localizations: null,
    description_localizations: null,
    default_member_permissions: null,
    nsfw: false,
    ...(guildId === undefined && { contexts: null, integration_types: [ApplicationIntegrationType.GuildInstall] }),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    description: body.description ?? '',
    id: before?.id ?? world.nextId(),
    application_id: world.applicationId,
    version: before?.version ?? world.nextId(),
    ...(guildId !== undefined && { guild_id: guildId }),
  } as DeployedCommand;
  if (before && !isDeepStrictEqual(before, command)) command.version = world.nextId();
  world.commands.set(command.id, command);
  world.notify();
  return command;
}

/** Without `with_localizations` the dictionaries are left out, as Discord does. */
function withoutLocalizations(command: DeployedCommand): unknown {
  const strip = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(strip);
    if (node === null || typeof node !== 'object') return node;
    const kept = Object.entries(node).filter(([key]) => !key.endsWith('_localizations'));
    return Object.fromEntries(kept.map(([key, value]) => [key, strip(value)]));
  };
  return strip(command);
}
