import { SnowflakeUtil } from 'discord.js';
import { createAdmission } from '../aging/admission.ts';
import { createAging } from '../aging/aging.ts';
import { createEndpointCalls } from '../aging/making/endpoint-calls.ts';
import { createLending, createShelfHost } from '../aging/making/lending.ts';
import { createMaking } from '../aging/making/making.ts';
import { createOpenings } from '../aging/making/openings.ts';
import { createAnswers } from '../aging/records/answers.ts';
import { createQuestions } from '../aging/records/questions.ts';
import { createRepeats } from '../aging/records/repeats.ts';
import type { AgingEvent } from '../aging/request/ports.ts';
import { createRunner } from '../aging/runner.ts';
import { createPatientAccess } from '../limits/access.ts';
import type { Base } from './base.ts';
import type { Discord } from './discord/discord.ts';
import type { Endpoint } from './endpoint.ts';
import type { People } from './people.ts';
import type { Pictures } from './pictures.ts';
import type { Stores } from './stores.ts';
import { createWorkQueue } from './work-queue.ts';

export type Requests = Awaited<ReturnType<typeof createRequests>>;

export interface RequestsParts {
  readonly stores: Stores;
  readonly discord: Pick<Discord, 'delivery' | 'pictureHost' | 'isAgeRestricted'>;
  readonly pictures: Pictures;
  readonly endpoint: Pick<Endpoint, 'client' | 'gate' | 'breaker'>;
  readonly people: Pick<People, 'limits' | 'access' | 'references'>;
}

/** Requests from their arrival to their end: admission, queue, making. */
export async function createRequests(base: Base, parts: RequestsParts) {
  const { config, clock, events, firstResponse, slowOpeningMs } = base;
  const { storage, vault, settings } = parts.stores;
  const { delivery, pictureHost, isAgeRestricted } = parts.discord;
  const { picturesOf, memory, shelf, warm } = parts.pictures;
  const { client, gate, breaker } = parts.endpoint;
  const { limits, access, references } = parts.people;
  const patientAccess = createPatientAccess(access, clock);
  const { publicUrl } = config.server;
  const observe = (event: AgingEvent) => void events.emit('request', event);

  const queue = await createWorkQueue(base, {
    stores: parts.stores,
    estimateMs: (ahead) => gate.estimateMs(ahead),
    showPlace: (request, place, until) => void delivery.progress(request, place, until),
  });
  const admit = createAdmission({
    ...config.limits,
    limits,
    settings,
    queue,
    now: clock.now,
    askedAt: ({ id }) => SnowflakeUtil.timestampFrom(id),
    longestMs: firstResponse.decideMs,
    access,
    isAgeRestricted,
    checkEndpoint() {
      if (breaker.refusal) throw breaker.refusal;
    },
  });
  const answers = createAnswers(storage, vault);
  const questions = createQuestions(storage, vault);
  const repeats = createRepeats(storage, vault);
  // A process that doesn't start is reported by the picture check.
  const warmUp = () => void (config.roles.has('worker') && warm().catch(() => undefined));
  const { faceRegions, faceDetection } = config.faces;
  const openings = createOpenings({ picturesOf, memory, clock, faceDetection, warmUp });
  const make = createMaking({
    picturesOf,
    questions,
    access: patientAccess,
    lending: createLending({
      ownHost: publicUrl === undefined ? undefined : createShelfHost(shelf, publicUrl),
      discordHost: pictureHost,
    }),
    endpoint: createEndpointCalls({ client, gate, breaker, limits, access: patientAccess, observe, clock }),
    faceRegions,
  });
  const runner = createRunner({
    picturesOf,
    openings,
    answers,
    references,
    repeats,
    questions,
    make,
    delivery,
    queue,
    limits,
    observe,
    clock,
    ...(slowOpeningMs !== undefined && { slowOpeningMs }),
  });
  const aging = createAging({ admit, queue, delivery, limits, repeats, runner, openings, observe, clock });
  events.on('endpointRefuses', (refusal) => queue.turnAway(() => refusal));
  return {
    aging,
    queue,
    answers,
    questions,
    repeats,
    async [Symbol.asyncDispose]() {
      await aging[Symbol.asyncDispose]();
      await queue[Symbol.asyncDispose]();
    },
  };
}
