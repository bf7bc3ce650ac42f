import { access, constants, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Person, type SeenMessage, startDiscord, type Upload } from 'discord-simulator';
import { startEndpoint } from 'discord-simulator/endpoint';
import { botEnvironment, startBot } from '../support/world/bot.ts';

// A conversation with the real bot in its own process, without an account or network: Discord and the endpoint are
// simulated on this machine. The "aged" pictures are simulated too, and say so.

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = join(ROOT, 'demo-output');
const say = (words: string) => process.stdout.write(`${words}\n`);

async function main(): Promise<void> {
  await using discord = await startDiscord();
  await using endpoint = await startEndpoint({ latencyMs: 400 });
  await using bot = await startBot({ env: { ...botEnvironment(discord, endpoint), FACE_DETECTION: 'on' } });
  const folder = await pictureFolder();
  await discord.untilCommand('age');
  say('The bot is running: a process of its own, connected to a simulated Discord and a simulated endpoint.\n');

  const channel = discord.addGuild({ name: 'Family' }).addChannel({ name: 'photos' });
  const alice = discord.addUser({ name: 'Alice' });
  const bytes = await readFile(join(ROOT, 'test/photos/grace-hopper.jpg'));
  const image = { bytes, filename: 'grace-hopper.jpg', description: 'Grace Hopper in uniform' };

  const asked = await alice.slash({ channel, command: 'age', options: { image, age: 70 } });
  const answer = await asked.final();
  const [picture] = answer.pictures;
  if (!picture?.bytes) throw new Error(`No picture came back:\n${discord.transcript()}\n${bot.output}`);
  await writeFile(join(folder, 'before.jpg'), bytes);
  await writeFile(join(folder, 'after.jpg'), picture.bytes);

  await (await alice.press(answer, '10 years younger')).final();
  const compared = await (await alice.press(answer, 'Before/after')).final();
  await writeFile(join(folder, 'before-and-after.jpg'), compared.pictures[0]?.bytes ?? '');

  const line = await alice.slash({ channel, command: 'age-timeline', options: { image, ages: '20, 40, 60, 75, 80' } });
  for (const { bytes: file, filename } of (await line.final({ until: isPicture })).pictures) {
    await writeFile(join(folder, filename.endsWith('.webp') ? 'timeline.webp' : 'timeline.jpg'), file ?? '');
  }

  const bob = discord.addUser({ name: 'Bob' });
  const posted = await bob.post(channel, { content: 'Who knows her?', uploads: [image] });
  const menu = await alice.messageMenu({ message: posted, command: 'Age this photo' });
  await menu.modalShown();
  await (await alice.submit(menu, { age: '25' })).final();

  alice.setAvatar(bytes);
  const options = { user: alice, age: 45, private: true };
  const own = await (await alice.slash({ channel, command: 'age', options })).final();
  await alice.press(own, 'Post here');
  await channel.until((messages) => messages.find(({ text }) => text.includes('Posted by')));

  const text = await alice.slash({
    channel,
    command: 'age',
    options: { image: { bytes: Buffer.from('not a photo'), filename: 'photo.jpg' }, age: 70 },
  });
  await text.final();

  await talk(alice, image);

  say(discord.transcript());
  const names = ['before.jpg', 'after.jpg', 'before-and-after.jpg', 'timeline.jpg', 'timeline.webp'];
  const place = folder === FOLDER ? relative(process.cwd(), folder) || '.' : folder;
  say(`\nPictures in ${place}/: ${names.join(', ')}`);
  say(
    `(${endpoint.calls.length} calls of the endpoint; what is no photo costs nothing. The ageing is simulated here.)`,
  );
  await bot.stop();
}

/** A folder of the project, or a temporary one where the project is read-only. */
async function pictureFolder(): Promise<string> {
  try {
    await mkdir(FOLDER, { recursive: true });
    await access(FOLDER, constants.W_OK);
    return FOLDER;
  } catch {
    return await mkdtemp(join(tmpdir(), 'face-age-demo-'));
  }
}

/** Before the answer, a timeline shows its progress. */
const isPicture = ({ pictures }: SeenMessage) => pictures.length > 0;

/** A conversation in direct messages, which needs no commands. */
async function talk(person: Person, image: Upload): Promise<void> {
  const answered = async (words: string, uploads: Upload[] = []) => {
    const { id } = await person.dm(words, uploads);
    await person.dmChannel.until((messages) =>
      messages.find(({ data }) => data.author.bot === true && data.referenced_message?.id === id),
    );
  };
  await answered('hello');
  await answered('', [image]);
  await answered('make me 60 please');
  await answered('a bit older');
  await answered('stop');
}

await main();
