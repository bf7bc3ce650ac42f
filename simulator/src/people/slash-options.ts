import {
  ApplicationCommandOptionType,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  type APIAttachment,
  type APIUser,
  type ChannelType,
} from 'discord-api-types/v10';
import { memberOf } from './launch.ts';
import { matchesFileTypes, toAttachment, type Upload } from '../world/media.ts';
import { Channel } from '../world/places.ts';
import { renderFile } from '../transcript.ts';
import { checkSent } from '../rest/checks/check.ts';
import { describedAttachment } from '../rest/checks/description.ts';
import type { ChannelState, DeployedCommand } from '../world/state.ts';
import { ordinaryPermissions, type World } from '../world/world.ts';

/** What a person enters for an option: a person for a user option, a channel for a channel option. */
export type OptionValue = string | number | boolean | Upload | { user: APIUser } | Channel;

export interface Resolved {
  attachments: Record<string, APIAttachment>;
  users: Record<string, APIUser>;
  /** The users as members of the guild. */
  members: Record<string, object>;
  channels: Record<string, object>;
}

interface DataOption {
  type: number;
  name: string;
  value?: unknown;
  focused?: boolean;
  options?: DataOption[];
}

/**
 * Fills in a slash command with what a client would accept. `path` holds the names of the subcommand group and
 * subcommand.
 * @throws {Error} for everything that the client would refuse
 */
export function fillOptions(
  world: World,
  command: DeployedCommand,
  path: string[],
  given: Record<string, OptionValue>,
  { sizeLimit, focused, channel }: { sizeLimit: number; focused?: string | undefined; channel: ChannelState },
): { options: DataOption[]; resolved: Resolved; told: string } {
  const resolved: Resolved = { attachments: {}, users: {}, members: {}, channels: {} };
  let specs: APIApplicationCommandOption[] = command.options ?? [];
  const steps: APIApplicationCommandOption[] = [];
  for (const name of path) {
    const step = specs.find((option) => option.name === name && isNested(option));
    if (!step) throw new Error(`/${command.name} has no subcommand "${name}"`);
    steps.push(step);
    specs = ('options' in step ? step.options : undefined) ?? [];
  }
  if (specs.some(isNested)) throw new Error(`/${[command.name, ...path].join(' ')} needs one of its subcommands`);

  for (const name of Object.keys(given))
    if (!specs.some((spec) => spec.name === name)) throw new Error(`/${command.name} has no option "${name}"`);
  const told: string[] = [];
  const filled = (specs as APIApplicationCommandBasicOption[]).flatMap((spec): DataOption[] => {
    const value = given[spec.name];
    if (value === undefined) {
      if (spec.required === true && focused === undefined)
        throw new Error(`the option "${spec.name}" of /${command.name} is required`);
      return [];
    }
    const isFocused = focused === spec.name;
    const data =
      isFocused && typeof value !== 'object'
        ? String(value)
        : readValue(world, spec, value, { sizeLimit, resolved, channel });
    told.push(`${spec.name}: ${tellValue(value)}`);
    return [{ type: spec.type, name: spec.name, value: data, ...(isFocused && { focused: true }) }];
  });
  const options = steps.reduceRight<DataOption[]>((inner, { type, name }) => [{ type, name, options: inner }], filled);
  return { options, resolved, told: told.join(' ') };
}

const isNested = (option: APIApplicationCommandOption): boolean =>
  option.type === ApplicationCommandOptionType.Subcommand ||
  option.type === ApplicationCommandOptionType.SubcommandGroup;

const isUpload = (value: unknown): value is Upload => typeof value === 'object' && value !== null && 'bytes' in value;

function tellValue(value: OptionValue): string {
  if (typeof value !== 'object') return String(value);
  if (value instanceof Channel) return `#${value.state.name}`;
  if (!isUpload(value)) return `@${value.user.username}`;
  return renderFile({
    ...value,
    contentType: value.contentType ?? 'image/*',
    description: value.description,
    spoiler: value.spoiler ?? false,
  });
}

