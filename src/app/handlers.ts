import { commands } from '../../commands/index.ts';
import { MAX_AGE } from '../bounds.ts';
import { createDispatcher } from '../discord/commands/dispatcher.ts';
import { createTargets } from '../discord/commands/targets.ts';
import { createConversation } from '../discord/conversation/conversation.ts';
import type { Base } from './base.ts';
import type { Connection } from './connection.ts';
import type { Discord } from './discord.ts';
import type { People } from './people.ts';
import type { Pictures } from './pictures.ts';
import type { Requests } from './requests.ts';
import type { Stores } from './stores.ts';

export type Handlers = ReturnType<typeof createHandlers>;

export interface HandlersParts {
  readonly stores: Stores;
  readonly discord: Pick<Discord, 'messages' | 'replies'>;
  readonly pictures: Pick<Pictures, 'pictures'>;
  readonly people: People;
  readonly requests: Pick<Requests, 'aging' | 'queue' | 'answers' | 'questions' | 'repeats'>;
  readonly connection: Pick<Connection, 'events' | 'ownId'>;
}

/** What handles the events of Discord: commands for interactions, and the conversation for direct messages. */
export function createHandlers({ config, clock, logger }: Base, parts: HandlersParts) {
  const { storage, vault, usage, settings } = parts.stores;
  const { messages, replies } = parts.discord;
  const { access, limits, optOuts, reports, forgetPerson } = parts.people;
  const { aging, queue, answers, questions, repeats } = parts.requests;
  const { events, ownId } = parts.connection;

  const conversation = createConversation({
    messages,
    storage,
    answers,
    questions,
    access,
    submit: aging.submit,
    ownId,
    bounds: { min: config.limits.minAge, max: MAX_AGE },
    logger,
    clock,
  });
  const dispatcher = createDispatcher({
    commands,
    clock,
    logger,
    services: {
      submit: aging.submit,
      cancel: queue.cancel,
      conversation: conversation.controls,
      answers,
      questions,
      repeats,
      compare: parts.pictures.pictures.compare,
      targets: createTargets(storage, vault),
      replies,
      settings,
      usage: { ...usage, carriedOf: limits.carriedOf },
      access,
      optOuts,
      reports,
      forgetPerson,
      ownId,
      operator: { ...config.limits, ...config.access },
      links: config.links,
    },
  });
  events.on('interaction', (interaction, extras) => dispatcher.dispatch(interaction, extras));
  events.on('message', (event) => void conversation.handle(event));
  events.on('messageUpdate', (event) => conversation.handleUpdate(event));
  return { dispatcher, conversation, [Symbol.asyncDispose]: () => conversation[Symbol.asyncDispose]() };
}
