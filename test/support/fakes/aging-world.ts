import { createAdmission } from '../../../src/aging/admission.ts';
import { createAging, type Aging } from '../../../src/aging/aging.ts';
import { createFairQueue } from '../../../src/aging/line/fair-queue.ts';
import { createWaitingLine, type WaitingLine } from '../../../src/aging/line/waiting-line.ts';
import { createEndpointCalls } from '../../../src/aging/making/endpoint-calls.ts';
import { createLending } from '../../../src/aging/making/lending.ts';
import { createMaking } from '../../../src/aging/making/making.ts';
import { createAnswers } from '../../../src/aging/records/answers.ts';
import { createQuestions } from '../../../src/aging/records/questions.ts';
import { createRepeats } from '../../../src/aging/records/repeats.ts';
import { createReferences } from '../../../src/aging/records/references.ts';
import type { AgeRequest } from '../../../src/aging/request/age-request.ts';
import { entrySchema, openJournal, type Entry } from '../../../src/aging/request/journal.ts';
import type { AgingEvent } from '../../../src/aging/request/ports.ts';
import { createRunner } from '../../../src/aging/runner.ts';
import { createBreaker } from '../../../src/endpoint/breaker.ts';
import { createGate } from '../../../src/endpoint/pacing/gate.ts';
import { dayOf } from '../../../src/limits/day.ts';
import { keys } from '../../../src/limits/keys.ts';
import { createLimits, type LimitsOptions } from '../../../src/limits/limits.ts';
import { createPictureMemory } from '../../../src/picture/picture-memory.ts';
import { sealTable } from '../../../src/storage/sealing/sealed-table.ts';
import { createVault } from '../../../src/storage/sealing/vault.ts';
import { anyRequest } from './any-request.ts';
import { createFakeClock, settle, type FakeClock } from '../fake-clock.ts';
import { createFakeDelivery, type FakeDelivery } from './fake-delivery.ts';
import { createFakeEndpoint, type FakeEndpoint } from './fake-endpoint.ts';
import { createFakePictures, type FakePictures } from './fake-pictures.ts';
import { createSharedStorage, type StorageConnection } from './fake-storage.ts';
import { never } from './script.ts';

const STALE_MS = 5000;
/** The lifetime of an interaction token. */
const TOKEN_LIFE_MS = 870_000;

/** One bot: all of `src/aging` and `src/limits`, with fakes of everything around it. */
export interface Process {
  readonly aging: Aging;
  readonly line: WaitingLine;
  readonly storage: StorageConnection;
  readonly events: readonly AgingEvent[];
  /** How often it was told to prepare for an admitted request. */
  readonly warmUps: () => number;
  /** The process dies at once: it does nothing more, and everything that waits for it waits forever. */
  die<T>(): Promise<T>;
}

/** Discord, the endpoint and the store, which outlive a bot. */
export interface AgingWorld extends AsyncDisposable {
  readonly clock: FakeClock;
  readonly delivery: FakeDelivery;
  readonly endpoint: FakeEndpoint;
  readonly pictures: FakePictures;
  start(options?: ProcessOptions): Promise<Process>;
  /** Waits until dead processes count as ended, and lets `process` adopt their requests. */
  recover(process: Process): Promise<void>;
  /** The journal's entries: requests without an answer. */
  unfinished(): Promise<readonly Entry[]>;
  /** How much of today's budget is used or reserved, in calls. */
  budgetUsed(): Promise<number>;
}

export interface ProcessOptions {
  readonly limits?: Partial<LimitsOptions>;
  /** The number of requests that run at once. */
  readonly width?: number;
}

const access = async () => undefined;

const NO_LIMITS = {
  guildCooldownMs: 0,
  userCooldownMs: 0,
  dmCooldownMs: 0,
  patienceMs: 60_000,
  userDailyQuota: 0,
  guildDailyQuota: 0,
  dailyBudgetCalls: 100,
  alias: (text: string) => text,
};

