import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Client, Events, GatewayIntentBits } from 'discord.js';
import { expect, test } from 'vitest';
import { makeWaiting } from '../src/waiting.ts';

/** Starts the simulator as `npm run -w simulator start` does, on free ports. */
function startSimulator() {
  const script = fileURLToPath(new URL('../start.ts', import.meta.url));
  const child = spawn(process.execPath, [script, '--port', '0', '--endpoint-port', '0']);
  const ended = once(child, 'close');
  const waiting = makeWaiting();
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      waiting.notify();
    });
  return {
    /** Resolves with the first group of the first match in the output. */
    until: (pattern: RegExp) =>
      waiting.until(() => pattern.exec(output)?.[1], { describe: () => `${pattern} is not in:\n${output}` }),
    type: (line: string) => void child.stdin.write(`${line}\n`),
    async stop() {
      child.kill('SIGINT');
      const [code]: unknown[] = await ended;
      return code;
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

test('a person can try a bot by hand: type actions, read its answers, and end it with Ctrl-C', async () => {
  await using simulator = startSimulator();
  const token = await simulator.until(/^DISCORD_TOKEN=(.+)$/m);
  const api = await simulator.until(/^DISCORD_API_URL=(.+)$/m);
  await simulator.until(/^ACEDATACLOUD_API_BASE_URL=(http.+)$/m);

  const client = new Client({ intents: [GatewayIntentBits.DirectMessages], rest: { api } });
  await using _client = { [Symbol.asyncDispose]: () => client.destroy() };
  client.on(Events.InteractionCreate, (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    const years = interaction.options.getInteger('years', true);
    interaction.reply(`${interaction.options.getString('name')} in ${years + 1} years`).catch(() => undefined);
  });
  const ready = once(client, Events.ClientReady);
  await client.login(token);
  await ready;
  const options = [
    { type: 3, name: 'name', description: 'Whose', required: true },
    { type: 4, name: 'years', description: 'How many', required: true },
  ];
  await client.application?.commands.set([{ name: 'later', description: 'Tells a story', options }]);

  simulator.type('/later name:"Grace Hopper" years:41');
  await simulator.until(/(Grace Hopper in 42 years)/);
  simulator.type('/sooner');
  await simulator.until(/(the command "sooner" is not deployed)/);
  simulator.type('press Never');
  await simulator.until(/(there is no button "Never")/);
  simulator.type('good morning');
  await simulator.until(/(Alice:\n\s+good morning)/);
  expect(await simulator.stop()).toBe(0);
});
