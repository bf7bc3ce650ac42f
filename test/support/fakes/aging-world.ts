import { createAdmission } from '../../../src/aging/admission.ts';
import { createAging, type Aging } from '../../../src/aging/aging.ts';
import { createFairQueue } from '../../../src/async/fair-queue.ts';
import { createWaitingLine, type ShowPlace } from '../../../src/aging/line/waiting-line.ts';
import { createEmbeddedQueue } from '../../../src/aging/queue/embedded-queue.ts';
import type { WorkQueue } from '../../../src/aging/queue/work-queue.ts';
import { createEndpointCalls } from '../../../src/aging/making/endpoint-calls.ts';
import { createLending } from '../../../src/aging/making/lending.ts';
import { createMaking } from '../../../src/aging/making/making.ts';
import { createOpenings } from '../../../src/aging/making/openings.ts';
import { createAnswers } from '../../../src/aging/records/answers.ts';
import { createQuestions } from '../../../src/aging/records/questions.ts';
import { createRepeats } from '../../../src/aging/records/repeats.ts';
import { createReferences } from '../../../src/aging/records/references.ts';
import type { AgeRequest } from '../../../src/aging/request/age-request.ts';
import { entrySchema, type Entry } from '../../../src/aging/request/entry.ts';
import type { AgingEvent } from '../../../src/aging/request/ports.ts';
import { createRunner } from '../../../src/aging/runner.ts';
import { createBreaker } from '../../../src/endpoint/breaker.ts';
import { createGate } from '../../../src/endpoint/pacing/gate.ts';
import { DEFAULT_SETTINGS } from '../../../src/limits/settings/guild-settings.ts';
import { dayOf } from '../../../src/limits/day.ts';
import { keys } from '../../../src/limits/keys.ts';
import { createLimits, type LimitsOptions } from '../../../src/limits/limits.ts';
import { createPictureMemory, type PictureMemory } from '../../../src/picture/picture-memory.ts';
import { sealTable } from '../../../src/storage/sealing/sealed-table.ts';
import type { Storage } from '../../../src/storage/storage.ts';
import { createVault, type Vault } from '../../../src/storage/sealing/vault.ts';
import { anyRequest } from './any-request.ts';
import { createFakeClock, settle, type FakeClock } from '../fake-clock.ts';
import { createFakeDelivery, type FakeDelivery } from './fake-delivery.ts';
import { createFakeEndpoint, type FakeEndpoint } from './fake-endpoint.ts';
import { createFakePictures, type FakePictures } from './fake-pictures.ts';
import { createSharedStorage, type StorageConnection } from './fake-storage.ts';
import { never } from './script.ts';

/** The lifetime of an interaction token. */
const TOKEN_LIFE_MS = 870_000;

/** One bot: all of `src/aging` and `src/limits`, with fakes of everything around it. */
export interface Process {
  readonly aging: Aging;
  readonly queue: WorkQueue;
  readonly storage: StorageConnection;
  readonly events: readonly AgingEvent[];
  readonly memory: PictureMemory;
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
  /** Lets `process` continue what earlier ones have left. */
  recover(process: Process): Promise<void>;
  /** Who has called the endpoint last. */
  readonly caller: Process | undefined;
  /** The journal's entries: requests without an answer. */
  unfinished(): Promise<readonly Entry[]>;
  /** How much of today's budget is used or reserved, in calls. */
  budgetUsed(): Promise<number>;
  /** Somebody else uses some of it. */
  spend(calls: number): Promise<void>;
}

export interface ProcessOptions {
  readonly limits?: Partial<LimitsOptions>;
  /** The number of requests that run at once. */
  readonly width?: number;
  /** Of the memory for pictures. */
  readonly memoryBytes?: number;
}

/** Instead of a clock and a store in memory, and a queue in one process. */
export interface WorldParts {
  readonly clock?: FakeClock;
  readonly storage?: Storage;
  /** Connects one process to its store, in which there is its queue. */
  readonly connect?: (options: ConnectOptions) => Promise<Connected>;
}

export interface ConnectOptions {
  /** The number of requests that run at once. */
  readonly width: number;
  readonly vault: Vault;
}

