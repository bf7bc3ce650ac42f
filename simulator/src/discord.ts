import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import {
  ChannelType,
  GatewayDispatchEvents,
  Locale,
  type APIInteraction,
  type APIUser,
  type ApplicationCommandType,
} from 'discord-api-types/v10';
import type { Cdn } from './http/cdn.ts';
import { decorate } from './world/decorate.ts';
import { makeFaults, type Faults } from './http/faults.ts';
import type { Gateway } from './gateway/gateway-interface.ts';
import { makeGateway } from './gateway/gateway.ts';
import { makeWebhookEvents, type WebhookEvents } from './interactions/webhook-events.ts';
import { makeInteractions, type Interactions } from './interactions/endpoint.ts';
import { readSeed, type Omissions } from './world/omissions.ts';
import { Person } from './people/person.ts';
import { Channel, Guild, type NewGuild } from './world/places.ts';
import { applicationRoutes } from './rest/routes/application.ts';
import { callbackRoutes } from './rest/routes/callback.ts';
import { channelRoutes } from './rest/routes/channels.ts';
import { commandRoutes } from './rest/routes/commands.ts';
import { guildRoutes } from './rest/routes/guilds.ts';
import { interactionWebhookRoutes } from './rest/routes/interaction-webhook.ts';
import { makeServer } from './http/server.ts';
import type { DeployedCommand, GuildState, LoggedRequest, PersonState } from './world/state.ts';
import { transcriptOf } from './transcript.ts';
import { PATIENCE_MS } from './waiting.ts';
import { makeChannel, makeUser, makeWorld, type World } from './world/world.ts';

export interface DiscordOptions {
  /** Milliseconds since the epoch, for deadlines and ids. Default: the machine's time. */
  clock?: { now(): number };
  /** Default: any free one. While Discord is offline, another program may be given it; none is given one below 32768. */
  port?: number;
  /** The number of shards that `/gateway/bot` recommends. */
  shards?: number;
  botToken?: string;
  botName?: string;
  /** The application has the intent MESSAGE_CONTENT, so messages of others aren't empty. Default: false. */
  messageContent?: boolean;
  /** If false, disposing doesn't throw for problems. */
  strict?: boolean;
  /** Whether what it sends is checked against Discord's description. Default: yes. A benchmark doesn't measure that. */
  checksItself?: boolean;
  /**
   * Milliseconds of the clock within which an interaction must be acknowledged. Default: a minute, because a bot on a
   * busy machine isn't to blame for being late. Use `DISCORDS_ACKNOWLEDGEMENT_MS` to test lateness.
   */
  acknowledgementMs?: number;
  /** Seconds for which a link to a file is valid. Default: a day. */
  cdnLifetimeSeconds?: number;
  /** Decides which optional fields payloads lack. Default: `SIMULATOR_SEED`, or 1. */
  seed?: number;
  /** Overrides how often optional fields are left out. */
  omit?: Omissions;
}

export interface NewUser {
  name: string;
  locale?: `${Locale}`;
  /** The app is installed to this person's account. */
  installed?: boolean;
  /** Another bot, whose messages people can use commands on. */
  bot?: boolean;
}

