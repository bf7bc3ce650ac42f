import { commands } from '../../commands/index.ts';
import { MAX_AGE } from '../bounds.ts';
import { createDispatcher } from '../discord/commands/dispatcher.ts';
import { createPaces } from '../discord/commands/paces.ts';
import { createDeauthorizations } from '../discord/commands/personal-data/deauthorizations.ts';
import { createPersonData } from '../discord/commands/personal-data/person-data.ts';
import { createTargets } from '../discord/commands/asking/targets.ts';
import { createConversation } from '../discord/conversation/conversation.ts';
import type { Base } from './base.ts';
import type { Connection } from './discord/connection.ts';
import type { Discord } from './discord/discord.ts';
import type { People } from './people.ts';
import type { Pictures } from './pictures.ts';
import type { Requests } from './requests.ts';
import type { Stores } from './stores.ts';

export type Handlers = ReturnType<typeof createHandlers>;

export interface HandlersParts {
  readonly stores: Stores;
  readonly discord: Pick<
    Discord,
    'messages' | 'replies' | 'signatures' | 'lentPictures' | 'linkedMessages' | 'post' | 'isAgeRestricted'
  >;
  readonly pictures: Pick<Pictures, 'picturesOf'>;
  readonly people: People;
  readonly requests: Pick<Requests, 'aging' | 'queue' | 'answers' | 'questions' | 'repeats'>;
  readonly connection: Pick<Connection, 'events' | 'ownId'>;
}

/** What handles the events of Discord: commands for interactions, and the conversation for direct messages. */
export function createHandlers({ config, clock, logger, events: botEvents }: Base, parts: HandlersParts) {
  const { storage, vault, usage, settings } = parts.stores;
  const { messages, replies, lentPictures, linkedMessages, post, isAgeRestricted, signatures } = parts.discord;
  const { access, languages, limits, optOuts, blocks, references, reports, forgetPerson } = parts.people;
  const { aging, queue, answers, questions, repeats } = parts.requests;
  const { events, ownId } = parts.connection;

  const paces = createPaces({
    clock,
    atomic: storage.atomic,
    actionsPerMinute: config.limits.userActionsPerMinute,
    alias: vault.alias,
    onTooFast: (pace) => botEvents.emit('tooFast', pace),
  });
  const conversation = createConversation({
    messages,
    storage,
    answers,
    questions,
    access,
    languages,
    optOuts,
    links: config.links,
    compare: (person, ...both) => parts.pictures.picturesOf(person).compare(...both),
    paces,
    submit: aging.submit,
    ownId,
    bounds: { min: config.limits.minAge, max: MAX_AGE },
    logger,
    clock,
  });
  const deauthorizations = createDeauthorizations({ storage, forgetPerson, queue });
  const personData = createPersonData({
    storage,
    vault,
    references,
    reports,
    blocks,
    optOuts,
    limits,
    languages,
    usage,
    lentPictures,
    queue,
    deauthorizations,
  });
  const dispatcher = createDispatcher({
    commands,
    paces,
    signatures,
    clock,
    logger,
    services: {
      submit: aging.submit,
      cancel: queue.cancel,
      conversation: conversation.controls,
      answers,
      questions,
      repeats,
      compare: (person, ...both) => parts.pictures.picturesOf(person).compare(...both),
      reuse: (person, ...rest) => parts.pictures.picturesOf(person).reuse(...rest),
      post,
      isAgeRestricted,
      targets: createTargets(storage, vault),
      linkedMessages,
      replies,
      settings,
      usage: { ...usage, carriedOf: limits.carriedOf },
      access,
      languages,
      optOuts,
      reports,
      commands,
      forgetPerson,
      personData,
      ownId,
      operator: { ...config.limits, ...config.access },
      links: config.links,
    },
  });
  events.on('interaction', (interaction, extras) => dispatcher.dispatch(interaction, extras));
  events.on('message', (event) => void conversation.handle(event));
  events.on('messageUpdate', (event) => conversation.handleUpdate(event));
  return {
    dispatcher,
    conversation,
    deauthorizations,
    [Symbol.asyncDispose]: () => conversation[Symbol.asyncDispose](),
  };
}
