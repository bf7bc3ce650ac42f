import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import type { Asked, Discord } from 'discord-simulator';
import type { SimulatedEndpoint } from 'discord-simulator/endpoint';
import { photos } from '../pictures/photos.ts';
import { leaksIn, pictureLeaksIn } from './leaks.ts';
import { readDatabases } from './read-store.ts';

interface Ended {
  readonly discord: Discord;
  readonly endpoint: SimulatedEndpoint;
  readonly folder: string;
  /** Everything that was printed. */
  readonly output: string;
  /** Unexpected exit codes. */
  readonly exits: readonly unknown[];
  readonly asked: readonly Asked[];
  /** The keys with which the bots sealed their database. */
  readonly keys: readonly string[];
}

/**
 * Checks at the end of every world that the bots ended as expected, that nothing secret was printed or stored unsealed,
 * and that neither Discord nor the endpoint objected to anything. Otherwise, prints `report`.
 */
export async function expectNothingWrong(ended: Ended, report: () => string): Promise<void> {
  const { discord, endpoint, folder, output, exits, asked, keys } = ended;
  const secrets = {
    'the bot token': discord.botToken,
    "the endpoint's token": endpoint.token,
    ...Object.fromEntries(asked.map(({ id, token }) => [`the token of interaction ${id}`, token])),
    ...Object.fromEntries(discord.gateway.sessions.map(({ id, shard }) => [`the session of shard ${shard[0]}`, id])),
    ...Object.fromEntries(keys.map((key, index) => [`STORAGE_KEY ${index + 1}`, key])),
    ...(await keyFiles(folder)),
  };
  const links = endpoint.calls.map(({ body }) => Reflect.get(Object(body), 'image_url') as unknown);
  const stored = await readDatabases(folder);
  const found = {
    exits,
    leaks: leaksIn(output, secrets, links),
    stored: [...leaksIn(stored, secrets, links), ...pictureLeaksIn(stored, Object.values(photos))],
    endpointProblems: endpoint.problems,
    discordProblems: discord.takeProblems(),
  };
  const wanted = { exits: [], leaks: [], stored: [], endpointProblems: [], discordProblems: [] };
  if (!isDeepStrictEqual(found, wanted)) process.stderr.write(`${report()}\n`);
  expect(found).toEqual(wanted);
}

/** The key of a bot's database, if the bot created a key file itself. */
async function keyFiles(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.key'));
  const keys = names.map(async (name) => [name, (await readFile(join(folder, name), 'utf8')).trim()] as const);
  return Object.fromEntries(await Promise.all(keys));
}
