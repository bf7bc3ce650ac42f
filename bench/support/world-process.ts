// The simulators, in a process of their own, so that their work is not counted as a bot's.
import { setTimeout as delay } from 'node:timers/promises';
import { DISCORDS_ACKNOWLEDGEMENT_MS, startDiscord } from 'discord-simulator';
import { startCannedEndpoint } from './canned-endpoint.ts';
import { makePictures, type PictureName } from './pictures.ts';
import { crowd } from './crowd.ts';
import { besiege, slowness } from './siege.ts';
import type { Order, Setup } from './world.ts';

const LONGEST_WAIT_MS = 60_000;

const now = () => performance.timeOrigin + performance.now();
const setup = JSON.parse(process.argv[2] ?? '{}') as Setup;
const pictures = await makePictures(setup.pictures);
const picture = (name: PictureName) => {
  const bytes = pictures.get(name);
  if (!bytes) throw new Error(`There is no picture "${name}" in this world`);
  return bytes;
};
const discord = await startDiscord({
  strict: false,
  checksItself: false,
  shards: setup.shards,
  clock: { now },
  acknowledgementMs: DISCORDS_ACKNOWLEDGEMENT_MS,
});
const delays: Readonly<Partial<Record<string, number>>> = setup.delays;
discord.faults.schedule(({ kind, path }) => {
  const delayMs = delays[kind];
  return delayMs === undefined ? slowness(path) : { delayMs };
});
const endpoint = await startCannedEndpoint({ latencyMs: setup.latencyMs, picture: picture(setup.result), now });
for (let count = 1; count < setup.guilds; count += 1) discord.addGuild({ furniture: setup.furniture });
const place = discord.addGuild({ furniture: setup.furniture }).addChannel();

async function carryOut(order: Order): Promise<unknown> {
  switch (order.verb) {
    case 'describe':
      return {
        discord: { apiUrl: discord.apiUrl, botToken: discord.botToken },
        endpoint: { url: endpoint.url, token: endpoint.token },
      };
    case 'deploy':
      return await deployForTutorial();
    case 'await-command':
      return void (await discord.untilCommand('age'));
    case 'ask':
      return await crowd({ discord, endpoint, place, now }, { ...order, photo: picture(order.photo) }, LONGEST_WAIT_MS);
    case 'besiege':
      return await besiege(discord, { ...order, files: order.files.map(picture) });
    case 'forget':
      discord.forget();
      return endpoint.forget();
    case 'problems':
      return discord.problems;
  }
}

/** What a tutorial has in a script apart. */
async function deployForTutorial(): Promise<void> {
  const command = {
    type: 1,
    name: 'age',
    description: 'Changes the age of a face',
    options: [
      { type: 11, name: 'image', description: 'The photo', required: true },
      { type: 4, name: 'age', description: 'How old', required: true, min_value: 10, max_value: 80 },
    ],
  };
  const response = await fetch(`${discord.apiUrl}/v10/applications/${discord.applicationId}/commands`, {
    method: 'PUT',
    headers: {
      authorization: `Bot ${discord.botToken}`,
      'content-type': 'application/json',
      'user-agent': 'DiscordBot (bench, 1)',
    },
    body: JSON.stringify([command]),
  });
  if (!response.ok) throw new Error(`The command was not deployed: ${response.status}`);
}

process.on('message', ({ id, order }: { id: number; order: Order }) => {
  carryOut(order).then(
    (result) => process.send?.({ id, result }),
    (error: unknown) => process.send?.({ id, error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
await delay(0);
process.send?.('started');
