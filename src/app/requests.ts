import { createAdmission } from '../aging/admission.ts';
import { createAging } from '../aging/aging.ts';
import { createFairQueue } from '../aging/line/fair-queue.ts';
import { createWaitingLine } from '../aging/line/waiting-line.ts';
import { createEndpointCalls } from '../aging/making/endpoint-calls.ts';
import { createLending, createShelfHost } from '../aging/making/lending.ts';
import { createMaking } from '../aging/making/making.ts';
import { createAnswers } from '../aging/records/answers.ts';
import { createQuestions } from '../aging/records/questions.ts';
import { createRepeats } from '../aging/records/repeats.ts';
import { createJournal, entrySchema } from '../aging/request/journal.ts';
import type { AgingEvent } from '../aging/request/ports.ts';
import { createRunner } from '../aging/runner.ts';
import { createPatientAccess } from '../limits/access.ts';
import { sealTable } from '../storage/sealing/sealed-table.ts';
import type { Base } from './base.ts';
import type { Discord } from './discord.ts';
import type { Endpoint } from './endpoint.ts';
import type { People } from './people.ts';
import type { Pictures } from './pictures.ts';
import type { Stores } from './stores.ts';

export type Requests = ReturnType<typeof createRequests>;

export interface RequestsParts {
  readonly stores: Stores;
  readonly discord: Pick<Discord, 'delivery' | 'pictureHost' | 'isAgeRestricted'>;
  readonly pictures: Pictures;
  readonly endpoint: Pick<Endpoint, 'client' | 'gate' | 'breaker'>;
  readonly people: Pick<People, 'limits' | 'access' | 'references'>;
}

/** Requests from their arrival to their end: admission, journal, waiting line, making. */
export function createRequests({ config, clock, events }: Base, parts: RequestsParts) {
  const { storage, vault, settings } = parts.stores;
  const { delivery, pictureHost, isAgeRestricted } = parts.discord;
  const { pictures, memory, shelf, warm } = parts.pictures;
  const { client, gate, breaker } = parts.endpoint;
  const { limits, access, references } = parts.people;
  const patientAccess = createPatientAccess(access, clock);
  const { publicUrl } = config.server;
  const observe = (event: AgingEvent) => void events.emit('request', event);

  const journal = createJournal({
    table: sealTable(storage, 'journal', entrySchema, vault),
    atomic: storage.atomic,
    clock,
  });
  const line = createWaitingLine({
    queue: createFairQueue({ width: config.endpoint.concurrency }),
    clock,
    estimateMs: (ahead) => gate.estimateMs(ahead),
    showPlace: (request, place, until) => void delivery.progress(request, place, until),
  });
  const admit = createAdmission({
    ...config.limits,
    limits,
    settings,
    line,
    now: clock.now,
    access,
    isAgeRestricted,
    checkEndpoint() {
      if (breaker.refusal) throw breaker.refusal;
    },
  });
  const answers = createAnswers(storage, vault);
  const questions = createQuestions(storage, vault);
  const repeats = createRepeats(storage, vault);
  const make = createMaking({
    pictures,
    questions,
    access: patientAccess,
    lending: createLending({
      ownHost: publicUrl === undefined ? undefined : createShelfHost(shelf, publicUrl),
      discordHost: pictureHost,
    }),
    endpoint: createEndpointCalls({ client, gate, breaker, limits, access: patientAccess, observe, clock }),
    ...config.faces,
  });
  const runner = createRunner({
    pictures,
    memory,
    answers,
    references,
    repeats,
    questions,
    make,
    delivery,
    journal,
    limits,
    observe,
    clock,
  });
  // A process that doesn't start is reported by the picture check.
  const warmUp = () => void warm().catch(() => undefined);
  const aging = createAging({ admit, line, journal, delivery, limits, runner, warmUp, observe, clock });
  events.on('endpointRefuses', (refusal) => aging.turnAway(() => refusal));
  return {
    aging,
    line,
    journal,
    answers,
    questions,
    repeats,
    [Symbol.asyncDispose]: () => journal[Symbol.asyncDispose](),
  };
}
