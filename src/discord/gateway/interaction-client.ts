import { Client, ClientApplication, ClientUser, Events, Options, Partials, type Interaction } from 'discord.js';
import type { Clock } from '../../clock.ts';
import type { Logger } from '../../ops/log/logger.ts';
import type { InteractionExtras } from '../reading/request-origin.ts';
import type { RestTransport } from '../rest/rest-transport.ts';
import type { Account } from './account.ts';
import { collectInteractionExtras } from './interaction-extras.ts';

/** discord.js caches channels from interactions forever; nothing reads them afterwards. */
const SWEEP_MS = 300_000;

export interface InteractionClientOptions {
  readonly transport: RestTransport;
  readonly clock: Pick<Clock, 'now'>;
  readonly logger: Pick<Logger, 'error'>;
  readonly apiUrl: string;
  readonly cdnUrl: string;
  readonly token: string;
  readonly account: Account;
  onInteraction(interaction: Interaction, extras: InteractionExtras): void;
}

/** discord.js, for its interaction objects and its REST client only: it is never logged in. */
export interface InteractionClient extends Disposable {
  readonly client: Client<true>;
  /** Makes an interaction of the payload of an INTERACTION_CREATE event, and passes it on. */
  receive(event: unknown): void;
}

/**
 * A client of discord.js without a connection, since its connections keep their sessions to themselves, and its list of
 * shards is fixed. Its `user` and `application`, which interactions need, are those of the account.
 */
export function createInteractionClient(options: InteractionClientOptions): InteractionClient {
  const { transport, clock, logger, apiUrl, cdnUrl, token, account, onInteraction } = options;
  const client = new Client({
    intents: [],
    // Otherwise it reads SHARDS from the environment, as JSON.
    shards: 'auto',
    partials: [Partials.Channel],
    rest: {
      api: apiUrl,
      cdn: cdnUrl,
      version: '10',
      timeout: 30_000,
      // discord.js retries without a delay.
      retries: 0,
      rejectOnRateLimit: () => true,
      makeRequest: transport.makeRequest,
    },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      ReactionManager: 0,
      PresenceManager: 0,
      GuildMemberManager: { maxSize: 10, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 100, keepOverLimit: (user) => user.id === user.client.user.id },
    }),
    allowedMentions: { parse: [] },
  }) as Client<true>;
  client.rest.setToken(token);
  client.user = Reflect.construct(ClientUser, [client, account.user]) as ClientUser;
  client.users.cache.set(client.user.id, client.user);
  client.application = Reflect.construct(ClientApplication, [client, account.application]) as ClientApplication;

  const extras = collectInteractionExtras(clock);
  client.on(Events.InteractionCreate, (interaction) => onInteraction(interaction, extras.take(interaction.id)));
  // Without this listener, an error event ends the process.
  client.on(Events.Error, (error) => logger.error({ err: error }, 'Discord client error'));
  const sweeper = setInterval(() => client.channels.cache.clear(), SWEEP_MS).unref();
  return {
    client,
    receive(event) {
      extras.collect(event);
      interactionAction(client).handle(event);
    },
    [Symbol.dispose]: () => clearInterval(sweeper),
  };
}

interface Action {
  handle(event: unknown): void;
}

/** What makes interactions of events, which discord.js keeps private. */
function interactionAction(client: Client): Action {
  const actions: unknown = Reflect.get(client, 'actions');
  return Reflect.get(Object(actions), 'InteractionCreate') as Action;
}
