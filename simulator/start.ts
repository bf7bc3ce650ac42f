// `npm run -w simulator start`: a local Discord that runs until Ctrl-C, and a person in it who does what you type.
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { startDiscord } from './src/discord.ts';
import { follow } from './src/prompt/follow.ts';
import { createPrompt, HELP } from './src/prompt/prompt.ts';

/** The same at each start, so that a bot's settings stay valid. It gives access to nothing but this Discord. */
const TOKEN = 'c2ltdWxhdG9y.bG9jYWw.no-secret-it-opens-the-local-discord-only';

const { values } = parseArgs({
  allowNegative: true,
  options: {
    port: { type: 'string', default: '4810' },
    'endpoint-port': { type: 'string', default: '4811' },
    endpoint: { type: 'boolean', default: true },
  },
});
const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  await using parts = new AsyncDisposableStack();
  const discord = parts.use(await startDiscord({ port: Number(values.port), botToken: TOKEN, strict: false }));
  const variables: Record<string, string> = {
    DISCORD_TOKEN: discord.botToken,
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_CDN_URL: discord.origin,
  };
  if (values.endpoint) {
    const { startEndpoint } = await import('./src/endpoint/index.ts');
    const endpoint = parts.use(await startEndpoint({ port: Number(values['endpoint-port']), token: 'simulated' }));
    Object.assign(variables, { ACEDATACLOUD_API_TOKEN: endpoint.token, ACEDATACLOUD_API_BASE_URL: endpoint.url });
  }
  const channel = discord.addGuild({ name: 'Home' }).addChannel({ name: 'general' });
  const person = discord.addUser({ name: 'Alice' });

  say('A local Discord is running. Start your bot with these variables:\n');
  for (const [name, value] of Object.entries(variables)) say(`${name}=${value}`);
  say(`\nThen type what Alice does. Ctrl-C stops.\n${HELP}\n`);
  using _following = follow(discord, say);
  const act = createPrompt({ discord, person, channel });
  const lines = createInterface({ input: process.stdin });
  const stopped = Promise.withResolvers<void>();
  lines.on('line', (line) => void act(line).catch((error: unknown) => say(String(error))));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.resolve());
  // The input may end, for example if it is empty, but this Discord keeps running.
  const running = setInterval(() => undefined, 60_000);
  await stopped.promise;
  clearInterval(running);
  lines.close();
  process.stdin.unref();
}

await main();
