import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import sharp from 'sharp';
import { ordinaryPermissions, type Channel, type Discord, type Person } from 'discord-simulator';

const PHOTOS = join(import.meta.dirname, '../../test/photos');
const AVATAR_PIXELS = 256;

export interface Scene {
  readonly people: readonly Person[];
  /** Without the direct messages, of which everybody has their own. */
  readonly channels: readonly Channel[];
}

/** Who and what is there at the start: two people, a server with the bot, and one where the app is a personal one. */
export async function setScene(discord: Discord): Promise<Scene> {
  const family = discord.addGuild({ name: 'Family' });
  const photos = family.addChannel({ name: 'photos' });
  const club = discord.addGuild({ name: 'Book club', botInstalled: false }).addChannel({ name: 'general' });
  const marie = discord.addUser({ name: 'Marie', installed: true });
  const grace = discord.addUser({ name: 'Grace' });
  family.setMemberPermissions(marie, ordinaryPermissions | PermissionFlagsBits.ManageGuild);
  marie.setAvatar(await avatar('marie-curie-small.jpg'));
  grace.setAvatar(await avatar('grace-hopper.jpg'));

  const bytes = await readFile(join(PHOTOS, 'astronaut.png'));
  const description = 'An astronaut in an orange suit, in front of a flag and a model of a space shuttle';
  await grace.post(photos, { content: 'Who is she?', uploads: [{ bytes, filename: 'astronaut.png', description }] });
  return { people: [marie, grace], channels: [photos, club] };
}

async function avatar(photo: string): Promise<Buffer> {
  return await sharp(join(PHOTOS, photo))
    .autoOrient()
    .resize(AVATAR_PIXELS, AVATAR_PIXELS, { position: 'attention' })
    .png()
    .toBuffer();
}
