import {
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  type APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { ApiError, apiError, formError } from '../../http/api-error.ts';
import { compose } from '../../people/compose.ts';
import { answer, isLost, noteCallback, remember } from '../../people/interactions.ts';
import { editMessage, present } from '../../world/messages.ts';
import { requireFilePermission } from '../../world/permissions.ts';
import type { InteractionState, StoredMessage } from '../../world/state.ts';
import { walkComponents } from '../../people/view.ts';
import type { World } from '../../world/world.ts';
import { checkRequest } from '../checks/check.ts';
import { LIMITS } from '../checks/beyond-the-description.ts';
import { formRuleIssues } from '../checks/component-rules.ts';
import { refusal } from '../checks/issues.ts';
import { messageRules } from '../checks/message-rules.ts';
import { parse } from '../parse.ts';
import type { RestAnswer, RestRequest, Routes } from '../route.ts';

const outer = z.object({ type: z.int(), data: z.unknown().optional() });
const deferral = z.object({ flags: z.int().nullish() }).nullish();
const choices = z.object({
  choices: z.array(
    z.object({ name: z.string(), value: z.union([z.string().max(LIMITS.choiceValue.max), z.number()]) }),
  ),
});

const ROUTE = { method: 'POST', pattern: '/interactions/:/:/callback', kind: 'callback', authorized: false } as const;

export const callbackRoutes: Routes = (world) => [
  { ...ROUTE, handle: (request, id = '', token = '') => callback(world, request, id, token) },
];

/**
 * Does what the response to an HTTP request with an interaction says, as if it had come as a callback.
 * @throws {ApiError} which is noted as a problem of the bot
 */
export function applyResponse(world: World, interaction: InteractionState, request: RestRequest): void {
  const handle = () => callback(world, request, interaction.id, interaction.token);
  try {
    checkRequest(world, { ...ROUTE, handle }, request);
    handle();
  } catch (error) {
    if (error instanceof ApiError) world.problems.push(`${request.where}: ${error.message}`);
    throw error;
  }
}

function callback(world: World, request: RestRequest, id: string, token: string): RestAnswer {
  const interaction = world.interactions.get(id);
  if (!interaction || interaction.token !== token) throw apiError('unknownInteraction');
  if (interaction.callback) throw apiError('alreadyAcknowledged');
  if (isLost(world, interaction)) throw apiError('unknownInteraction');
  const { type, data } = parse(outer, request.body, { problems: world.problems, where: request.where });
  const { ephemeral, message } = respond(world, request, interaction, type, data);
  interaction.callback = { type, ephemeral, at: world.now() };
  if (message) interaction.original = message;
  noteCallback(world, interaction, type);
  remember(world, interaction, { kind: 'callback', type, ephemeral }, message);
  if (request.query.get('with_response') !== 'true') return { status: 204 };
  const shows =
    type === InteractionResponseType.ChannelMessageWithSource || type === InteractionResponseType.UpdateMessage;
  return {
    status: 200,
    body: {
      interaction: {
        id,
        type: interaction.type,
        ...(message && {
          response_message_id: message.data.id,
          response_message_loading: type === InteractionResponseType.DeferredChannelMessageWithSource,
          response_message_ephemeral: message.ephemeralFor !== undefined,
        }),
      },
      resource: { type, ...(shows && message && { message: present(world, message) }) },
    },
  };
}

interface Response {
  ephemeral: boolean;
  message?: StoredMessage;
}

function respond(
  world: World,
  request: RestRequest,
  interaction: InteractionState,
  type: InteractionResponseType,
  data: unknown,
): Response {
  const { where } = request;
  const place = { problems: world.problems, where, at: ['data'] };
  const refuse = (message: string): never => {
    world.problems.push(`${where}: ${message}`);
    throw formError(['type'], 'INTERACTION_APPLICATION_COMMAND_CALLBACK_TYPE_INVALID', message);
  };
  const isAutocomplete = interaction.type === InteractionType.ApplicationCommandAutocomplete;
  if (isAutocomplete !== (type === InteractionResponseType.ApplicationCommandAutocompleteResult))
    return refuse(`callback type ${type} does not answer an interaction of type ${interaction.type}`);

  switch (type) {
    case InteractionResponseType.ChannelMessageWithSource: {
      const body = parse(messageRules, data ?? {}, place);
      const ephemeral = interaction.forcedEphemeral || ((body.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
      requireFilePermission(interaction.appPermissions, request.files);
      const composed = compose(world, { ...target(interaction, request), at: ['data'], body, ephemeral });
      return { ephemeral, message: answer(world, interaction, composed, ephemeral) };
    }
    case InteractionResponseType.DeferredChannelMessageWithSource: {
      const flags = parse(deferral, data, place)?.flags ?? 0;
      if ((flags & ~MessageFlags.Ephemeral) !== 0)
        world.problems.push(`${where}: a deferral allows only the flag EPHEMERAL, not ${flags}`);
      const ephemeral = interaction.forcedEphemeral || (flags & MessageFlags.Ephemeral) !== 0;
      return { ephemeral, message: answer(world, interaction, undefined, ephemeral) };
    }
    case InteractionResponseType.DeferredMessageUpdate:
    case InteractionResponseType.UpdateMessage: {
      const message = interaction.source;
      if (!message) return refuse('there is no message to update');
      if (type === InteractionResponseType.UpdateMessage) {
        const body = parse(messageRules, data ?? {}, place);
        const ephemeral = message.ephemeralFor !== undefined;
        requireFilePermission(interaction.appPermissions, request.files);
        editMessage(
          world,
          message,
          compose(world, { ...target(interaction, request), at: ['data'], body, ephemeral, existing: message }),
        );
      }
      return { ephemeral: message.ephemeralFor !== undefined, message };
    }
    case InteractionResponseType.ApplicationCommandAutocompleteResult:
      interaction.choices = parse(choices, data, place).choices.map(({ name, value }) => ({
        name,
        value,
      }));
      return { ephemeral: true };
    case InteractionResponseType.Modal: {
      if (interaction.type === InteractionType.ModalSubmit) return refuse('a form cannot answer a form');
      const modal = structuredClone(data) as APIModalInteractionResponseCallbackData;
      const issues = formRuleIssues(modal.components, ['data']);
      if (issues.length > 0) throw refusal(world.problems, where, issues);
      for (const [index, component] of walkComponents(modal.components).entries()) component['id'] ??= index + 1;
      interaction.modal = modal;
      return { ephemeral: true };
    }
    default:
      return refuse(`callback type ${type} is not known here`);
  }
}

/** Where the files of an answer are stored, and how large they may be. */
export function target(
  interaction: InteractionState,
  request: RestRequest,
): { files: RestRequest['files']; where: string; folder: string; sizeLimit: number } {
  const sizeLimit = interaction.attachmentSizeLimit;
  return { files: request.files, where: request.where, folder: interaction.channel.id, sizeLimit };
}
