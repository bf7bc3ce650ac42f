import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Discord, DISCORDS_ACKNOWLEDGEMENT_MS, type Person, startDiscord } from 'discord-simulator';
import { type SimulatedEndpoint, startEndpoint } from 'discord-simulator/endpoint';
import { act, suggest } from './server/act.ts';
import { createAskedList } from './server/asked-list.ts';
import { type BotProcess, createBotProcess } from './server/bot-process.ts';
import { createControls } from './server/trouble/controls.ts';
import { localFiles } from './server/web/files.ts';
import { servePage } from './server/web/http-server.ts';
import { setScene, type Scene } from './server/scene.ts';
import { viewOf } from './server/view.ts';

export interface PlaygroundOptions {
  /** Of the page. Default: a free one. */
  readonly port?: number;
  /** Variables of the bot in addition to the playground's own. */
  readonly botVariables?: Readonly<Record<string, string>>;
  /** Where the key of the real endpoint may be. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Milliseconds within which the bot must acknowledge. Default: Discord's own. */
  readonly acknowledgementMs?: number;
  /** The page can start the bot later. */
  readonly withoutBot?: boolean;
}

export interface Playground extends AsyncDisposable {
  /** Of the page. */
  readonly url: string;
  readonly discord: Discord;
  readonly endpoint: SimulatedEndpoint;
  readonly bot: BotProcess;
  readonly scene: Scene;
}

/** In a playground people don't wait for cooldowns, and no quota ends it. One shard is enough. */
const DEFAULTS = {
  SHARDS: '0',
  SHARD_COUNT: '1',
  GUILD_COOLDOWN_SECONDS: '0',
  USER_COOLDOWN_SECONDS: '0',
  DM_COOLDOWN_SECONDS: '0',
  USER_ACTIONS_PER_MINUTE: '0',
  USER_DAILY_QUOTA: '0',
  DAILY_BUDGET_CALLS: '0',
  PORT: '0',
};

/** Starts a simulated Discord with a page for people, a simulated endpoint, and the real bot as a separate process. */
export async function startPlayground({
  port = 0,
  botVariables = {},
  env = {},
  acknowledgementMs = DISCORDS_ACKNOWLEDGEMENT_MS,
  withoutBot = false,
}: PlaygroundOptions = {}): Promise<Playground> {
  await using parts = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'face-age-playground-'));
  parts.defer(() => rm(folder, { recursive: true, force: true }));
  const discord = parts.use(await startDiscord({ strict: false, acknowledgementMs }));
  const endpoint = parts.use(await startEndpoint());
  const scene = await setScene(discord);
  const [first] = scene.people;
  if (!first) throw new Error('there is nobody in the playground');

  const listeners = new Set<() => void>();
  const notify = (): void => {
    for (const listener of listeners) listener();
  };
  parts.use(discord.onChange(notify));
  const controls = createControls({ discord, endpoint, env });
  const bot = parts.use(createBotProcess(notify));
  const botEnvironment = () => ({
    DISCORD_TOKEN: discord.botToken,
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_CDN_URL: discord.origin,
    STORAGE_URL: `sqlite://${join(folder, 'bot.db').replaceAll('\\', '/')}`,
    ...DEFAULTS,
    ...controls.endpointVariables(),
    ...botVariables,
  });
  if (!withoutBot) bot.start(botEnvironment());

  const files = localFiles(discord);
  const sources = { discord, scene, asked: createAskedList(), controls, bot, files, botEnvironment };
  const personOf = (id: string | null): Person => scene.people.find((person) => person.id === id) ?? first;
  const page = await servePage(
    {
      look: (id) => viewOf(sources, personOf(id)),
      act: async (id, action) => {
        await act(sources, personOf(id), action);
        notify();
      },
      suggest: (id, typing) => suggest(sources, personOf(id), typing),
      file: (path) => files.find(path),
      subscribe: (listener) => {
        listeners.add(listener);
        return { [Symbol.dispose]: () => void listeners.delete(listener) };
      },
    },
    port,
  );
  parts.use(page);
  const running = parts.move();
  return {
    url: page.url,
    discord,
    endpoint,
    bot,
    scene,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
