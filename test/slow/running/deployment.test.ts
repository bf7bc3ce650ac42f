import { ApplicationCommandOptionType, ApplicationCommandType, PermissionFlagsBits } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { startDiscord } from 'discord-simulator';
import { startEndpoint } from 'discord-simulator/endpoint';
import { nightly } from '../../support/cases.ts';
import { botEnvironment, startBot } from '../../support/world/bot.ts';
import { expectPicture } from '../../support/expectations.ts';
import { startWorld, type World } from '../../support/world.ts';

const writesOf = ({ discord }: World) =>
  discord.requests.filter(({ kind, method }) => kind === 'commands' && method !== 'GET').map(({ method }) => method);

const ageOf = ({ discord }: World) => discord.commands.find(({ name }) => name === 'age');

test('commands are deployed in one request, once, and again when they differ', async () => {
  await using world = await startWorld({ discord: { shards: 2 } });
  const { bot, discord } = world;
  expect(bot.log.filter(({ msg }) => msg === 'Ready')).toMatchObject([
    {
      bot: discord.botUser.username,
      shards: [0, 1],
      invite: expect.stringContaining(`client_id=${discord.applicationId}`) as string,
    },
  ]);
  const ready = bot.log.find(({ msg }) => msg === 'Ready');
  const permissions = BigInt(new URL(String(ready?.['invite'])).searchParams.get('permissions') ?? 0);
  const { SendMessages, SendMessagesInThreads } = PermissionFlagsBits;
  expect(permissions & (SendMessages | SendMessagesInThreads)).toBe(SendMessages | SendMessagesInThreads);
  expect(writesOf(world)).toEqual(['PUT']);
  expect(ageOf(world)).toMatchObject({
    type: ApplicationCommandType.ChatInput,
    description: expect.stringMatching(/./) as string,
    contexts: [0, 1, 2],
    integration_types: [0, 1],
    options: [
      {
        type: ApplicationCommandOptionType.Integer,
        name: 'age',
        required: true,
        min_value: 10,
        max_value: 80,
        autocomplete: true,
      },
      {
        type: ApplicationCommandOptionType.Attachment,
        name: 'image',
        file_types: ['image', '.heic', '.heif', '.tif', '.tiff'],
      },
      { type: ApplicationCommandOptionType.User, name: 'user' },
      { type: ApplicationCommandOptionType.String, name: 'link' },
      { type: ApplicationCommandOptionType.Boolean, name: 'private' },
    ],
  });

  // Discord may return the same list in another form.
  for (const command of discord.commands) {
    command.options ??= [];
    command.description_localizations ??= {};
  }
  Object.assign(ageOf(world)?.options?.[1] ?? {}, {
    file_types: ['.tiff', '.heic', 'image', '.tif', '.heif'],
  });
  await world.restart();
  expect(writesOf(world)).toEqual(['PUT']);
  expect(world.bot.log).toContainEqual(expect.objectContaining({ msg: 'Commands are up to date' }));

  Object.assign(ageOf(world)?.options?.[0] ?? {}, { max_value: 79 });
  await world.restart();
  expect(writesOf(world)).toEqual(['PUT', 'PUT']);
  expect(ageOf(world)?.options?.[0]).toMatchObject({ max_value: 80, name_localizations: { de: 'alter' } });

  Object.assign(ageOf(world) ?? {}, { name_localizations: { de: 'jahre' } });
  await world.restart();
  expect(writesOf(world)).toEqual(['PUT', 'PUT', 'PUT']);
  expect(ageOf(world)).toMatchObject({ name_localizations: { de: 'alter' } });

  // If deploying fails, the bot still serves with the list from last time.
  const refusal = { status: 403, body: { message: 'Missing Access', code: 50_001 } };
  discord.faults.inject({ match: { kind: 'commands' }, do: refusal });
  await world.restart();
  const msg: unknown = expect.stringMatching(/^Commands could not be deployed/);
  expect(world.bot.log).toContainEqual(expect.objectContaining({ level: 'error', msg }));
  await expectPicture(await world.ask());
});

nightly('a test server can have the commands to itself', async () => {
  await using discord = await startDiscord();
  await using endpoint = await startEndpoint();
  const guild = discord.addGuild();
  await using _bot = await startBot({ env: { ...botEnvironment(discord, endpoint), DEV_GUILD_ID: guild.id } });
  expect(await discord.untilCommand('age')).toMatchObject({ guild_id: guild.id });
  expect(discord.commands.every(({ guild_id }) => guild_id === guild.id)).toBe(true);
});
