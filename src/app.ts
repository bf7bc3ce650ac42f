import { commands } from '../commands/index.ts';
import { createConsentParts } from './app/consent-parts.ts';
import { createDiscordParts } from './app/discord-parts.ts';
import { createEndpointParts } from './app/endpoint-parts.ts';
import { checkPictures } from './app/picture-check.ts';
import { createPictureParts } from './app/picture-parts.ts';
import { deploy } from './app/deploy.ts';
import { adoptRegularly, reportRegularly } from './app/upkeep.ts';
import { BOUNDS, createAdmission } from './aging/admission.ts';
import { createAging } from './aging/aging.ts';
import { createAnswers } from './aging/records/answers.ts';
import { createEndpointCalls } from './aging/making/endpoint-calls.ts';
import { createFairQueue } from './aging/line/fair-queue.ts';
import { entrySchema, openJournal } from './aging/request/journal.ts';
import { createLending, createShelfHost } from './aging/making/lending.ts';
import { createMaking } from './aging/making/making.ts';
import { createQuestions } from './aging/records/questions.ts';
import { createRunner } from './aging/runner.ts';
import { createWaitingLine } from './aging/line/waiting-line.ts';
import { systemClock, type Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { LoginError } from './discord/gateway/client.ts';
import { createConversation } from './discord/conversation/conversation.ts';
import { createDispatcher } from './discord/commands/dispatcher.ts';
import { connectGateway, type Gateway } from './discord/gateway/gateway.ts';
import { createReplies } from './discord/delivery/replies.ts';
import { createTargets } from './discord/commands/targets.ts';
import { createGuildSettings } from './limits/guild-settings.ts';
import { createLimits } from './limits/limits.ts';
import { createUsage } from './limits/usage.ts';
import { createAlerts } from './ops/alerts.ts';
import { createBudgetWatch } from './ops/budget-watch.ts';
import { createLogger, type Logger } from './ops/logger.ts';
import { startOperations } from './ops/operations.ts';
import { createShelf } from './picture/shelf.ts';
import { loadKeys } from './storage/sealing/load-keys.ts';
import { openStorage } from './storage/open-storage.ts';
import { sealTable } from './storage/sealing/sealed-table.ts';
import { createVault } from './storage/sealing/vault.ts';

/** What tests may put in place of the real thing. */
export interface Overrides {
  readonly clock?: Clock;
  readonly logger?: Logger;
}

export interface App {
  /** Rejects when Discord has ended the connection for good. */
  readonly failed: Promise<never>;
  /** Stops in order: nothing new, what is under way finished as far as the time allows, then every part closed. */
  stop(): Promise<void>;
}

/** How much longer than allowed requests may take to notice that they are to stop, in ms. */
const GIVE_UP_MS = 1000;
/** For how long responses that are no requests, such as a comparison, are waited for at a stop, in ms. */
const LAST_RESPONSES_MS = 1000;

/**
 * Makes every part from the configuration, connects to Discord and serves until stopped.
 *
 * @throws {LoginError} {StorageOpenError} {ListenError} what only the operator can mend; the signal's reason.
 */
export async function startApp(config: Config, signal: AbortSignal, overrides: Overrides = {}): Promise<App> {
  const clock = overrides.clock ?? systemClock;
  const logger = overrides.logger ?? createLogger(config.logLevel);
  await using parts = new AsyncDisposableStack();
  const startedAt = clock.now();
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => undefined);

  const vault = createVault(await loadKeys({ storageKey: config.storage.key, storageUrl: config.storage.url }));
  const storage = parts.use(
    await openStorage(config.storage.url, { clock, onError: (err) => logger.error({ err }, 'Storage error') }),
  );
  const usage = createUsage(storage, clock);
  const settings = createGuildSettings(storage);
  const limits = createLimits({ storage, clock, alias: vault.alias, ...config.limits });
  const discord = createDiscordParts(parts, { config, logger, clock });
  const { delivery, messages, tellOperator } = discord;
  const upkeep = new AbortController();
  const { alert } = parts.use(createAlerts({ tell: tellOperator, logger }));
  const consent = createConsentParts({
    config: config.access,
    storage,
    vault,
    limits,
    tellOperator,
    logger,
    clock,
    signal: upkeep.signal,
  });
  const { access, references } = consent;
  const connection: { gateway?: Gateway } = {};
  const shelf = parts.use(createShelf(clock));
  const { pictures, memory, warm } = createPictureParts(parts, { config, logger, clock });
  // Before what it checks is closed, also when the start fails.
  parts.defer(() => upkeep.abort());
  const pictureCheck = checkPictures({ warm, logger, alert, clock, signal: upkeep.signal });
  const operations = parts.use(
    await startOperations({
      server: config.server,
      outside: (path) => {
        const picture = shelf.get(path);
        return picture && { status: 200, body: picture.bytes, type: picture.type };
      },
      logger,
      clock,
      usage,
      alert,
      watchBudget: createBudgetWatch({ ...config.limits, atomic: storage.atomic, alert, now: clock.now }),
      checkStorage: () => storage.check(),
      pictureProblem: pictureCheck.problem,
      gatewayProblem: () =>
        connection.gateway ? connection.gateway.problem() : { what: 'not connected yet', since: startedAt },
      readings: {
        waiting: () => line.waiting,
        active: () => aging.active,
        gatewayLatency: () => connection.gateway?.latency() ?? [],
      },
    }),
  );
  const { observe } = operations;
  const { publicUrl } = config.server;

  const { client, gate, breaker } = createEndpointParts(parts, {
    config: config.endpoint,
    atomic: storage.atomic,
    clock,
    onChange: operations.endpointChanged,
    onUnchecked: operations.keyUnchecked,
  });
  const journal = parts.use(
    await openJournal({ table: sealTable(storage, 'journal', entrySchema, vault), atomic: storage.atomic, clock }),
  );
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
    isAgeRestricted: discord.isAgeRestricted,
    checkEndpoint: () => {
      if (breaker.refusal) throw breaker.refusal;
    },
  });
  const answers = createAnswers(storage, vault);
  const questions = createQuestions(storage, vault);
  const run = createRunner({
    pictures,
    memory,
    answers,
    references,
    questions,
    make: createMaking({
      pictures,
      questions,
      access,
      lending: createLending({
        ownHost: publicUrl === undefined ? undefined : createShelfHost(shelf, publicUrl),
        discordHost: discord.discordHost,
      }),
      endpoint: createEndpointCalls({ client, gate, breaker, limits, access, observe, clock }),
      ...config.faces,
    }),
    delivery,
    journal,
    limits,
    observe,
    clock,
  });
  const aging = createAging({ admit, line, journal, delivery, limits, run, observe, clock });
  breaker.onOpen((refusal) => aging.turnAway(() => refusal));
  const conversation = parts.use(
    createConversation({
      messages,
      storage,
      answers,
      questions,
      access,
      submit: aging.submit,
      ownId: () => connection.gateway?.client.user.id,
      bounds: { min: config.limits.minAge, max: BOUNDS.maxAge },
      logger,
      clock,
    }),
  );
  const dispatcher = createDispatcher({
    commands,
    clock,
    logger,
    services: {
      submit: aging.submit,
      cancel: aging.cancel,
      conversation: conversation.controls,
      answers,
      questions,
      compare: pictures.compare,
      targets: createTargets(storage, vault),
      replies: createReplies({ rest: discord.rest, clock }),
      settings,
      usage: { ...usage, carriedOf: limits.carriedOf },
      access,
      optOuts: consent.optOuts,
      reports: consent.reports,
      forgetPerson: consent.forgetPerson,
      operator: { ...config.limits, ...config.access },
      links: config.links,
    },
  });

  const gateway = parts.use(
    await connectGateway({
      ...config.discord,
      transport: discord.transport,
      logger,
      clock,
      signal,
      onInteraction: (interaction, extras) => dispatcher.dispatch(interaction, extras),
      onMessage: (event) => void conversation.handle(event),
      onMessageUpdate: (event) => conversation.handleUpdate(event),
      onFatal: (error: LoginError) => failed.reject(error),
    }),
  );
  connection.gateway = gateway;
  // Before anything that it uses is closed.
  parts.defer(() => upkeep.abort());
  const upkeeping = { clock, logger, signal: upkeep.signal };
  void adoptRegularly(aging.recover, upkeeping);
  void adoptRegularly(conversation.recover, upkeeping);
  void reportRegularly(consent.reports.passOn, upkeeping);
  void deploy(gateway, { config, storage, ...upkeeping });
  logger.info(
    { bot: gateway.client.user.tag, shards: [...gateway.client.ws.shards.keys()], invite: gateway.inviteUrl },
    'Ready',
  );

  const running = parts.move();
  return {
    failed: failed.promise,
    async stop() {
      await using _parts = running;
      const givenUp = clock.sleep(config.shutdownMs + GIVE_UP_MS).then(() => aging.active);
      const left = await Promise.race([aging.stop(config.shutdownMs), givenUp]);
      await dispatcher.settled(LAST_RESPONSES_MS);
      logger.info({ left }, 'Stopped');
    },
  };
}