function readValue(
  world: World,
  spec: APIApplicationCommandBasicOption,
  value: OptionValue,
  { sizeLimit, resolved, channel }: { sizeLimit: number; resolved: Resolved; channel: ChannelState },
): unknown {
  const refuse = (why: string): never => {
    throw new Error(`the option "${spec.name}" does not take this value: ${why}`);
  };
  if ('choices' in spec && spec.choices && spec.choices.length > 0)
    return spec.choices.some((choice) => choice.value === value) ? value : refuse('it is none of the choices');
  switch (spec.type) {
    case ApplicationCommandOptionType.Integer:
    case ApplicationCommandOptionType.Number: {
      if (typeof value !== 'number') return refuse('not a number');
      if (spec.type === ApplicationCommandOptionType.Integer && !Number.isSafeInteger(value))
        return refuse('not whole');
      if (spec.min_value !== undefined && value < spec.min_value) return refuse(`less than ${spec.min_value}`);
      if (spec.max_value !== undefined && value > spec.max_value) return refuse(`more than ${spec.max_value}`);
      return value;
    }
    case ApplicationCommandOptionType.String: {
      if (typeof value !== 'string') return refuse('not a text');
      const max = spec.max_length ?? 6000;
      return value.length < (spec.min_length ?? 0) || value.length > max ? refuse('too short or too long') : value;
    }
    case ApplicationCommandOptionType.Boolean:
      return typeof value === 'boolean' ? value : refuse('not true or false');
    case ApplicationCommandOptionType.User: {
      if (typeof value !== 'object' || !('user' in value)) return refuse('not a person');
      const { id } = value.user;
      const person = world.people.get(id);
      resolved.users[id] = value.user;
      if (person && channel.guild) {
        const { user: _, ...member } = memberOf(world, person, channel, channel.guild.id);
        resolved.members[id] = member;
      }
      return id;
    }
    case ApplicationCommandOptionType.Channel: {
      if (!(value instanceof Channel)) return refuse('not a channel');
      const { id, type, name } = value.state;
      if (spec.channel_types && !(spec.channel_types as ChannelType[]).includes(type)) return refuse(`of type ${type}`);
      resolved.channels[id] = { id, type, name, permissions: ordinaryPermissions.toString() };
      return id;
    }
    case ApplicationCommandOptionType.Attachment: {
      if (!isUpload(value)) return refuse('not a file');
      const attachment = uploadEphemerally(world, value, { sizeLimit, fileTypes: spec.file_types });
      resolved.attachments[attachment.id] = attachment;
      return attachment.id;
    }
    default:
      return refuse(`options of type ${spec.type} are not simulated`);
  }
}

/**
 * Uploads a file for an option or a form.
 * @throws {Error} if the client would refuse it
 */
export function uploadEphemerally(
  world: World,
  upload: Upload,
  { sizeLimit, fileTypes }: { sizeLimit: number; fileTypes: readonly string[] | undefined },
): APIAttachment {
  requireSize(upload, sizeLimit);
  if (!matchesFileTypes(upload.filename, fileTypes))
    throw new Error(`"${upload.filename}" is not of the kinds ${fileTypes?.join(', ')}`);
  const file = world.cdn.store(upload, { folder: world.applicationId, ephemeral: true });
  const attachment = toAttachment(file, (path) => world.cdn.link(path));
  checkSent(world, describedAttachment, attachment, 'the attachment of an interaction');
  return attachment;
}

/** @throws {Error} if the file is larger than this person may upload here */
export function requireSize(upload: Upload, sizeLimit: number): void {
  const size = upload.declaredSize ?? upload.bytes.length;
  if (size > sizeLimit) throw new Error(`"${upload.filename}" has ${size} bytes, the limit here is ${sizeLimit}`);
}
