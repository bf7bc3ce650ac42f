import { describe, expect, test } from 'vitest';
import type { Answer, Channel, Person } from 'discord-simulator';
import { ended, expectPicture, expectSentence } from '../../support/expectations.ts';
import { photos } from '../../support/pictures/photos.ts';
import { deleteData } from '../../support/people/privacy.ts';
import { runScript } from '../../support/run-script.ts';
import { startWorld, useWorld } from '../../support/world.ts';

const place: { alerts?: Channel } = {};
const world = useWorld(() => ({
  env: (discord) => {
    const { url, channel } = discord.addWebhook();
    place.alerts = channel;
    return { FACE_DETECTION: 'off', OWNER_ALERT_WEBHOOK: url };
  },
}));

function somebody(name = 'Bob'): Person {
  return world().discord.addUser({ name });
}

/** The reference shown under an answer. */
function referenceUnder({ embeds }: Pick<Answer, 'embeds'>): string {
  const [, reference] = /^AI-altered · (.+)$/.exec(embeds[0]?.footer?.text ?? '') ?? [];
  if (reference === undefined) throw new Error('there is no reference');
  return reference;
}

/** What the operator was told about a picture. */
async function toldOf(reference: string, count = 1): Promise<string> {
  const of = (messages: { content: string }[]) => messages.filter(({ content }) => content.includes(reference));
  const found = await place.alerts?.until((messages) => of(messages).length >= count && of(messages));
  expect(found).toHaveLength(count);
  return found?.at(-1)?.content ?? '';
}

async function reportByButton(person: Person, answer: Answer, reason: string): Promise<Answer> {
  const pressed = await person.press(answer, 'Report');
  await pressed.modalShown();
  return await (await person.submit(pressed, { reason })).final();
}

async function reportByCommand(person: Person, reference: string, reason = 'It is me.') {
  const where = { channel: world().newChannel() };
  return await person.slash({ ...where, command: 'age-report', options: { reference, reason } });
}

describe('every answer', () => {
  test('every answer has its reference under the picture and in the file name', async () => {
    const { alice, ask, newChannel } = world();
    const answer = await expectPicture(await ask({ channel: newChannel() }));
    const reference = referenceUnder(answer);
    expect(answer.pictures[0]?.filename).toBe(`aged-60-${reference}.jpg`);
    const compared = await (await alice.press(answer, 'Before/after')).final();
    expect(compared.pictures[0]?.filename).toBe(`before-after-${reference}.jpg`);
    const older = await expectPicture(await alice.press(answer, '10 years older'), 70);
    expect(referenceUnder(older)).not.toBe(reference);
  });

  test('everyone who sees an answer can report it, also in direct messages', async () => {
    const { alice, ask, newChannel } = world();
    const channel = newChannel();
    const answer = await expectPicture(await ask({ channel }));
    const bob = somebody();
    const told = await reportByButton(bob, answer, 'This is me, and I do not want it.');
    expect(told).toMatchObject({ ephemeral: true });
    expect(told.content).toContain(referenceUnder(answer));
    const message = await toldOf(referenceUnder(answer));
    for (const part of [bob.id, alice.id, channel.id, channel.state.guild?.id, answer.id, 'age 60', 'from: upload']) {
      expect(message).toContain(part);
    }
    expect(message).toContain('> This is me, and I do not want it.');

    const inDm = await expectPicture(await ask({ dm: true }));
    await reportByButton(alice, inDm, 'A mistake.');
    expect(await toldOf(referenceUnder(inDm))).toContain('in no server');
  });
});

