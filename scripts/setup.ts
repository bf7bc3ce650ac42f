import { join } from 'node:path';
import { ConfigError, envFilePath, readConfig, readEnvironment } from '../src/config.ts';
import { Cancelled, createTerminalAsk, type Ask } from '../src/setup/ask.ts';
import { updateEnvFile } from '../src/setup/env-file.ts';
import { setUpFromEnvironment, setUpWithQuestions, type Outcome } from '../src/setup/setup.ts';

// `npm run setup`: asks for the two secrets, checks them, and writes `.env`. Without a terminal it takes them from the
// environment.

/** Exit codes: a wrong configuration (sysexits.h); Ctrl-C. */
const EXIT = { config: 78, interrupted: 130 } as const;
const EXAMPLE = join(import.meta.dirname, '../.env.example');

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<number> {
  const env = readEnvironment({ mayBeMissing: true });
  const options = { env, addresses: addressesIn(env), signal: new AbortController().signal };
  if (process.stdin.isTTY && process.stdout.isTTY) {
    const ask = createTerminalAsk();
    ask.intro('face-age-bot');
    const outcome = await setUpWithQuestions(ask, options);
    await updateEnvFile(envFilePath(), outcome.values, EXAMPLE);
    finish(ask, outcome);
    return 0;
  }
  const outcome = await setUpFromEnvironment(options);
  if ('wrong' in outcome) {
    for (const sentence of outcome.wrong) process.stderr.write(`${sentence}\n`);
    return EXIT.config;
  }
  await updateEnvFile(envFilePath(), outcome.values, EXAMPLE);
  for (const sentence of outcome.warnings) say(sentence);
  say(`Written: ${envFilePath()}`);
  showInvites(say, outcome);
  say('\nStart the bot: npm start');
  return 0;
}

function finish(ask: Ask, outcome: Outcome): void {
  ask.say(`Written: ${envFilePath()}`);
  showInvites(ask.plain, outcome);
  ask.plain('');
  ask.outro('Start the bot: npm start');
}

/** Each link on a line of its own, so that terminals and people find it. */
function showInvites(write: (line: string) => void, { invites }: Outcome): void {
  for (const { what, url } of invites) write(`\n${what}:\n${url}`);
}

/** Where Discord and the endpoint are, for simulators and proxies; the rest of the configuration is checked too. */
function addressesIn(env: NodeJS.Dict<string>) {
  const { discord, endpoint } = readConfig({
    ...env,
    DISCORD_TOKEN: 'asked-for',
    ACEDATACLOUD_API_TOKEN: 'asked-for',
  });
  return { apiUrl: discord.apiUrl, baseUrl: endpoint.baseUrl };
}

try {
  process.exitCode = await main();
} catch (error) {
  if (error instanceof Cancelled) process.exitCode = EXIT.interrupted;
  else {
    const isKnown = error instanceof ConfigError || (error instanceof Error && 'code' in error);
    if (!isKnown) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = EXIT.config;
  }
}
