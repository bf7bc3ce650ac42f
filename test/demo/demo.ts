import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Person, startDiscord, type Upload } from 'discord-simulator';
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
  await mkdir(FOLDER, { recursive: true });
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
  await writeFile(join(FOLDER, 'before.jpg'), bytes);
  await writeFile(join(FOLDER, 'after.jpg'), picture.bytes);

  await (await alice.press(answer, 'Younger')).final();
  const compared = await (await alice.press(answer, 'Before/after')).final();
  await writeFile(join(FOLDER, 'before-and-after.jpg'), compared.pictures[0]?.bytes ?? '');

  const bob = discord.addUser({ name: 'Bob' });
  const posted = await bob.post(channel, { content: 'Who knows her?', uploads: [image] });
  const menu = await alice.messageMenu({ message: posted, command: 'Age this photo' });
  await menu.modalShown();
  await (await alice.submit(menu, { age: '25' })).final();

  const text = await alice.slash({
    channel,
    command: 'age',
    options: { image: { bytes: Buffer.from('not a photo'), filename: 'photo.jpg' }, age: 70 },
  });
  await text.final();

  await talk(alice, image);

  say(discord.transcript());
  say(`\nPictures: before.jpg, after.jpg and before-and-after.jpg in ${relative(process.cwd(), FOLDER) || '.'}/`);
  say(
    `(${endpoint.calls.length} calls of the endpoint; what is no photo costs nothing. The ageing is simulated here.)`,
  );
  await bot.stop();
}

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