/** A private Discord on a free port of this machine. */
export interface Discord extends AsyncDisposable {
  /** The bot's `DISCORD_API_URL`. */
  readonly apiUrl: string;
  /** `http://127.0.0.1:<port>`, which also serves the files. */
  readonly origin: string;
  readonly botToken: string;
  /** Decided which optional fields payloads lack. */
  readonly seed: number;
  readonly applicationId: string;
  /** Whether the application has the intent MESSAGE_CONTENT. */
  messageContent: boolean;
  readonly botUser: APIUser;
  /** The application's owner. */
  readonly owner: Person;
  readonly cdn: Cdn;
  readonly gateway: Gateway;
  /** Interactions over HTTP; without an endpoint's URL they go over the gateway. */
  readonly interactions: Interactions;
  /** Webhook events over HTTP; without a URL there are none. */
  readonly webhookEvents: WebhookEvents;
  readonly faults: Faults;
  /** All requests that arrived, in order. */
  readonly requests: readonly LoggedRequest[];
  /** What the bot did that Discord would object to, or that the simulator doesn't know. */
  readonly problems: readonly string[];
  /** The deployed commands. */
  readonly commands: readonly DeployedCommand[];
  /** Milliseconds of real time after which a wait fails. Tests of things that never happen may change it. */
  patienceMs: number;
  /** Returns the problems so far, and clears them. */
  takeProblems(): string[];
  /** Resolves when all of the bot's shards, or the given ones, have identified. */
  untilReady(options?: { shards?: number[] }): Promise<void>;
  /** Resolves when a command of this name is deployed. */
  untilCommand(name: string, options?: { type?: ApplicationCommandType }): Promise<DeployedCommand>;
  /** Resolves with the first value of `look` that is neither undefined nor false. */
  until<T>(look: () => T | undefined | false, options?: { what?: string }): Promise<T>;
  /** Calls `listener` whenever something may have happened here, until it is disposed. */
  onChange(listener: () => void): Disposable;
  addGuild(guild?: NewGuild): Guild;
  addUser(user: NewUser): Person;
  /** A group of people without the bot. */
  addGroup(people: Person[], name?: string): Channel;
  /** An ordinary webhook, such as one for an operator's alerts. */
  addWebhook(webhook?: { name?: string; channel?: Channel }): { url: string; channel: Channel };
  /** The conversation as people saw it. */
  transcript(): string;
  /** Breaks all connections and accepts no new ones, as in an outage. */
  goOffline(): Promise<void>;
  /** Accepts connections again, at the same address. */
  goOnline(): Promise<void>;
  /** Drops all events and files, so that a long run doesn't fill the memory. */
  forget(): void;
}

/**
 * Starts a Discord that an unmodified discord.js bot can connect to, and people who use it:
 *
 *     await using discord = await startDiscord();
 *     // start the bot with discord.apiUrl and discord.botToken
 *     await discord.untilReady();
 *     const channel = discord.addGuild().addChannel();
 *     const alice = discord.addUser({ name: 'Alice' });
 *     const asked = await alice.slash({ channel, command: 'age', options: { image: { bytes, filename }, age: 60 } });
 *     const answer = await asked.final();
 *
 * Disposing of it throws if the bot did something that Discord would have refused, unless `strict` is false.
 */
