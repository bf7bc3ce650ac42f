import { describe, expect, test } from 'vitest';
import type { Asked, Channel, Person } from 'discord-simulator';
import { en } from '../../../src/i18n/en.ts';
import { nightly } from '../../support/cases.ts';
import { eventually } from '../../support/eventually.ts';
import {
  countCalls,
  expectPicture,
  expectRefusedAtOnce,
  expectSentence,
  nothingPaid,
} from '../../support/expectations.ts';
import { photos } from '../../support/pictures/photos.ts';
import { deleteData, optIn, optOut, privacyOf } from '../../support/people/privacy.ts';
import { usageOf } from '../../support/people/servers.ts';
import { storedAbout } from '../../support/world/stored-about.ts';
import { startWorld, useWorld } from '../../support/world.ts';

const PRIVACY_URL = 'https://example.com/privacy';
const world = useWorld({ env: { FACE_DETECTION: 'off', USER_DAILY_QUOTA: '3', PRIVACY_URL } });
const { graceHopper, astronaut, marieCurie } = photos;

function somebody(name = 'Bob'): Person {
  const person = world().discord.addUser({ name });
  person.setAvatar(astronaut.bytes);
  return person;
}

/** A message of Bob's with a photo, in its own place, and a menu that Alice uses on it. */
async function photoOf(bob: Person, channel: Channel = world().newChannel()) {
  const message = await bob.post(channel, { uploads: [graceHopper] });
  const menu = (person: Person) => person.messageMenu({ message, command: 'Age this photo' });
  return { channel, message, menu };
}

async function sendForm(person: Person, asked: Asked): Promise<Asked> {
  await asked.modalShown();
  return await person.submit(asked, {});
}

const avatarMenu = (person: Person, user: Person, channel = world().newChannel()) =>
  person.userMenu({ channel, user, command: 'Age this avatar' });

async function expectLeftAlone(asked: Asked): Promise<void> {
  await expectSentence(asked, 'subject_opted_out');
  expectRefusedAtOnce(asked);
}

describe('/age-privacy', () => {
  test('the page says privately what is stored, who gets the photo and where to read more', async () => {
    const { newChannel } = world();
    const page = await privacyOf(somebody(), { channel: newChannel() });
    expect(page.ephemeral).toBe(true);
    for (const part of [
      'Ace Data Cloud',
      'Tencent Cloud',
      '24 hours',
      '30 days',
      'Report',
      '/age-report',
      'forwards',
    ]) {
      expect(page.content).toContain(part);
    }
    expect(page.buttons.map(({ label, url }) => [label, url])).toEqual([
      ["Don't let others age my pictures", undefined],
      ['Show my data', undefined],
      ['Delete my data', undefined],
      ['Privacy', PRIVACY_URL],
    ]);
  });

  nightly(
    'the page is available in direct messages, and wherever people installed the bot for themselves',
    async () => {
      const { discord } = world();
      const carol = discord.addUser({ name: 'Carol', installed: true });
      const channel = discord.addGuild({ botInstalled: false }).addChannel();
      for (const where of [{ dm: true }, { channel }] as const)
        expect((await privacyOf(carol, where)).ephemeral).toBe(true);
    },
  );
});

