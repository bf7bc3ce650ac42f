import { ApplicationIntegrationType, InteractionContextType } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import type { Guild } from 'discord-simulator';
import {
  countCalls,
  expectPicture,
  expectRefusedAtOnce,
  expectSentence,
  nothingPaid,
} from '../../support/expectations.ts';
import { photos } from '../../support/pictures/photos.ts';
import { privacyOf } from '../../support/people/privacy.ts';
import { startWorld } from '../../support/world.ts';

const image = photos.marieCurie;
const byUser = (id: string) => ({ [ApplicationIntegrationType.UserInstall]: id });

describe('who may use the bot', () => {
  test('only the servers in ALLOWED_GUILDS can use the bot, if it is set', async () => {
    const place: { allowed?: Guild } = {};
    await using world = await startWorld({
      env: (discord) => {
        const guild = discord.addGuild({ name: 'Allowed' });
        place.allowed = guild;
        return { FACE_DETECTION: 'off', ALLOWED_GUILDS: `123456789012345678, ${guild.id}` };
      },
    });
    const { alice, ask, newChannel } = world;
    const counted = countCalls(world);
    const refused = await ask({ channel: newChannel(), image });
    await expectSentence(refused, 'not_in_this_server');
    expectRefusedAtOnce(refused);
    const channel = newChannel();
    alice.setAvatar(photos.astronaut.bytes);
    const menu = await alice.userMenu({ channel, user: alice, command: 'Age this avatar' });
    await expectSentence(menu, 'not_in_this_server');
    expect(counted()).toEqual(nothingPaid);
    if (!place.allowed) throw new Error('there is the server');
    await expectPicture(await ask({ channel: place.allowed.addChannel(), image }));
    await expectPicture(await ask({ dm: true, image }));
    // A person who installed the bot for themselves can't use it elsewhere either.
    const carol = world.discord.addUser({ name: 'Carol', installed: true });
    const foreign = world.discord.addGuild({ botInstalled: false }).addChannel();
    await expectSentence(await ask({ person: carol, channel: foreign, image }), 'not_in_this_server');
  });

  test('with DIRECT_MESSAGES=off nobody can use the bot in direct messages, and everyone is told so', async () => {
    await using world = await startWorld({ env: { FACE_DETECTION: 'off', DIRECT_MESSAGES: 'off' } });
    const { alice, ask, discord, channel } = world;
    const counted = countCalls(world);
    await alice.dm('60', [image]);
    const said = await alice.dmChannel.until((messages) => messages.find(({ author }) => author !== 'Alice'));
    expect(said.content).toBe("I don't accept direct messages. Use me in a server.");
    expect(counted()).toEqual(nothingPaid);
    await expect(ask({ dm: true, image })).rejects.toThrow('its contexts are');
    const inDm = discord.commands.filter(({ contexts }) => contexts?.includes(InteractionContextType.BotDM));
    // The commands that people have a right to.
    expect(inDm.map(({ name }) => name).toSorted()).toEqual(['age-privacy', 'age-report']);
    expect((await privacyOf(alice)).content).toContain('Delete my data');
    await expectPicture(await ask({ image }));
    const help = await (await alice.slash({ channel, command: 'age-help' })).final();
    expect(help.text).not.toContain('direct message');
    expect(help.buttons).toEqual([]);
  });

  test('with USER_INSTALL=off nobody can use the bot by their own installation, not even with an outdated client', async () => {
    await using world = await startWorld({ env: { FACE_DETECTION: 'off', USER_INSTALL: 'off' } });
    const { ask, discord } = world;
    const carol = discord.addUser({ name: 'Carol', installed: true });
    const foreign = discord.addGuild({ botInstalled: false }).addChannel();
    await expect(ask({ person: carol, channel: foreign, image })).rejects.toThrow('integration types');
    for (const { contexts, integration_types: types } of discord.commands) {
      expect(types).toEqual([ApplicationIntegrationType.GuildInstall]);
      expect(contexts).not.toContain(InteractionContextType.PrivateChannel);
    }
    // A button under an earlier answer.
    const channel = world.newChannel();
    const answer = await expectPicture(await ask({ person: carol, channel, image }));
    const pressed = await carol.press(answer, '10 years older', { integrationOwners: byUser(carol.id) });
    await expectSentence(pressed, 'no_user_install');
    await expectPicture(await ask({ person: carol, dm: true, image }));
  });
});
