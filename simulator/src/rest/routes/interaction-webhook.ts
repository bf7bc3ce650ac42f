import { MessageFlags } from 'discord-api-types/v10';
import { apiError } from '../../http/api-error.ts';
import { compose } from '../../people/compose.ts';
import { answer, byToken, DEFAULT_FILE_LIMIT, isUserInstalledOnly, remember } from '../../people/interactions.ts';
import { createMessage, deleteMessage, editMessage, present } from '../../world/messages.ts';
import { requireFilePermission } from '../../world/permissions.ts';
import type { InteractionState, StoredMessage } from '../../world/state.ts';
import { makeUser, type World } from '../../world/world.ts';
import { target } from './callback.ts';
import { messageRules, webhookRules } from '../checks/message-rules.ts';
import { parse } from '../parse.ts';
import type { RestAnswer, RestRequest, Routes } from '../route.ts';

/** Most follow-ups of an app that only the person has installed. */
const FOLLOW_UP_CAP = 5;

export const interactionWebhookRoutes: Routes = (world) => {
  const edit = (request: RestRequest, application: string, token: string, id: string): RestAnswer => {
    requireApplication(world, application);
    const interaction = byToken(world, token);
    const { message, isOriginal } = one(interaction, id);
    editAnswer(world, request, interaction, message);
    const ephemeral = message.ephemeralFor !== undefined;
    remember(world, interaction, { kind: isOriginal ? 'edit-original' : 'edit-follow-up', ephemeral }, message);
    return { status: 200, body: present(world, message) };
  };
  const get = (application: string, token: string, id: string): RestAnswer => {
    requireApplication(world, application);
    return { status: 200, body: present(world, one(byToken(world, token), id).message) };
  };
  const remove = (application: string, token: string, id: string): RestAnswer => {
    requireApplication(world, application);
    const interaction = byToken(world, token);
    const { message, isOriginal } = one(interaction, id);
    deleteMessage(world, message);
    const ephemeral = message.ephemeralFor !== undefined;
    remember(world, interaction, { kind: isOriginal ? 'delete-original' : 'delete-follow-up', ephemeral }, message);
    return { status: 204 };
  };

  const original = '/webhooks/:/:/messages/@original';
  const any = '/webhooks/:/:/messages/:';
  const open = { authorized: false } as const;
  return [
    {
      ...open,
      method: 'PATCH',
      pattern: original,
      kind: 'edit-original',
      handle: (request, a = '', t = '') => edit(request, a, t, '@original'),
    },
    {
      ...open,
      method: 'GET',
      pattern: original,
      kind: 'get-original',
      handle: (_, a = '', t = '') => get(a, t, '@original'),
    },
    {
      ...open,
      method: 'DELETE',
      pattern: original,
      kind: 'delete-original',
      handle: (_, a = '', t = '') => remove(a, t, '@original'),
    },
    {
      ...open,
      method: 'PATCH',
      pattern: any,
      kind: 'edit-follow-up',
      handle: (request, a = '', t = '', id = '') => edit(request, a, t, id),
    },
    {
      ...open,
      method: 'GET',
      pattern: any,
      kind: 'get-follow-up',
      handle: (_, a = '', t = '', id = '') => get(a, t, id),
    },
    {
      ...open,
      method: 'DELETE',
      pattern: any,
      kind: 'delete-follow-up',
      handle: (_, a = '', t = '', id = '') => remove(a, t, id),
    },
    {
      ...open,
      method: 'POST',
      pattern: '/webhooks/:/:',
      kind: 'follow-up',
      handle: (request, id = '', token = '') =>
        world.webhooks.has(id) ? alert(world, request, id, token) : followUp(world, request, id, token),
    },
  ];
};

/**
 * The answer with this id, if it still exists.
 * @throws {ApiError} 10008
 */
function one(interaction: InteractionState, id: string): { message: StoredMessage; isOriginal: boolean } {
  const own = [interaction.original, ...interaction.followUps];
  const message = id === '@original' ? interaction.original : own.find((answer) => answer?.data.id === id);
  if (!message || message.deletedAt !== undefined) throw apiError('unknownMessage');
  return { message, isOriginal: message === interaction.original };
}

function requireApplication(world: World, application: string): void {
  if (application !== world.applicationId) throw apiError('unknownWebhook');
}

function editAnswer(world: World, request: RestRequest, interaction: InteractionState, message: StoredMessage): void {
  const body = parse(messageRules, request.body, { problems: world.problems, where: request.where });
  const ephemeral = message.ephemeralFor !== undefined;
  requireFilePermission(interaction.appPermissions, request.files);
  const composed = compose(world, { ...target(interaction, request), body, ephemeral, existing: message });
  editMessage(world, message, composed);
}

function followUp(world: World, request: RestRequest, application: string, token: string): RestAnswer {
  requireApplication(world, application);
  const interaction = byToken(world, token);
  const { original } = interaction;
  const isDeferral = original?.deletedAt === undefined && ((original?.data.flags ?? 0) & MessageFlags.Loading) !== 0;
  const body = parse(webhookRules, request.body, { problems: world.problems, where: request.where });
  requireFilePermission(interaction.appPermissions, request.files);
  if (original && isDeferral) {
    // The first follow-up after a deferral becomes the answer itself, as private as the deferral was.
    const ephemeral = original.ephemeralFor !== undefined;
    const { flags, ...rest } = body;
    const kept = { ...rest, flags: (flags ?? 0) & ~MessageFlags.Ephemeral };
    const composed = compose(world, { ...target(interaction, request), body: kept, ephemeral, existing: original });
    editMessage(world, original, composed);
    remember(world, interaction, { kind: 'follow-up', ephemeral }, original);
    return { status: 200, body: present(world, original) };
  }
  if (isUserInstalledOnly(interaction) && interaction.followUps.length >= FOLLOW_UP_CAP)
    throw apiError('tooManyFollowUps');
  const ephemeral = interaction.forcedEphemeral || ((body.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  const composed = compose(world, { ...target(interaction, request), body, ephemeral });
  const message = answer(world, interaction, composed, ephemeral);
  interaction.followUps.push(message);
  remember(world, interaction, { kind: 'follow-up', ephemeral }, message);
  return { status: 200, body: present(world, message) };
}

/** A message by an ordinary webhook, such as an alert to the operator. */
function alert(world: World, request: RestRequest, id: string, token: string): RestAnswer {
  const webhook = world.webhooks.get(id);
  if (!webhook || webhook.token !== token) throw apiError('invalidToken');
  const { username, ...body } = parse(webhookRules, request.body, { problems: world.problems, where: request.where });
  const { files, where } = request;
  const { channel } = webhook;
  const folder = channel.id;
  const composed = compose(world, { body, files, where, folder, ephemeral: false, sizeLimit: DEFAULT_FILE_LIMIT });
  const name = username ?? webhook.name;
  const author = { ...makeUser(id, name), username: name, global_name: null, discriminator: '0000', bot: true };
  const message = createMessage(world, { channel, author, composed, more: { webhook_id: id } });
  return request.query.get('wait') === 'true' ? { status: 200, body: present(world, message) } : { status: 204 };
}