describe('a person who has opted out', () => {
  test('both menus refuse the picture of a person who has opted out, politely and before the form', async () => {
    const { alice } = world();
    const bob = somebody();
    const { menu } = await photoOf(bob);
    await optOut(bob);
    const counted = countCalls(world());
    await expectLeftAlone(await menu(alice));
    await expectLeftAlone(await avatarMenu(alice, bob));
    expect(counted()).toEqual(nothingPaid);
  });

  nightly('an opt-out also applies to open forms and buttons of earlier answers', async () => {
    const { alice } = world();
    const bob = somebody();
    const { menu } = await photoOf(bob);
    const answer = await expectPicture(await sendForm(alice, await menu(alice)));
    const open = await menu(alice);
    await open.modalShown();
    await optOut(bob);
    const counted = countCalls(world());
    await expectLeftAlone(await alice.submit(open, {}));
    for (const button of ['10 years older', 'Another age…', 'Before/after'])
      await expectLeftAlone(await alice.press(answer, button));
    expect(counted()).toEqual(nothingPaid);
  });

  nightly('an opt-out also applies to answers that show the person', async () => {
    const { alice, ask } = world();
    const bob = somebody();
    const channel = world().newChannel();
    const own = await expectPicture(await ask({ person: bob, channel }));
    await optOut(bob);
    await expectLeftAlone(await alice.messageMenu({ message: own, command: 'Age this photo' }));
    await expectPicture(await sendForm(bob, await bob.messageMenu({ message: own, command: 'Age this photo' })));
  });

  nightly("an opt-out also applies to the person's avatar in somebody else's message", async () => {
    const { discord, newChannel } = world();
    const [carol, bob] = [somebody('Carol'), somebody()];
    const path = bob.setAvatar(astronaut.bytes);
    const avatar = { url: `${discord.origin}${path}`, proxy_url: `${discord.origin}${path}` };
    const message = await carol.post(newChannel(), { content: 'look', embeds: [{ thumbnail: avatar }] });
    const menu = async () => await carol.messageMenu({ message, command: 'Age this photo' });
    const answer = await expectPicture(await sendForm(carol, await menu()));
    await optOut(bob);
    await expectLeftAlone(await menu());
    await expectLeftAlone(await carol.press(answer, '10 years younger'));
    await expectLeftAlone(await carol.press(answer, 'Before/after'));
  });

  test('an opt-out also applies to pictures that the bot hosts for the endpoint', async () => {
    const { alice, endpoint } = world();
    const bob = somebody();
    const channel = world().newChannel();
    const message = await bob.post(channel, { uploads: [photos.onItsSide] });
    await optOut(bob);
    const release = Promise.withResolvers<undefined>();
    endpoint.script([{ until: release.promise }]);
    const asked = await sendForm(bob, await bob.messageMenu({ message, command: 'Age this photo' }));
    const lent = await channel.until((messages) =>
      messages.find(({ pictures }) => pictures[0]?.filename === 'photo.jpg'),
    );
    const stolen = await alice.messageMenu({ message: lent, command: 'Age this photo' });
    await expectSentence(stolen, 'message_without_picture');
    release.resolve(undefined);
    await expectPicture(asked);
  });

  test('an opt-out applies between two attempts of a call', async () => {
    const { alice, endpoint } = world();
    const bob = somebody();
    const { menu } = await photoOf(bob);
    const opened = await menu(alice);
    await opened.modalShown();
    const counted = countCalls(world());
    endpoint.script([
      { answer: { status: 429, body: { error: { code: 'too_many_requests' } }, headers: { 'retry-after': '2' } } },
    ]);
    const asked = await alice.submit(opened, {});
    await world().discord.until(() => counted().calls === 1);
    await optOut(bob);
    await expectSentence(asked, 'subject_opted_out');
    expect(counted()).toEqual({ calls: 1, charged: 0 });
  });

  nightly('a person who has opted out can still age their own pictures, and so can everyone else', async () => {
    const { alice, ask } = world();
    const bob = somebody();
    const { menu } = await photoOf(bob);
    await optOut(bob);
    await expectPicture(await sendForm(bob, await menu(bob)));
    await expectPicture(await sendForm(bob, await avatarMenu(bob, bob)));
    await expectPicture(await sendForm(bob, await avatarMenu(bob, somebody('Dave'))));
    const { menu: other } = await photoOf(somebody('Carol'));
    await expectPicture(await sendForm(alice, await other(alice)));
    // An upload doesn't say whose face it shows, and neither does the page.
    await expectPicture(await ask({ person: somebody('Erin'), image: graceHopper, channel: world().newChannel() }));
  });

  nightly('a person can change their choice, and sees the current one at once', async () => {
    const bob = somebody();
    const carol = somebody('Carol');
    const { menu } = await photoOf(bob);
    const refused = await optOut(bob);
    expect(refused.content).toContain(en.texts.privacy_opted_out);
    expect((await privacyOf(bob)).buttons[0]?.label).toBe('Let others age my pictures');
    const allowed = await optIn(bob);
    expect(allowed.content).toContain(en.texts.privacy_opted_in);
    await expectPicture(await sendForm(carol, await menu(carol)));
  });

  test('an opt-out outlasts a restart and the deletion of data', async () => {
    const bob = somebody();
    const { menu } = await photoOf(bob);
    await optOut(bob);
    await deleteData(bob);
    await world().restart();
    await expectLeftAlone(await menu(somebody('Carol')));
    expect((await privacyOf(bob)).content).toContain(en.texts.privacy_opted_out);
  });
});