export function createAgingWorld(): AgingWorld {
  const clock = createFakeClock();
  const shared = createSharedStorage(clock);
  const delivery = createFakeDelivery();
  const endpoint = createFakeEndpoint();
  const pictures = createFakePictures();
  const vault = createVault([Buffer.alloc(32, 1)]);
  const parts = new AsyncDisposableStack();
  parts.use(shared);

  return {
    clock,
    delivery,
    endpoint,
    pictures,

    async start({ limits: more, width = 1 } = {}) {
      const storage = shared.connect();
      const events: AgingEvent[] = [];
      let isDead = false;
      const whileAlive = <T extends object>(part: T): T =>
        new Proxy(part, {
          get(whole, key, receiver) {
            const member: unknown = Reflect.get(whole, key, receiver);
            if (typeof member !== 'function') return member;
            return (...given: unknown[]) => (isDead ? never() : (Reflect.apply(member, whole, given) as unknown));
          },
        });
      const observe = (event: AgingEvent) => {
        if (!isDead) events.push(event);
      };
      const own = { delivery: whileAlive(delivery), client: whileAlive(endpoint), pictures: whileAlive(pictures) };

      const limits = createLimits({ storage, clock, ...NO_LIMITS, ...more });
      const table = sealTable(storage, 'journal', entrySchema, vault);
      const journal = await openJournal({ table, atomic: storage.atomic, clock, staleAfterMs: STALE_MS });
      const gate = createGate({ concurrency: width, clock, random: () => 0 });
      const breaker = parts.use(createBreaker({ probe: async () => undefined, clock }));
      const line = createWaitingLine({
        queue: createFairQueue({ width }),
        clock,
        estimateMs: () => 0,
        showPlace: (request, place, signal) => void own.delivery.progress(request, place, signal),
      });
      const questions = createQuestions(storage, vault);
      const runner = createRunner({
        pictures: own.pictures,
        memory: createPictureMemory(100e6),
        answers: createAnswers(storage, vault),
        references: createReferences(storage, vault, clock),
        repeats: createRepeats(storage, vault),
        questions,
        make: createMaking({
          pictures: own.pictures,
          questions,
          access,
          lending: createLending({
            ownHost: undefined,
            discordHost: { lend: () => Promise.reject(new Error('Every photo has its own link')) },
          }),
          endpoint: createEndpointCalls({ client: own.client, gate, breaker, limits, access, observe, clock }),
          faceDetection: true,
          faceRegions: 'crop',
        }),
        delivery: own.delivery,
        journal,
        limits,
        observe,
        clock,
      });
      const admit = createAdmission({
        limits,
        settings: { get: async () => ({ closedChannels: [], privateByDefault: false, othersPublic: false }) },
        line,
        minAge: 10,
        guildQueueLimit: 0,
        now: clock.now,
        checkEndpoint: () => undefined,
        access,
        isAgeRestricted: async () => false,
      });
      let warmUps = 0;
      const aging = createAging({
        admit,
        journal,
        delivery: own.delivery,
        limits,
        line,
        runner,
        warmUp: () => void (warmUps += 1),
        observe,
        clock,
      });
      const die = <T>(): Promise<T> => {
        isDead = true;
        storage.cut();
        return never();
      };
      parts.defer(() => void die());
      return { aging, line, storage, events, warmUps: () => warmUps, die };
    },

    async recover({ aging }) {
      await clock.advance(STALE_MS);
      await aging.recover();
      await settle();
    },

    async unfinished() {
      const table = sealTable(shared, 'journal', entrySchema, vault);
      return (await Array.fromAsync(table.entries())).map(([, entry]) => entry);
    },

    budgetUsed: () => shared.atomic.used(keys.budget(dayOf(clock.now()))),

    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  };
}

/** A request that is made now. */
export function requestIn({ clock }: AgingWorld, more: Partial<AgeRequest> = {}): AgeRequest {
  return anyRequest({ deadline: clock.now() + TOKEN_LIFE_MS, ...more });
}