export interface Connected {
  readonly storage: StorageConnection;
  readonly queue: WorkQueue;
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

export function createAgingWorld({ clock = createFakeClock(), storage, connect }: WorldParts = {}): AgingWorld {
  const shared = createSharedStorage(clock, storage);
  const delivery = createFakeDelivery();
  const endpoint = createFakeEndpoint();
  const pictures = createFakePictures();
  const vault = createVault([Buffer.alloc(32, 1)]);
  const parts = new AsyncDisposableStack();
  parts.use(shared);
  let caller: Process | undefined;
  const budgetKey = () => keys.budget(dayOf(clock.now()));

  const embedded = (width: number, showPlace: ShowPlace): Connected => {
    const connection = shared.connect();
    const table = sealTable(connection, 'journal', entrySchema, vault);
    const line = createWaitingLine({
      queue: createFairQueue({ width, mostWithoutSlot: 32 }),
      clock,
      estimateMs: () => 0,
      showPlace,
    });
    return { storage: connection, queue: createEmbeddedQueue({ table, line, clock }) };
  };

  return {
    clock,
    delivery,
    endpoint,
    pictures,

    async start({ limits: more, width = 1, memoryBytes = 100e6 } = {}) {
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
      const changeAge: FakeEndpoint['changeAge'] = (...call) => {
        caller = process;
        return endpoint.changeAge(...call);
      };
      const own = { delivery: whileAlive(delivery), client: whileAlive({ changeAge }), pictures: whileAlive(pictures) };
      const { storage, queue } =
        (await connect?.({ width, vault })) ??
        embedded(width, (request, place, signal) => void own.delivery.progress(request, place, signal));

      const limits = createLimits({ storage, clock, ...NO_LIMITS, ...more });
      const gate = createGate({ concurrency: width, clock, random: () => 0 });
      const breaker = parts.use(createBreaker({ probe: async () => undefined, clock }));
      const questions = createQuestions(storage, vault);
      const repeats = createRepeats(storage, vault);
      const memory = createPictureMemory(memoryBytes);
      let warmUps = 0;
      const openings = createOpenings({
        picturesOf: () => own.pictures,
        memory,
        clock,
        faceDetection: true,
        warmUp: () => void (warmUps += 1),
      });
      const runner = createRunner({
        picturesOf: () => own.pictures,
        openings,
        answers: createAnswers(storage, vault),
        references: createReferences(storage, vault, clock),
        repeats,
        questions,
        make: createMaking({
          picturesOf: () => own.pictures,
          questions,
          access,
          lending: createLending({
            ownHost: undefined,
            discordHost: { lend: () => Promise.reject(new Error('Every photo has its own link')) },
          }),
          endpoint: createEndpointCalls({ client: own.client, gate, breaker, limits, access, observe, clock }),
          faceRegions: 'crop',
        }),
        delivery: own.delivery,
        queue,
        limits,
        observe,
        clock,
      });
      const admit = createAdmission({
        limits,
        settings: { get: async () => DEFAULT_SETTINGS },
        queue,
        minAge: 10,
        guildQueueLimit: 0,
        now: clock.now,
        askedAt: () => clock.now(),
        checkEndpoint: () => undefined,
        access,
        isAgeRestricted: async () => false,
      });
      const aging = createAging({
        admit,
        queue,
        delivery: own.delivery,
        limits,
        repeats,
        runner,
        openings,
        observe,
        clock,
      });
      await queue.open();
      const die = <T>(): Promise<T> => {
        isDead = true;
        storage.cut();
        return never();
      };
      parts.defer(() => void die());
      const process: Process = { aging, queue, storage, events, memory, warmUps: () => warmUps, die };
      return process;
    },

    get caller() {
      return caller;
    },

    async recover({ queue }) {
      await queue.recover();
      await settle();
    },

    async unfinished() {
      const table = sealTable(shared, 'journal', entrySchema, vault);
      return (await Array.fromAsync(table.entries())).map(([, entry]) => entry);
    },

    budgetUsed: () => shared.atomic.used(budgetKey()),

    async spend(amount) {
      const limit = Number.MAX_SAFE_INTEGER;
      await shared.atomic.reserve([{ kind: 'quota', key: budgetKey(), amount, limit, ttlMs: 86_400_000 }]);
    },

    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  };
}

/** A request that is made now. */
export function requestIn({ clock }: AgingWorld, more: Partial<AgeRequest> = {}): AgeRequest {
  return anyRequest({ deadline: clock.now() + TOKEN_LIFE_MS, ...more });
}