describe('Delete my data', () => {
  test('deletion removes what buttons, forms and conversations continue from, and counts', async () => {
    const { ask, newChannel } = world();
    const bob = somebody();
    const answer = await expectPicture(await ask({ person: bob, channel: newChannel() }));
    const photo = await bob.dm('60', [marieCurie]);
    await bob.dmChannel.until((messages) =>
      messages.some(({ pictures, author }) => pictures.length > 0 && author !== 'Bob'),
    );
    const { menu } = await photoOf(somebody('Carol'));
    const open = await menu(bob);
    await open.modalShown();
    expect(await usageOf(bob, { dm: true })).toContain("You've used 2 of 3 pictures today; 1 left.");

    const told = await deleteData(bob);
    expect(told).toContain('Deleted');
    await expectSentence(await bob.press(answer, '10 years older'), 'answer_forgotten');
    await expectSentence(await bob.submit(open, {}), 'target_forgotten');
    expect(await usageOf(bob, { dm: true })).toContain("You've used 0 of 3 pictures today; 1 left.");
    const older = await bob.dm('older');
    const said = await bob.dmChannel.until((messages) => {
      const later = messages.filter(({ id, author }) => BigInt(id) > BigInt(older.id) && author !== 'Bob');
      return later.length === 2 && later.map(({ content }) => content);
    });
    // The person is greeted as if for the first time.
    expect(said[0]).toMatch(/^I change the age of a face/);
    expect(said[1]).toBe(en.texts.dm_no_photo);
    expect(photo.deleted).toBe(false);
  });

  nightly("deletion removes what other people's buttons know about the person", async () => {
    const [carol, bob] = [somebody('Carol'), somebody()];
    const { menu } = await photoOf(bob);
    const answer = await expectPicture(await sendForm(carol, await menu(carol)));
    const open = await menu(carol);
    await open.modalShown();
    await deleteData(bob);
    await expectSentence(await carol.press(answer, '10 years older'), 'answer_forgotten');
    await expectSentence(await carol.submit(open, {}), 'target_forgotten');
  });

  test('only what the person is told about stays in the store', async () => {
    await using own = await startWorld({ env: { FACE_DETECTION: 'on' } });
    const { ask, discord, newChannel, bot } = own;
    const bob = discord.addUser({ name: 'Bob' });
    await expectPicture(await ask({ person: bob, channel: newChannel(), image: graceHopper }));
    await (
      await ask({ person: bob, channel: newChannel(), image: photos.fourFaces })
    ).final({
      until: ({ selects }) => selects.length > 0,
    });
    const message = await bob.post(newChannel(), { uploads: [graceHopper] });
    await (await bob.messageMenu({ message, command: 'Age this photo' })).modalShown();
    await bob.dm('60', [marieCurie]);
    await bob.dmChannel.until((messages) => messages.some(({ text }) => text.includes('About 60')));
    await optOut(bob);
    expect(await storedAbout(bot.folder, bob.id)).not.toEqual([`opt-outs ${bob.id}`]);
    await deleteData(bob);
    // Cooldowns end within seconds. References contain the person's id only encrypted.
    await eventually(async () => expect(await storedAbout(bot.folder, bob.id)).toEqual([`opt-outs ${bob.id}`]));
  });

  test("deletion doesn't reset the day's quota, and affects nobody else", async () => {
    const { ask, newChannel } = world();
    const [bob, carol] = [somebody(), somebody('Carol')];
    const hers = await expectPicture(await ask({ person: carol, channel: newChannel() }));
    for (let times = 0; times < 3; times += 1) {
      await expectPicture(await ask({ person: bob, channel: newChannel() }));
      await deleteData(bob);
    }
    await expectSentence(await ask({ person: bob, channel: newChannel() }), 'quota_user');
    await expectPicture(await carol.press(hers, '10 years older'), 70);
  });
});
