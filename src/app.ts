import { createBase, type Base } from './app/base.ts';
import { createConnection, type Connection } from './app/discord/connection.ts';
import { deploy } from './app/discord/deploy.ts';
import { createDiscord, type Discord } from './app/discord/discord.ts';
import { createEndpoint, type Endpoint } from './app/endpoint.ts';
import { createHandlers, type Handlers } from './app/handlers.ts';
import { createInteractions, type Interactions } from './app/discord/interactions.ts';
import { createOps, type Ops } from './app/ops.ts';
import { createPeople, type People } from './app/people.ts';
import { createFiles, createPictures, type Pictures } from './app/pictures.ts';
import { createRequests, type Requests } from './app/requests.ts';
import { createStores, type Stores } from './app/stores.ts';
import { startUpkeep } from './app/upkeep.ts';
import type { Config } from './config.ts';
import type { FileFetches } from './picture/fetching/file-fetches.ts';
import type { ConfinedWorkshop } from './picture/picture-workshop.ts';

/** What the bot consists of. */
export interface Parts {
  readonly stores: Stores;
  readonly discord: Discord;
  readonly connection: Connection;
  readonly files: FileFetches;
  readonly pictures: Pictures;
  readonly people: People;
  readonly endpoint: Endpoint;
  readonly requests: Requests;
  readonly handlers: Handlers;
  readonly interactions: Interactions | undefined;
  readonly ops: Ops;
}

/** Used instead of the real ones; the caller closes the parts that it passes. */
export type Overrides = Partial<
  Pick<Base, 'clock' | 'logger' | 'events' | 'firstResponse' | 'slowOpeningMs'> & Parts & { workshop: ConfinedWorkshop }
>;

export interface App extends AsyncDisposable {
  /**
   * Opens the database, connects to Discord and serves.
   *
   * @throws {LoginError} {ShardsTakenError} {StorageOpenError} {ListenError} what only the operator can fix; the signal's reason.
   */
  start(signal: AbortSignal): Promise<void>;
  /** Rejects when Discord has ended the connection for good, or an operator's command has taken the store. */
  readonly failed: Promise<never>;
  /** Takes nothing new, finishes what is in progress as far as the time allows, and closes every part. */
  stop(): Promise<void>;
}

/** How much longer than allowed requests may take to notice that they must stop, in ms. */
const GIVE_UP_MS = 1000;
/** How long a stop waits for responses that aren't requests, such as a comparison, in ms. */
const LAST_RESPONSES_MS = 1000;

/**
 * Makes every part from the configuration. Nothing acts before `start`: no connection, no timer, no open database.
 *
 * @throws {StorageOpenError} when the key file cannot be read or written.
 */
export async function createApp(config: Config, overrides: Overrides = {}): Promise<App> {
  await using made = new AsyncDisposableStack();
  const closing = new AbortController();
  const base = createBase(config, closing.signal, overrides);
  const { clock, logger } = base;

  const stores = overrides.stores ?? made.use(await createStores(base));
  const discord = overrides.discord ?? made.use(createDiscord(base, stores));
  const connection = overrides.connection ?? createConnection(base, { stores, discord });
  const endpoint = overrides.endpoint ?? made.use(createEndpoint(base, stores));
  const files = overrides.files ?? made.use(createFiles(base, endpoint));
  const pictures = overrides.pictures ?? made.use(createPictures(base, files, endpoint, overrides.workshop));
  const people = overrides.people ?? createPeople(base, stores, discord);
  const requests =
    overrides.requests ?? made.use(await createRequests(base, { stores, discord, pictures, people, endpoint }));
  const handlers =
    overrides.handlers ?? made.use(createHandlers(base, { stores, discord, connection, pictures, people, requests }));
  const interactions = overrides.interactions ?? made.use(createInteractions(base, discord, connection, handlers));
  const ops =
    overrides.ops ?? made.use(await createOps(base, { stores, discord, connection, pictures, requests, interactions }));

  const owned = made.move();
  const close = async () => {
    closing.abort();
    await owned.disposeAsync();
  };

  const open = async (signal: AbortSignal) => {
    await stores.open(signal, () => requests.queue.open(signal));
    void endpoint.checkKey();
    interactions?.open();
  };
  const receive = async (signal: AbortSignal, opened: Promise<void>) => {
    // Closed before all that its events use.
    const gateway = owned.use(await connection.connect(signal, opened));
    const { client, shards, inviteUrl } = gateway;
    logger.info(
      { bot: client.user.tag, roles: [...config.roles], shards: shards.held, of: shards.total, invite: inviteUrl },
      'Ready',
    );
    // Only now: it loads the names of commands in all languages first.
    void deploy(gateway, { ...base, storage: stores.storage });
  };

  const finish = async () => {
    const { aging } = requests;
    logger.info('Stopping');
    // Other processes take what comes from now on, while this one finishes.
    const handedOver = connection.handOver().catch(() => undefined);
    const givenUp = clock.sleep(config.shutdownMs + GIVE_UP_MS).then(() => aging.active);
    const left = await Promise.race([aging.stop(config.shutdownMs), givenUp]);
    await handlers.dispatcher.settled(LAST_RESPONSES_MS);
    await handedOver;
    logger.info({ left }, 'Stopped');
  };
  const stop = async () => {
    try {
      await finish();
    } finally {
      await close();
    }
  };
  let stopped: Promise<void> | undefined;
  const failed = Promise.race([connection.failed, stores.failed]);
  failed.catch(() => undefined);

  return {
    async start(signal) {
      await ops.start();
      const opened = open(signal);
      const settled = Promise.allSettled([opened]);
      try {
        if (config.roles.has('receiver')) await receive(signal, opened);
        else {
          await opened;
          await connection.refuseOtherBot(signal);
          logger.info({ roles: [...config.roles] }, 'Ready');
        }
      } finally {
        // A start that fails must not close a store that is still being opened.
        await settled;
      }
      startUpkeep(base, { discord, people, requests, handlers });
    },
    failed,
    stop: () => (stopped ??= stop()),
    [Symbol.asyncDispose]: close,
  };
}