export async function startDiscord(options: DiscordOptions = {}): Promise<Discord> {
  const faults = makeFaults();
  const seed = options.seed ?? readSeed();
  let origin = '';
  const world = makeWorld({
    now: () => (options.clock ?? Date).now(),
    origin: () => origin,
    botToken: options.botToken ?? makeToken(),
    seed,
    omit: options.omit ?? {},
    botName: options.botName ?? 'Face Age',
    ...(options.messageContent !== undefined && { messageContent: options.messageContent }),
    cdnLifetimeSeconds: options.cdnLifetimeSeconds ?? 86_400,
    acknowledgementMs: options.acknowledgementMs ?? PATIENCE_MS,
    checksItself: options.checksItself ?? true,
  });
  const { until } = world;
  world.until = (look, { describe, ...more }) =>
    until(look, { ...more, describe: () => `${describe()} [seed ${seed}]` });
  const interactions = makeInteractions(world, faults);
  const webhookEvents = makeWebhookEvents(world, interactions.sign);
  const routes = [
    ...applicationRoutes({ advice: () => gateway.advice(), interactions })(world),
    ...callbackRoutes(world),
    ...interactionWebhookRoutes(world),
    ...channelRoutes(world),
    ...guildRoutes(world),
    ...commandRoutes(world),
  ];
  const server = makeServer(world, routes, faults);
  const gateway = makeGateway(world, server, options.shards ?? 1);
  world.dispatch = (event, guildId, intent) => {
    if (event.t === GatewayDispatchEvents.InteractionCreate && interactions.url !== undefined)
      interactions.send(event.d as APIInteraction);
    else gateway.dispatch(event, guildId, intent);
  };
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const transcript = (): string => transcriptOf(world);
  const discord: Discord = {
    apiUrl: `${origin}/api`,
    origin,
    botToken: world.botToken,
    seed,
    applicationId: world.applicationId,
    get messageContent() {
      return world.messageContent;
    },
    set messageContent(granted) {
      world.messageContent = granted;
    },
    botUser: world.bot,
    owner: addPerson(world, world.owner),
    cdn: world.cdn,
    gateway,
    interactions,
    webhookEvents,
    faults,
    requests: world.requests,
    problems: world.problems,
    transcript,
    get commands() {
      return [...world.commands.values()];
    },
    get patienceMs() {
      return world.patienceMs;
    },
    set patienceMs(ms) {
      world.patienceMs = ms;
    },
    takeProblems: () => world.problems.splice(0),
    untilReady: ({ shards } = {}) => untilReady(world, gateway, shards),
    untilCommand: (name, { type } = {}) =>
      world.until(
        () => discord.commands.find((command) => command.name === name && command.type === (type ?? command.type)),
        { describe: () => `the command "${name}" was not deployed` },
      ),
    until: (look, { what } = {}) =>
      world.until(() => look() || undefined, {
        describe: () => `${what ?? 'it did not come to pass'}\n${transcript()}`,
      }),
    onChange: (listener) => world.onChange(listener),
    addGuild: ({
      name = 'Test Guild',
      botInstalled = true,
      locale = Locale.EnglishUS,
      community = locale !== Locale.EnglishUS,
      nsfwLevel = 0,
      furniture,
    } = {}) => {
      const state: GuildState = {
        id: world.nextGuildId(),
        name,
        botInstalled,
        locale,
        community,
        nsfwLevel,
        ...(furniture && { furniture }),
      };
      world.guilds.set(state.id, state);
      gateway.guildAdded(state);
      return new Guild(world, state);
    },
    addUser: ({ name, locale = Locale.EnglishUS, installed = false, bot = false }) => {
      const made = makeUser(world.nextId(), name);
      const user = bot ? { ...made, bot } : decorate(world, made);
      return addPerson(world, user, { locale: locale as Locale, installed });
    },
    addGroup: (people, name = 'group') => {
      const recipients = people.map(({ state }) => state);
      return new Channel(world, makeChannel(world, { type: ChannelType.GroupDM, name, recipients }));
    },
    addWebhook: ({
      name = 'Alerts',
      channel = discord.addGuild({ name: 'Operators' }).addChannel({ name: 'alerts' }),
    } = {}) => {
      const webhook = {
        id: world.nextId(),
        token: randomBytes(51).toString('base64url'),
        name,
        channel: channel.state,
      };
      world.webhooks.set(webhook.id, webhook);
      return { url: `${origin}/api/webhooks/${webhook.id}/${webhook.token}`, channel };
    },
    forget: () => forget(world),
    goOffline: async () => {
      gateway.drop();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
    goOnline: async () => {
      server.listen(Number(new URL(origin).port), '127.0.0.1');
      await once(server, 'listening');
    },
    [Symbol.asyncDispose]: async () => {
      await gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if ((options.strict ?? true) && world.problems.length > 0)
        throw new Error(
          `The bot got these wrong (seed ${seed}):\n${world.problems.join('\n')}\n\nThe conversation:\n${transcript()}`,
        );
    },
  };
  return discord;
}

function forget(world: World): void {
  for (const kept of [world.messages, world.interactions, world.tokens, world.nonces]) kept.clear();
  for (const channel of world.channels.values()) channel.messages = [];
  world.requests.length = 0;
  world.timeline.length = 0;
  world.cdn.clear();
}

function addPerson(world: World, user: APIUser, more: Partial<PersonState> = {}): Person {
  const own = { guildAvatars: new Map(), permissions: new Map() };
  const state: PersonState = {
    user,
    locale: Locale.EnglishUS,
    dm: 'open',
    deleted: false,
    installed: false,
    ...own,
    ...more,
  };
  world.people.set(user.id, state);
  return new Person(world, state);
}

/** Looks like a bot's token but isn't one. */
function makeToken(): string {
  return [18, 4, 27].map((length) => randomBytes(length).toString('base64url')).join('.');
}

async function untilReady(world: World, gateway: Gateway, shards: number[] | undefined): Promise<void> {
  const isReady = (): true | undefined => {
    const live = gateway.sessions.filter((session) => session.socket !== undefined);
    const count = live.at(-1)?.shard[1];
    if (count === undefined) return undefined;
    const wanted = shards ?? Array.from({ length: count }, (_, index) => index);
    return wanted.every((id) => live.some(({ shard }) => shard[0] === id && shard[1] === count)) || undefined;
  };
  const describe = (): string =>
    [
      `the bot is not ready: ${gateway.counts.identifies} identifies, ${gateway.sessions.length} sessions`,
      ...world.requests.map(({ method, path, status }) => `  ${method} ${path} → ${status ?? 'no answer'}`),
      ...world.problems,
    ].join('\n');
  await world.until(isReady, { describe });
}
