import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { DISCORDS_ACKNOWLEDGEMENT_MS, startDiscord } from 'discord-simulator';
import { startEndpoint } from 'discord-simulator/endpoint';
import { botEnvironment, startBot } from '../test/support/world/bot.ts';

// How long people wait for an acknowledgement while the bot prepares 20 pictures of about 8 MB, beside none.

const HEAVY = 20;
const LIGHT = 40;
const PAUSE_MS = 50;

const photo = await readFile(new URL('../test/photos/marie-curie-small.jpg', import.meta.url));
const heavy = await heavyPicture();

await using discord = await startDiscord({ strict: false, acknowledgementMs: DISCORDS_ACKNOWLEDGEMENT_MS });
discord.patienceMs = 120_000;
await using endpoint = await startEndpoint({ latencyMs: 200 });
await using bot = await startBot({ env: { ...botEnvironment(discord, endpoint), FACE_DETECTION: 'on' } });
await discord.untilReady();
await discord.untilCommand('age');

const rest = await acknowledgements();
const preparing = Promise.allSettled(
  Array.from({ length: HEAVY }, async () => (await ask(heavy, 'heavy.png')).final()),
);
const busy = await acknowledgements();
const answered = (await preparing).filter(({ status }) => status === 'fulfilled').length;
await bot.stop();

process.stdout.write(
  [
    `picture of ${(heavy.length / 1e6).toFixed(1)} MB, ${HEAVY} at once, ${answered} answered`,
    `acknowledgement in ms     median      most`,
    row('at rest', rest),
    row('while they are prepared', busy),
    '',
  ].join('\n'),
);

async function acknowledgements(): Promise<number[]> {
  const waits: number[] = [];
  for (let count = 0; count < LIGHT; count += 1) {
    const from = performance.now();
    const asked = await ask(photo, 'photo.jpg');
    await asked.acknowledged();
    waits.push(performance.now() - from);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return waits.toSorted((one, other) => one - other);
}

async function ask(bytes: Buffer, filename: string) {
  const channel = discord.addGuild().addChannel();
  const person = discord.addUser({ name: 'Somebody' });
  return await person.slash({ channel, command: 'age', options: { image: { bytes, filename }, age: 60 } });
}

/** Noise does not compress, so this is about as many bytes as pixels. */
async function heavyPicture(): Promise<Buffer> {
  const [width, height] = [1900, 1400];
  return await sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

function row(name: string, waits: readonly number[]): string {
  const median = waits[Math.floor(waits.length / 2)] ?? 0;
  return `${name.padEnd(24)} ${median.toFixed(1).padStart(7)} ${(waits.at(-1) ?? 0).toFixed(1).padStart(9)}`;
}