describe('/age-report', () => {
  test('the command /age-report accepts any spelling of a reference, and file names', async () => {
    const { ask, newChannel } = world();
    const answer = await expectPicture(await ask({ channel: newChannel() }));
    const reference = referenceUnder(answer);
    const compared = await (await world().alice.press(answer, 'Before/after')).final();
    expect(referenceUnder(compared)).toBe(reference);
    const files = [answer, compared].map(({ pictures }) => pictures[0]?.filename ?? '');
    const written = [...files, reference.toLowerCase(), reference.replace('-', ' ')];
    for (const each of written) {
      const { content, ephemeral } = await ended(await reportByCommand(somebody(), each));
      expect(ephemeral).toBe(true);
      expect(content).toContain(reference);
    }
    await toldOf(reference);
  });

  test.each(['AAAAA-AAAAA', 'that one'])('the command /age-report refuses "%s" as unknown', async (reference) => {
    await expectSentence(await reportByCommand(somebody(), reference), 'reference_unknown');
  });

  test('each person can report each picture once', async () => {
    const { ask, newChannel } = world();
    const reference = referenceUnder(await expectPicture(await ask({ channel: newChannel() })));
    const bob = somebody();
    await ended(await reportByCommand(bob, reference));
    for (let times = 0; times < 2; times += 1) {
      await expectSentence(await reportByCommand(bob, reference), 'reported_already');
    }
    await ended(await reportByCommand(somebody('Carol'), reference));
    await toldOf(reference);
  });

  test("a reporter's words ping nobody and don't look like the bot's own", async () => {
    const { ask, newChannel } = world();
    const reference = referenceUnder(await expectPicture(await ask({ channel: newChannel() })));
    await ended(await reportByCommand(somebody(), reference, '@everyone <@1>  made for user 7 **now**'));
    expect(await toldOf(reference)).toContain(String.raw`> @everyone <@1> made for user 7 \*\*now\*\*`);
    expect(place.alerts?.messages.at(-1)?.data).toMatchObject({ mention_everyone: false, mentions: [] });
  });

  test('a picture can be reported after its requester has deleted their data', async () => {
    const { ask, newChannel } = world();
    const carol = somebody('Carol');
    const reference = referenceUnder(await expectPicture(await ask({ person: carol, channel: newChannel() })));
    await deleteData(carol);
    await ended(await reportByCommand(somebody(), reference));
    expect(await toldOf(reference)).toContain(carol.id);
  });
});

test('a crowd that reports one picture causes two messages to the operator, and all of its reports are kept', async () => {
  const { ask, newChannel, env, folder } = world();
  const reference = referenceUnder(await expectPicture(await ask({ channel: newChannel() })));
  for (let count = 1; count <= 12; count += 1) {
    await ended(await reportByCommand(somebody(`Reporter ${count}`), reference, `Reason ${count}`));
  }
  const last = await toldOf(reference, 2);
  expect(last).toMatch(/^\d+ more reports of picture .*, 1\d in all/);
  expect(last).toMatch(/> Reason 1\d/);
  const { stdout } = await runScript('admin', ['show', reference], { cwd: folder, env });
  expect(stdout.match(/Reason \d+/g)).toHaveLength(12);
});

test('words that Discord refuses are left out, and the report is sent', async () => {
  const { ask, newChannel, discord } = world();
  const reference = referenceUnder(await expectPicture(await ask({ channel: newChannel() })));
  const refusal = { status: 400, body: { message: 'Message was blocked by automatic moderation', code: 200_000 } };
  discord.faults.inject({ match: { kind: 'webhook' }, do: refusal });
  await ended(await reportByCommand(somebody(), reference, 'something unspeakable'));
  expect(await toldOf(reference)).not.toContain('unspeakable');
});

test('a report waits until it can be sent, even over a restart; without a webhook, the owner gets it', async () => {
  await using own = await startWorld({ env: { FACE_DETECTION: 'off' } });
  const { ask, alice, discord } = own;
  const answer = await expectPicture(await ask({ image: photos.marieCurie }));
  const reference = referenceUnder(answer);
  discord.faults.inject({ match: { kind: 'open-dm' }, do: { status: 503 } });
  const { content } = await reportByButton(alice, answer, 'Look at this.');
  expect(content).toContain(reference);
  await discord.until(() => discord.requests.some(({ kind, status }) => kind === 'open-dm' && status === 503));
  expect(discord.owner.dmChannel.messages).toEqual([]);
  await own.restart();
  const [told, ...more] = await discord.owner.dmChannel.until((messages) => messages.length > 0 && messages);
  expect(told?.content).toContain(reference);
  expect(more).toEqual([]);
});
