// `npm run playground`: a Discord on this machine, in the browser, with the real bot in it. It runs until Ctrl-C.
import { parseArgs } from 'node:util';
import { startPlayground } from './playground.ts';

const PORT = '4800';

const HELP = `npm run playground -- [--port ${PORT}] [NAME=value …]
  NAME=value sets a variable of the bot, such as MIN_AGE=18.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { port: { type: 'string', default: PORT }, help: { type: 'boolean', default: false } },
});
const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const wrong = positionals.find((word) => !/^[A-Z][A-Z0-9_]*=/.test(word));
  if (values.help || wrong !== undefined || !/^\d{1,5}$/.test(values.port)) {
    say(HELP);
    process.exitCode = values.help ? 0 : 64;
    return;
  }
  const botVariables = Object.fromEntries(
    positionals.map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]),
  );
  const stopped = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stopped.resolve());
  await using playground = await startPlayground({ port: Number(values.port), botVariables, env: process.env });
  say(
    `The playground is at ${playground.url}\nNothing leaves this machine unless you turn the real endpoint on. Ctrl-C stops it.`,
  );
  await stopped.promise;
}

try {
  await main();
} catch (error) {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  if (!isTaken) throw error;
  say(`Port ${values.port} is in use. Another one: npm run playground -- --port 4801`);
  process.exitCode = 1;
}
