import { MessageFlags } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import type { Channel, Person, SeenMessage } from 'discord-simulator';
import { alterEvents, type Payload } from '../../support/faults/alter-events.ts';
import { countCalls, expectPicture, nothingPaid } from '../../support/expectations.ts';
import { photos } from '../../support/pictures/photos.ts';
import { useWorld } from '../../support/world.ts';

const world = useWorld();
const image = photos.marieCurie;
const command = 'Age this photo';

/** The fields of an interaction that Discord describes as optional. */
const OPTIONAL = [
  'channel',
  'app_permissions',
  'authorizing_integration_owners',
  'context',
  'locale',
  'guild_locale',
  'guild',
  'entitlements',
  'attachment_size_limit',
];

test.each<[string, (payload: Payload, field: string) => void]>([
  ['lack', (payload, field) => delete payload[field]],
  ['have null for', (payload, field) => (payload[field] = null)],
])('commands, menus, forms and buttons work if their events %s optional fields', async (_how, alter) => {
  const { alice, ask, discord, newChannel } = world();
  using _altered = alterEvents(discord, 'INTERACTION_CREATE', (payload) => {
    for (const field of OPTIONAL) alter(payload, field);
  });
  const channel = newChannel();
  const answer = await expectPicture(await ask({ channel, image }), 60);
  await expectPicture(await alice.press(answer, '10 years older'), 70);
  const form = await alice.press(answer, 'Another age…');
  await form.modalShown();
  await expectPicture(await alice.submit(form, { age: '33' }), 33);
  const menu = await alice.messageMenu({ message: await alice.post(channel, { uploads: [image] }), command });
  await menu.modalShown();
  await expectPicture(await alice.submit(menu, { age: '44' }), 44);
  await expectPicture(await ask({ dm: true, image, age: 50 }), 50);
});

test('a photo without a type and with null sizes is aged', async () => {
  const { discord, ask } = world();
  using _altered = alterEvents(discord, 'INTERACTION_CREATE', ({ data }) => {
    const { resolved } = data as { resolved: { attachments: Record<string, Payload> } };
    for (const file of Object.values(resolved.attachments)) {
      Object.assign(file, { content_type: null, size: null, width: null, height: null, title: 'Marie' });
    }
  });
  await expectPicture(await ask({ image }), 60);
});

/** Turns a message into one that a webhook has posted. */
function byWebhook({ state }: Channel, { id }: SeenMessage): string {
  const { discord } = world();
  const { user } = discord.addUser({ name: 'Feed' });
  const message = state.messages.find(({ data }) => data.id === id);
  Object.assign(message?.data ?? {}, { webhook_id: user.id, author: { ...user, bot: true } });
  return user.id;
}

async function ageMessage(person: Person, message: { id: string }) {
  const menu = await person.messageMenu({ message, command });
  await menu.modalShown();
  return await person.submit(menu, { age: '60' });
}

test("an answer about a webhook's photo names nobody, and can be aged again", async () => {
  const { alice, newChannel } = world();
  const channel = newChannel();
  const posted = await alice.post(channel, { uploads: [image] });
  const webhookId = byWebhook(channel, posted);
  const answer = await expectPicture(await ageMessage(alice, posted));
  expect(answer.ephemeral).toBe(true);
  expect(JSON.stringify(answer.embeds)).toContain(`/${posted.id}`);
  expect(JSON.stringify(answer.embeds)).not.toContain('<@');
  expect(JSON.stringify(answer.buttons)).not.toContain(webhookId);
  const again = await expectPicture(await ageMessage(alice, answer));
  expect(JSON.stringify(again.embeds)).not.toContain('<@');
});

test("the person whose photo it was owns the bot's answer too", async () => {
  const { alice, ask, discord, newChannel } = world();
  const bob = discord.addUser({ name: 'Bob' });
  const answer = await expectPicture(await ask({ channel: newChannel(), image }));
  const aged = await expectPicture(await ageMessage(bob, answer));
  expect(JSON.stringify(aged.embeds)).toContain(`<@${alice.user.id}>`);
});

test('the bot answers a direct message whose channel type is missing', async () => {
  const { alice, discord } = world();
  using _altered = alterEvents(discord, 'MESSAGE_CREATE', (payload) => {
    delete payload['channel_type'];
    // Also in the bot's own messages.
    delete (payload['author'] as Payload)['bot'];
  });
  const sent = await alice.dm('61', [image]);
  const answer = await alice.dmChannel.until((messages) =>
    messages.find(({ data, pictures }) => data.referenced_message?.id === sent.id && pictures.length > 0),
  );
  expect(answer.text).toContain('About 61 years old');
  const next = await alice.dm('thanks');
  await alice.dmChannel.until((messages) => messages.find(({ data }) => data.referenced_message?.id === next.id));
  const toItself = alice.dmChannel.messages.filter(({ data }) => data.referenced_message?.author.bot === true);
  expect(toItself).toEqual([]);
});

test("a private answer comes back as an event, and doesn't count as the person's message", async () => {
  const { alice, ask, discord } = world();
  const answer = await expectPicture(await ask({ dm: true, image, private: true }));
  const counted = countCalls(world());
  const before = alice.dmChannel.messages.length;
  const { id, channel_id, attachments, timestamp } = answer.data;
  const echo = {
    id: `${id}0`,
    channel_id,
    channel_type: 1,
    type: 0,
    timestamp,
    attachments,
    content: '60',
    embeds: [],
  };
  const d = { ...echo, author: alice.user, flags: MessageFlags.Ephemeral };
  for (const t of ['MESSAGE_CREATE', 'MESSAGE_UPDATE'] as const) {
    discord.gateway.dispatch({ t, d } as unknown as Parameters<typeof discord.gateway.dispatch>[0], undefined, 0);
  }
  // Any answer to it would come before the answer to the next message.
  const next = await alice.dm('hello');
  await alice.dmChannel.until((messages) => messages.find(({ data }) => data.referenced_message?.id === next.id));
  const later = alice.dmChannel.messages.slice(before).filter(({ data }) => data.author.bot === true);
  expect(later.map(({ data }) => data.referenced_message?.id)).toEqual(later.map(() => next.id));
  expect(counted()).toEqual(nothingPaid);
});
